package io.github.regretbench.experiment;

import io.github.regretbench.bandit.GpTs;
import io.github.regretbench.bandit.Policy;
import io.github.regretbench.bandit.ThompsonSampling;
import io.github.regretbench.statistics.Bootstrap;
import io.github.regretbench.statistics.Interval;
import io.github.regretbench.statistics.RegretGrowth;
import io.github.regretbench.statistics.RegretGrowth.Exponent;
import io.github.regretbench.theory.GrowthOrder;
import io.github.regretbench.theory.IrgpUcb;
import io.github.regretbench.theory.Model;
import io.github.regretbench.theory.RegretOrder;
import io.github.regretbench.theory.ScheduleFamily;
import io.github.regretbench.theory.ScheduleFamily.Assumption;
import io.github.regretbench.theory.ScheduleFamily.Guarantee;
import io.github.regretbench.theory.Smoothness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A measured growth exponent of a policy's mean cumulative regret beside the one of theory.
 *
 * @param policy its name
 * @param window what it was fitted over
 * @param exponent p of R_T ~ T^p, with its intervals by bootstrap over whole runs; without ends where these are too few for a verdict
 * @param corrected the same with the power of log T that theory knows divided out; empty where it knows none
 * @param order the name of the row of the table of orders that applies; empty where none does
 * @param theory that row's order for the kernel
 */
record Growth(String policy, Window window, Exponent exponent, Optional<Exponent> corrected, String order, Optional<GrowthOrder> theory) {
    private static final double LEVEL = 0.95;

    /** The rounds of a fit. */
    enum Window {
        /** The last two decades. */
        GLOBAL,
        /** One decade. */
        LOCAL
    }

    /** All exponents of a policy, beside theory's if that is promised here; none for fewer than two independent runs, or where regret stays zero. */
    static List<Growth> of(Experiment experiment, Model model, String policy, AuditedRuns runs, TrialMeans means,
            boolean promised, UniformRandomProvider random) {
        if (means.independentPieces() < 2 || experiment.intervals().kind() != IntervalMethod.Kind.STUDENT_T || runs.rounds().size() < 2) {
            return List.of();
        }
        // Runs that share an objective are one run, averaged.
        RegretGrowth growth = new RegretGrowth(runs.rounds(), means.pieceMeans(runs.regret()),
                new Bootstrap(means.independentPieces(), experiment.intervals().resamples(), random));
        Optional<String> row = promised ? order(runs.policy()) : Optional.empty();
        Optional<GrowthOrder> theory = row.flatMap(name -> smoothness(model).flatMap(kernel -> RegretOrder.TABLE.stream()
                .filter(r -> r.name().equals(name)).findFirst().orElseThrow().order(kernel)));
        List<Growth> all = new ArrayList<>();
        int last = experiment.horizon();
        growth.exponent(Math.max(1, last / 100), last, 0, LEVEL).ifPresent(exponent -> all.add(new Growth(policy, Window.GLOBAL,
                exponent, corrected(growth, exponent, theory), row.orElse(""), theory)));
        for (Exponent exponent : growth.byDecade(0, LEVEL)) {
            all.add(new Growth(policy, Window.LOCAL, exponent, corrected(growth, exponent, theory), row.orElse(""), theory));
        }
        return means.allowVerdict() ? all : all.stream().map(Growth::withoutIntervals).toList();
    }

    /** Of 2 to 5 runs, intervals of 95% covered the exponent in 47 to 85% of simulations. */
    private Growth withoutIntervals() {
        return new Growth(policy, window, withoutInterval(exponent), corrected.map(Growth::withoutInterval), order, theory);
    }

    private static Exponent withoutInterval(Exponent e) {
        Interval none = new Interval(e.line().slope(), Double.NaN, Double.NaN);
        return new Exponent(e.firstRound(), e.lastRound(), e.logPower(), e.line(), none, none);
    }

    private static Optional<Exponent> corrected(RegretGrowth growth, Exponent plain, Optional<GrowthOrder> theory) {
        if (theory.isEmpty() || theory.get().logPower().isEmpty() || plain.firstRound() == 1) {
            return Optional.empty();
        }
        return growth.exponent(plain.firstRound(), plain.lastRound(), theory.get().logPower().getAsDouble(), LEVEL);
    }

    /** The row of {@link RegretOrder#TABLE} that is proved for a rule. */
    private static Optional<String> order(Policy policy) {
        if (policy instanceof ThompsonSampling) {
            return Optional.of("thompson-irgp-pims");
        }
        ScheduleFamily family = policy.schedule().orElse(null);
        if (family == null || family.guarantee() == Guarantee.NONE) {
            return Optional.empty();
        }
        if (policy instanceof GpTs) {
            return family.assumption() == Assumption.NORM ? Optional.of("gp-ts") : Optional.empty();
        }
        return switch (family.assumption()) {
            case PRIOR_FINITE, PRIOR_CONTINUOUS -> Optional.of(family.type() == IrgpUcb.class ? "thompson-irgp-pims" : "gp-ucb-vakili");
            case NORM, LINEAR -> Optional.of("igp-ucb");
            case NORM_AND_BOUNDED_NOISE -> Optional.of("gp-ucb-theorem-3");
            default -> Optional.empty();
        };
    }

    private static Optional<Smoothness> smoothness(Model model) {
        return model.prior().points().isIndexOnly() ? Optional.empty() : Smoothness.of(model.prior().kernel(), model.dimension());
    }
}
