package io.github.regretbench.bandit;

import io.github.regretbench.PlainDouble;
import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * How rewards differ from f: `y_t = f(x_t) + epsilon_t`, with errors that are independent over rounds and have mean 0. All policies of a trial
 * meet the same errors, round by round.
 */
public sealed interface Rewards {

    /** The errors of one trial's rewards, asked for once a round with the arm that is played. */
    IntToDoubleFunction errors(UniformRandomProvider random);

    /** The variance of an error, at the arm where it is largest; in squared units of f. */
    double variance();

    /**
     * At most R_s at any arm, in units of f: `E exp(s epsilon) le exp((s^2 R_s^2) / 2)` for all s. Infinite where tails are too heavy for any.
     */
    double subGaussianAtMost();

    /** At least R_s at some arm; equal to {@link #subGaussianAtMost} where R_s is known exactly. */
    double subGaussianAtLeast();

    /** The largest absolute value of an error, in units of f; infinite when there is none. */
    double bound();

    /** Whether they are normal with one variance for all arms, as the policies' model has them. */
    boolean isGaussian();

    /**
     * Errors of one law at all arms.
     *
     * @param law with variance 1
     * @param variance to scale it to, > 0, in squared units of f
     */
    record Drawn(NoiseLaw law, double variance) implements Rewards {
        @Override
        public IntToDoubleFunction errors(UniformRandomProvider random) {
            DoubleSupplier sampler = law.sampler(random);
            double deviation = Math.sqrt(variance);
            return arm -> deviation * sampler.getAsDouble();
        }

        @Override
        public double variance() {
            return law == NoiseLaw.Shape.NONE ? 0 : variance;
        }

        @Override
        public double subGaussianAtMost() {
            return Math.sqrt(variance) * Math.sqrt(law.proxyRatio());
        }

        @Override
        public double subGaussianAtLeast() {
            return subGaussianAtMost();
        }

        @Override
        public double bound() {
            return Math.sqrt(variance) * law.bound();
        }

        @Override
        public boolean isGaussian() {
            return law == NoiseLaw.GAUSSIAN;
        }

        @Override
        public String toString() {
            return law.toString();
        }
    }

    /** Errors of one law, with a variance of its own at each arm. */
    final class PerArm implements Rewards {
        private final NoiseLaw law;
        private final double[] variances;
        private final Drawn largest;

        /**
         * Errors at n arms.
         *
         * @param law with variance 1
         * @param variances n numbers > 0, in squared units of f; not copied
         */
        public PerArm(NoiseLaw law, double[] variances) {
            this.law = law;
            this.variances = variances;
            this.largest = new Drawn(law, Arrays.stream(variances).max().orElseThrow());
        }

        @Override
        public IntToDoubleFunction errors(UniformRandomProvider random) {
            DoubleSupplier sampler = law.sampler(random);
            return arm -> Math.sqrt(variances[arm]) * sampler.getAsDouble();
        }

        @Override
        public double variance() {
            return largest.variance();
        }

        @Override
        public double subGaussianAtMost() {
            return largest.subGaussianAtMost();
        }

        @Override
        public double subGaussianAtLeast() {
            return largest.subGaussianAtLeast();
        }

        @Override
        public double bound() {
            return largest.bound();
        }

        @Override
        public boolean isGaussian() {
            return false;       // with one variance for all arms
        }

        @Override
        public String toString() {
            return law + " with a variance per arm";
        }
    }

    /**
     * Errors that were measured: in each round one of R repeats of the whole table is drawn, each with probability 1/R, and the reward is
     * what it recorded at the arm.
     */
    final class Recorded implements Rewards {
        /** Points s at which the moment generating function is looked at, of either sign. */
        private static final int LOOKS = 120;

        private final double[][] deviations;
        private final int repeats;

        private Recorded(double[][] deviations) {
            this.deviations = deviations;
            this.repeats = deviations[0].length;
        }

        /**
         * Errors recorded at n arms.
         *
         * @param deviations n rows of R deviations from f, each with mean 0; not copied
         * @throws IllegalArgumentException without arms, or with fewer than two repeats or another number of them at some arm
         */
        public static Recorded of(double[][] deviations) {
            if (deviations.length == 0 || deviations[0].length < 2
                    || Arrays.stream(deviations).anyMatch(row -> row.length != deviations[0].length)) {
                throw new IllegalArgumentException("recorded noise needs the same number of repeats, two or more, at every arm");
            }
            return new Recorded(deviations);
        }

        @Override
        public IntToDoubleFunction errors(UniformRandomProvider random) {
            return arm -> deviations[arm][random.nextInt(repeats)];
        }

        /** The variance of the error at an arm: a mean over all repeats, which are all that can be drawn. */
        public double variance(int arm) {
            double squares = 0;
            for (double deviation : deviations[arm]) {
                squares += deviation * deviation;
            }
            return squares / repeats;
        }

        @Override
        public double variance() {
            double largest = 0;
            for (int arm = 0; arm < deviations.length; arm++) {
                largest = Math.max(largest, variance(arm));
            }
            return largest;
        }

        /** Half the range, at the arm where it is largest: Hoeffding's lemma. */
        @Override
        public double subGaussianAtMost() {
            return Arrays.stream(deviations).mapToDouble(row -> (Arrays.stream(row).max().orElseThrow() - Arrays.stream(row).min().orElseThrow())
                    / 2).max().orElseThrow();
        }

        /** From the definition, `R_s^2 ge 2 / s^2 log E exp(s epsilon)` for every s, at many s. */
        @Override
        public double subGaussianAtLeast() {
            double largest = variance();
            for (double[] row : deviations) {
                double scale = Arrays.stream(row).map(Math::abs).max().orElseThrow();
                for (int k = -LOOKS / 2; scale > 0 && k <= LOOKS / 2; k++) {
                    double s = StrictMath.pow(10, k * 4.0 / LOOKS) / scale;
                    largest = Math.max(largest, Math.max(proxy(row, s), proxy(row, -s)));
                }
            }
            return Math.sqrt(largest);
        }

        private static double proxy(double[] row, double s) {
            double sum = 0;
            for (double deviation : row) {
                sum += StrictMath.expm1(s * deviation);
            }
            return 2 * StrictMath.log1p(sum / row.length) / (s * s);
        }

        @Override
        public double bound() {
            return Arrays.stream(deviations).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElseThrow();
        }

        @Override
        public boolean isGaussian() {
            return false;
        }

        @Override
        public String toString() {
            return "recorded (" + repeats + " repeats, variance up to " + PlainDouble.significant(variance(), 3) + ")";
        }
    }
}
