package io.github.regretbench.theory;

import io.github.regretbench.Require;
import io.github.regretbench.theory.ScheduleFamily.Assumption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Every bound of {@link RegretBound#ALL} for one model, with the reason where one does not apply. A bound that is proved for one algorithm
 * is that algorithm's, with its own schedule; Theorem 1's is GP-UCB's with the schedule given here. Upper bounds take the upper bound on
 * `gamma_T` and lower bounds the gain of designs that exist, so that each value is the guarantee that its {@link Statement} says.
 */
public final class BoundSurvey {
    private final Model model;
    private final Schedule schedule;
    private final OptionalDouble norm;
    private final double noiseDeviation;
    private final List<Entry> entries = new ArrayList<>();

    /**
     * A bound, or why there is none.
     *
     * @param type one of {@link RegretBound#ALL}
     * @param bound with its numbers put in; empty when it does not apply
     * @param reason why it does not apply; empty text when it does
     */
    public record Entry(Class<? extends RegretBound> type, Optional<RegretBound> bound, String reason) {

        /** What the bound says, for whom, and who says so. */
        public Statement statement() {
            return type.getAnnotation(Statement.class);
        }

        /** The order in T, for a kernel that the table of orders has. */
        public Optional<GrowthOrder> order(Smoothness kernel) {
            return RegretOrder.TABLE.stream().filter(row -> row.name().equals(statement().order())).findFirst()
                    .flatMap(row -> row.order(kernel));
        }
    }

    private BoundSurvey(Model model, Schedule schedule, OptionalDouble norm, double noiseDeviation) {
        this.model = model;
        this.schedule = schedule;
        this.norm = norm;
        this.noiseDeviation = Require.positive("the noise deviation", noiseDeviation);
        norm.ifPresent(b -> Require.positive("the bound on the norm", b));
    }

    /**
     * The bounds, in the order of {@link RegretBound#ALL}.
     *
     * @param schedule of GP-UCB, made for the model
     * @param norm `B >= ||f||_k`, for the bounds over functions of the RKHS; they are left out without it
     * @param noiseDeviation the sub-Gaussian constant `R_s` of the noise in those bounds, in units of f; its standard deviation when
     *        Gaussian
     * @throws IllegalArgumentException when B or `R_s` is not finite and > 0
     */
    public static List<Entry> of(Model model, Schedule schedule, OptionalDouble norm, double noiseDeviation) {
        BoundSurvey survey = new BoundSurvey(model, schedule, norm, noiseDeviation);
        survey.bayesian();
        survey.rkhs();
        survey.lower();
        return List.copyOf(survey.entries);
    }

    private void add(Class<? extends RegretBound> type, Supplier<RegretBound> maker) {
        Optional<RegretBound> bound = Optional.empty();
        String reason = "";
        try {
            bound = Optional.of(maker.get());
        } catch (IllegalArgumentException e) {
            reason = e.getMessage();
        }
        entries.add(new Entry(type, bound, reason));
    }

    private Exploration exploration() {
        return new Exploration(model.ratio(), model.horizon(), model.gamma(model.horizon()));
    }

    private void bayesian() {
        int horizon = model.horizon();
        add(BayesianBound.Theorem1.class, () -> new BayesianBound.Theorem1(exploration(), onFiniteSets().beta(horizon)));
        add(BayesianBound.Theorem2.class, () -> new BayesianBound.Theorem2(exploration(), onCubes().beta(horizon)));
        add(BayesianBound.Theorem2Sharp.class, () -> new BayesianBound.Theorem2Sharp(exploration(), onCubes().beta(horizon)));
        add(BayesianBound.RussoVanRoy.class, () -> new BayesianBound.RussoVanRoy(exploration(), model.arms()));
        add(BayesianBound.RussoVanRoySharp.class, () -> new BayesianBound.RussoVanRoySharp(exploration(), model.arms()));
        add(BayesianBound.RandomisedUcb.class, () -> BayesianBound.RandomisedUcb.of(exploration(), model.arms(), known()));
        add(BayesianBound.Tight.class, () -> new BayesianBound.Tight(exploration(), model.arms()));
        add(BayesianBound.TightContinuous.class, () -> new BayesianBound.TightContinuous(exploration(), sumOfBetas()));
        add(BayesianBound.SequentialThompson.class, () -> new BayesianBound.SequentialThompson(exploration(),
                unitCube(printedTail())));
        add(BayesianBound.SequentialThompsonFinite.class, () -> new BayesianBound.SequentialThompsonFinite(exploration(), model.arms()));
        add(BayesianBound.ValidTarget.class, () -> {
            throw new IllegalArgumentException("it needs the targets of a run");
        });
    }

    /** The schedule, if it promises a band at all arms for draws from the prior. */
    private ConfidenceSchedule onFiniteSets() {
        boolean promised = schedule.family().map(f -> f.coversDraws() && f.assumption() == Assumption.PRIOR_FINITE).orElse(false);
        if (promised && schedule instanceof ConfidenceSchedule known) {
            return known;
        }
        throw new IllegalArgumentException("the schedule promises no band at all arms for draws from the prior");
    }

    /** The schedule if it is one of Theorem 2, else the model's. */
    private ConfidenceSchedule onCubes() {
        boolean given = schedule.family().map(f -> f.coversDraws() && f.assumption() == Assumption.PRIOR_CONTINUOUS).orElse(false);
        return given ? (ConfidenceSchedule) schedule
                : SrinivasTheorem2.of(model.dimension(), model.side(), model.gradientTail(), model.delta());
    }

    private ConfidenceSchedule known() {
        if (schedule instanceof ConfidenceSchedule known) {
            return known;
        }
        throw new IllegalArgumentException("the schedule is not known before the run");
    }

    /** a and b of Theorem 2's assumption. */
    private ExponentialGradientTail printedTail() {
        if (model.gradientTail() instanceof RiceGradientTail rice) {
            return new ExponentialGradientTail(1, rice.a(), rice.b());
        }
        throw new IllegalArgumentException("constants a and b of the slopes are known in one dimension only");
    }

    private ExponentialGradientTail unitCube(ExponentialGradientTail tail) {
        if (model.side() > 1) {
            throw new IllegalArgumentException("it is stated for the unit cube, and the arms span " + model.side());
        }
        return tail;
    }

    private double sumOfBetas() {
        IrgpUcbContinuous rule = new IrgpUcbContinuous(model.side(), printedTail());
        double sum = 0;
        for (int t = 1; t <= model.horizon(); t++) {
            sum += 2 + rule.shift(t);
        }
        return sum;
    }

    private void rkhs() {
        int horizon = model.horizon();
        add(RkhsBound.Theorem3.class, () -> new RkhsBound.Theorem3(exploration(),
                new SrinivasTheorem3(norm() * norm(), model::gamma, model.delta()).beta(horizon)));
        add(RkhsBound.SelfNormalisedUcb.class, () -> new RkhsBound.SelfNormalisedUcb(exploration(), new SelfNormalisedWorstCase(
                new SelfNormalised(norm(), noiseDeviation, model.noiseVariance(), model.delta()), model::gamma).width(horizon)));
        add(RkhsBound.IgpUcb.class, this::igpUcb);
        add(RkhsBound.MaximumVarianceReduction.class, () -> new RkhsBound.MaximumVarianceReduction(exploration(), nonAdaptive()));
        add(RkhsBound.MaximumVarianceReductionSmallNoise.class, () -> new RkhsBound.MaximumVarianceReductionSmallNoise(horizon,
                model.noiseVariance(), model.gamma(horizon), nonAdaptive()));
    }

    private double norm() {
        return norm.orElseThrow(() -> new IllegalArgumentException("it needs a bound on the norm of f"));
    }

    /** IGP-UCB has a regulariser of its own, and `gamma_T` is that regulariser's. */
    private RkhsBound igpUcb() {
        double bound = norm();
        double largest = model.prior().maximumVariance();
        if (largest > 1) {
            throw new IllegalArgumentException("it needs k(x, x) <= 1, and the largest is " + largest);
        }
        int horizon = model.horizon();
        double gain = InformationGain.bracket(model.prior(), 1 + 2.0 / horizon, horizon).upper(horizon);
        // gamma_T in the multiplier, as the bound is stated, where the schedule of the last round has gamma_(T-1).
        double width = new ChowdhuryGopalan(bound, noiseDeviation, s -> gain, horizon, model.delta()).width(horizon);
        return new RkhsBound.IgpUcb(horizon, gain, width);
    }

    private double nonAdaptive() {
        return new NonAdaptive(norm(), noiseDeviation, model.noiseVariance(), model.delta()).everywhere(model.arms()).width(1);
    }

    private void lower() {
        add(LowerBound.EffectiveDimension.class,
                () -> LowerBound.EffectiveDimension.of(model.prior(), model.horizon(), noiseDeviation, norm()));
        add(LowerBound.InformationGain.class,
                () -> LowerBound.InformationGain.of(model.prior(), model.horizon(), noiseDeviation, norm()));
    }
}
