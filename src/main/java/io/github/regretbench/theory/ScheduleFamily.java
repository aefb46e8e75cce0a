package io.github.regretbench.theory;

import java.util.List;
import java.util.Optional;

/**
 * What is claimed for a kind of confidence band and by whom, in a form that a program can read.
 *
 * @param type the class of its instances: a {@link ConfidenceBand} or a {@link RandomisedSchedule}
 * @param formula of beta, the squared multiplier, or of its root, as text
 * @param assumption what has to be true of f, the noise and the choice of arms
 * @param guarantee what then holds
 * @param citation where the formula comes from
 * @param status how the formula was checked
 */
public record ScheduleFamily(Class<?> type, String formula, Assumption assumption, Guarantee guarantee, String citation,
        Status status) {

    private static final String SRINIVAS = "Srinivas et al. 2010, ";
    private static final String ABBASI = "Abbasi-Yadkori, Pal and Szepesvari 2011, ";
    private static final String CHOWDHURY = "Chowdhury and Gopalan 2017";
    private static final String VAKILI = "Vakili et al. 2021, optimal order simple regret";
    private static final String TAKENO = "Takeno, Inatsu and Karasuyama 2023";

    /** The registry: every kind that comes with RegretBench, in the order of {@code regretbench list schedules}. */
    public static final List<ScheduleFamily> ALL = List.of(
            new ScheduleFamily(SrinivasTheorem1.class, "beta = 2 log(n t^2 pi^2 / (6 delta))", Assumption.PRIOR_FINITE,
                    Guarantee.ALWAYS_EVERYWHERE, SRINIVAS + "Theorem 1", Status.VERIFIED),
            new ScheduleFamily(TelescopingUnion.class, "beta = 2 log(n t (t + 1) / delta)", Assumption.PRIOR_FINITE,
                    Guarantee.ALWAYS_EVERYWHERE, "after " + SRINIVAS + "Theorem 1", Status.DERIVED),
            new ScheduleFamily(ExactQuantile.class, "sqrt(beta) = -PhiInv(3 delta / (pi^2 t^2 n))", Assumption.PRIOR_FINITE,
                    Guarantee.ALWAYS_EVERYWHERE, "after " + SRINIVAS + "Theorem 1", Status.DERIVED),
            new ScheduleFamily(FixedHorizon.class, "beta = 2 log(n T / delta)", Assumption.PRIOR_FINITE,
                    Guarantee.UP_TO_HORIZON, "after " + SRINIVAS + "Theorem 1", Status.DERIVED),
            new ScheduleFamily(ScaledSchedule.class, "beta = factor beta'", Assumption.NOTHING, Guarantee.NONE, SRINIVAS + "section 6",
                    Status.VERIFIED),
            new ScheduleFamily(SrinivasTheorem2Printed.class,
                    "beta = 2 log(2 pi^2 t^2 / (3 delta)) + 2 d log(t^2 d b r sqrt(log(4 d a / delta)))", Assumption.PRIOR_CONTINUOUS,
                    Guarantee.ALWAYS_ON_GRID, SRINIVAS + "Theorem 2", Status.VERIFIED),
            new ScheduleFamily(SrinivasTheorem2.class,
                    "beta = 2 log(2 pi^2 t^2 / (3 delta)) + 2 d log(tau), tau = max(1, ceil(t^2 d r L)), P(slope > L) <= delta/4",
                    Assumption.PRIOR_CONTINUOUS, Guarantee.ALWAYS_ON_GRID, "after " + SRINIVAS + "Theorem 2", Status.DERIVED),
            new ScheduleFamily(SrinivasTheorem3.class, "beta = 2 Bsq + 300 gamma_t log^3(t / delta), Bsq >= ||f||^2",
                    Assumption.NORM_AND_BOUNDED_NOISE, Guarantee.ALWAYS_EVERYWHERE, SRINIVAS + "Theorem 3", Status.VERIFIED),
            new ScheduleFamily(ChowdhuryGopalan.class,
                    "sqrt(beta) = B + Rs sqrt(2 (gamma_(t-1) + 1 + log(1/delta))), lambda = 1 + 2/T", Assumption.NORM,
                    Guarantee.UP_TO_HORIZON, CHOWDHURY + ", IGP-UCB", Status.VERIFIED),
            new ScheduleFamily(ChowdhuryGopalanThompson.class,
                    "sqrt(beta) = B + Rs sqrt(2 (gamma_(t-1) + 1 + log(2/delta))), lambda = 1 + 2/T", Assumption.NORM,
                    Guarantee.UP_TO_HORIZON, CHOWDHURY + ", GP-TS", Status.UNVERIFIED),
            new ScheduleFamily(SelfNormalised.class,
                    "sqrt(beta) = B + (Rs / sqrt(lambda)) sqrt(2 log(1/delta) + log det(I + K/lambda))", Assumption.NORM,
                    Guarantee.ALWAYS_EVERYWHERE, ABBASI + "Theorem 1", Status.VERIFIED),
            new ScheduleFamily(SelfNormalisedWorstCase.class,
                    "sqrt(beta) = B + (Rs / sqrt(lambda)) sqrt(2 log(1/delta) + 2 gamma_(t-1))", Assumption.NORM,
                    Guarantee.ALWAYS_EVERYWHERE, "after " + ABBASI + "Theorem 1", Status.DERIVED),
            new ScheduleFamily(NonAdaptive.class, "sqrt(beta) = B + (Rs / sqrt(lambda)) sqrt(2 log(1/delta))",
                    Assumption.NORM_AND_FIXED_DESIGN, Guarantee.ONE_POINT, VAKILI, Status.DERIVED),
            new ScheduleFamily(NonAdaptiveSharp.class, "beta = B^2 + 2 (Rs^2 / lambda) log(1/delta)",
                    Assumption.NORM_AND_FIXED_DESIGN, Guarantee.ONE_POINT, "after " + VAKILI, Status.DERIVED),
            new ScheduleFamily(BatchedPureExploration.class, "sqrt(beta) = B + (Rs / sqrt(lambda)) sqrt(2 log(2 n N / delta))",
                    Assumption.NORM_AND_FIXED_DESIGN, Guarantee.EVERY_BATCH, "after Li and Scarlett 2022", Status.DERIVED),
            new ScheduleFamily(RussoVanRoy.class, "beta = 2 log((t^2 + 1) n / sqrt(2 pi))", Assumption.PRIOR_FINITE,
                    Guarantee.EXPECTED_REGRET, "Russo and Van Roy 2014", Status.VERIFIED),
            new ScheduleFamily(IrgpUcb.class, "beta = 2 log(n/2) + Z, Z ~ Exp(mean 2)", Assumption.PRIOR_FINITE,
                    Guarantee.EXPECTED_REGRET, TAKENO, Status.DERIVED),
            new ScheduleFamily(IrgpUcbContinuous.class,
                    "beta = 2 d log(tau) - 2 log 2 + Z, tau = ceil(b d r t^2 (sqrt(log(a d)) + sqrt(pi)/2)), Z ~ Exp(mean 2)",
                    Assumption.PRIOR_CONTINUOUS, Guarantee.EXPECTED_REGRET, TAKENO, Status.DERIVED),
            new ScheduleFamily(RgpUcb.class,
                    "beta ~ Gamma(shape log(n (t^2 + 1) / sqrt(2 pi)) / log(1 + theta/2), scale theta)", Assumption.PRIOR_FINITE,
                    Guarantee.EXPECTED_REGRET, "after Berk et al. 2020", Status.DERIVED),
            new ScheduleFamily(RgpUcbPrinted.class,
                    "beta ~ Gamma(shape log((t^2 + 1) / sqrt(2 pi)) / log(1 + theta/2), scale theta)", Assumption.NOTHING,
                    Guarantee.NONE, "Berk et al. 2020", Status.UNVERIFIED),
            new ScheduleFamily(Oful.class,
                    "beta = radius^2 / lambda, radius = Rs sqrt(2 log(1/delta) + log(det V / det(lambda I))) + sqrt(lambda) S",
                    Assumption.LINEAR, Guarantee.ALWAYS_EVERYWHERE, ABBASI + "Theorem 2", Status.VERIFIED),
            new ScheduleFamily(OfulTrace.class,
                    "beta = radius^2 / lambda, radius = Rs sqrt(d log((1 + (t-1) L^2 / lambda) / delta)) + sqrt(lambda) S, d >= 2",
                    Assumption.LINEAR, Guarantee.ALWAYS_EVERYWHERE, ABBASI + "Theorem 2", Status.VERIFIED),
            new ScheduleFamily(GpBucb.class, "beta = e^(2 C) beta'_(fb[t] + 1)", Assumption.AS_SEQUENTIAL,
                    Guarantee.AS_SEQUENTIAL, "after Desautels, Krause and Burdick 2014", Status.DERIVED),
            new ScheduleFamily(Kandasamy2015.class, "beta = 0.2 d log(2 t)", Assumption.NOTHING, Guarantee.NONE,
                    "Kandasamy, Schneider and Poczos 2015", Status.UNVERIFIED),
            new ScheduleFamily(Kandasamy2018.class, "beta = 4 (d + 1) log t + 2 d log(d a b sqrt(pi))", Assumption.PRIOR_CONTINUOUS,
                    Guarantee.NONE, "Kandasamy et al. 2018", Status.UNVERIFIED),
            new ScheduleFamily(ConstantBeta.class, "beta = c", Assumption.NOTHING, Guarantee.NONE,
                    "folklore; linear expected regret: Takeno, Inatsu and Karasuyama 2024", Status.VERIFIED));

    /** The family of a class, if it is one of {@link #ALL}. */
    public static Optional<ScheduleFamily> of(Class<?> type) {
        return ALL.stream().filter(family -> family.type() == type).findFirst();
    }

    /** The name, which is that of the class: {@code SrinivasTheorem1}. */
    public String name() {
        return type.getSimpleName();
    }

    /**
     * What has to be true for the guarantee to hold. Under another truth none does: draws from a prior on an infinite set, for
     * one, have no finite RKHS norm.
     */
    public enum Assumption {
        /** The Bayesian model on a finite set. */
        PRIOR_FINITE("f is drawn from the prior, D is finite, the noise is Gaussian with the model's variance"),
        /** The Bayesian model on a cube. */
        PRIOR_CONTINUOUS("f is drawn from the prior, D in [0, r]^d is compact and convex, slopes have Gaussian tails, Gaussian noise"),
        /** A fixed function of the RKHS, any rule. */
        NORM("f is fixed with ||f|| <= B, the noise is Rs-sub-Gaussian, arms depend on the past"),
        /** A fixed function of the RKHS, noise as in Theorem 3. */
        NORM_AND_BOUNDED_NOISE("f is fixed with ||f||^2 <= Bsq, the noise is martingale and bounded, arms depend on the past"),
        /** A fixed function of the RKHS, arms chosen beforehand. */
        NORM_AND_FIXED_DESIGN("f is fixed with ||f|| <= B, the noise is independent and Rs-sub-Gaussian, arms do not depend on it"),
        /** A linear function of the inputs. */
        LINEAR("f(x) = theta.x with |theta| <= S, the noise is Rs-sub-Gaussian, arms depend on the past"),
        /** That of the schedule inside. */
        AS_SEQUENTIAL("as for the sequential schedule; pending rewards hold at most C nats on f"),
        /** No assumption, since nothing is claimed. */
        NOTHING("none");

        private final String text;

        Assumption(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** What holds under the assumption. */
    public enum Guarantee {
        /** Time-uniform, space-uniform. */
        ALWAYS_EVERYWHERE("with probability 1 - delta the band holds f at all arms in all rounds"),
        /** Space-uniform, in rounds 1..T. */
        UP_TO_HORIZON("with probability 1 - delta the band holds f at all arms in rounds 1..T"),
        /** Time-uniform, at the grid points and the arms played. */
        ALWAYS_ON_GRID("with probability 1 - delta the band holds f at the arms played and, up to 1/t^2, at the best, in all rounds"),
        /** One point, one side, one time. */
        ONE_POINT("with probability 1 - delta f is below the upper end of the band at one arm; likewise the lower end"),
        /** Space-uniform at the ends of batches. */
        EVERY_BATCH("with probability 1 - delta the band holds f at all arms after each of N batches"),
        /** On average over prior and noise. */
        EXPECTED_REGRET("a bound on the expected regret, no band"),
        /** That of the schedule inside. */
        AS_SEQUENTIAL("as for the sequential schedule"),
        /** Nothing. */
        NONE("none");

        private final String text;

        Guarantee(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
