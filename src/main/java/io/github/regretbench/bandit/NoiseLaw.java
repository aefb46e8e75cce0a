package io.github.regretbench.bandit;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.Require;
import io.github.regretbench.Spelling;
import io.github.regretbench.Tokens;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The law of the errors of rewards: independent over rounds, with mean 0 and variance 1, to be multiplied by the noise deviation. Laws are thus
 * matched by variance; their sub-Gaussian constants differ, and so does what theory promises. The exception is {@link Shape#NONE}.
 */
public sealed interface NoiseLaw {

    /** `N(0, 1)`. */
    NoiseLaw GAUSSIAN = Shape.GAUSSIAN;

    /**
     * `R_s^2 / v`: the least sub-Gaussian variance proxy over the variance, with `E exp(s epsilon) le exp((s^2 R_s^2) / 2)` for all s; infinite for
     * laws whose tails are too heavy, for which no theorem about sub-Gaussian noise promises anything.
     */
    double proxyRatio();

    /** The largest absolute value of an error of variance 1; infinite when there is none. */
    double bound();

    /** Errors of variance 1, one after the other; how many numbers of the stream one takes may differ. */
    DoubleSupplier sampler(UniformRandomProvider random);

    /** Laws without a parameter. */
    enum Shape implements NoiseLaw {
        /** Normal errors: as the policies' model has them. */
        GAUSSIAN(1, Double.POSITIVE_INFINITY) {
            @Override
            public DoubleSupplier sampler(UniformRandomProvider random) {
                return ZigguratSampler.NormalizedGaussian.of(random)::sample;
            }
        },
        /** No errors at all: rewards are f itself, whatever the noise variance. */
        NONE(0, 0) {
            @Override
            public DoubleSupplier sampler(UniformRandomProvider random) {
                return () -> 0;
            }
        },
        /** Uniform on `[-sqrt 3, sqrt 3]`. */
        UNIFORM(1, Math.sqrt(3)) {
            @Override
            public DoubleSupplier sampler(UniformRandomProvider random) {
                return () -> bound() * (2 * random.nextDouble() - 1);
            }
        },
        /** -1 or 1 with equal probability. */
        RADEMACHER(1, 1) {
            @Override
            public DoubleSupplier sampler(UniformRandomProvider random) {
                return () -> random.nextBoolean() ? 1 : -1;
            }
        },
        /** The sum of two independent uniform errors, on `[-sqrt 6, sqrt 6]`. */
        TRIANGULAR(1, Math.sqrt(6)) {
            @Override
            public DoubleSupplier sampler(UniformRandomProvider random) {
                return () -> bound() * (random.nextDouble() + random.nextDouble() - 1);
            }
        },
        /** Double exponential, density `exp(-sqrt 2 |x|) / sqrt 2`: tails too heavy for sub-Gaussian theory. */
        LAPLACE(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY) {
            @Override
            public DoubleSupplier sampler(UniformRandomProvider random) {
                return () -> (random.nextBoolean() ? -Math.sqrt(0.5) : Math.sqrt(0.5)) * StrictMath.log1p(-random.nextDouble());
            }
        };

        private final double proxyRatio;
        private final double bound;

        Shape(double proxyRatio, double bound) {
            this.proxyRatio = proxyRatio;
            this.bound = bound;
        }

        @Override
        public double proxyRatio() {
            return proxyRatio;
        }

        @Override
        public double bound() {
            return bound;
        }

        @Override
        public String toString() {
            return Spelling.of(this);
        }
    }

    /**
     * Student's t times `sqrt((nu - 2) / nu)`: moments of order below `nu` alone.
     *
     * @param degreesOfFreedom `nu >= 2.1`: from 2 downwards there is no variance
     */
    record StudentT(double degreesOfFreedom) implements NoiseLaw {
        /** @throws IllegalArgumentException unless there is a finite variance */
        public StudentT {
            if (!(degreesOfFreedom > 2 && degreesOfFreedom < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("'dof' of student-t is " + PlainDouble.format(degreesOfFreedom)
                        + "; expected a finite number > 2, for with fewer degrees of freedom there is no variance");
            }
            if (degreesOfFreedom < LEAST_DEGREES) {
                throw new IllegalArgumentException("'dof' of student-t is " + PlainDouble.format(degreesOfFreedom) + "; expected "
                        + PlainDouble.format(LEAST_DEGREES) + " at least, for with fewer most of the variance is in errors that never come");
            }
        }

        @Override
        public double proxyRatio() {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public double bound() {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public DoubleSupplier sampler(UniformRandomProvider random) {
            return () -> polar(random);
        }

        /** A point of the unit disc, stretched along its first axis: Bailey 1994, with functions that have the same bits everywhere. */
        private double polar(UniformRandomProvider random) {
            double x;
            double w;
            do {
                x = 2 * random.nextDouble() - 1;
                double y = 2 * random.nextDouble() - 1;
                w = x * x + y * y;
            } while (w > 1 || w == 0);
            return x * Math.sqrt((degreesOfFreedom - 2) * StrictMath.expm1(-2 / degreesOfFreedom * StrictMath.log(w)) / w);
        }

        @Override
        public String toString() {
            return "student-t(dof=" + PlainDouble.format(degreesOfFreedom) + ")";
        }
    }

    /**
     * A success or a failure less its probability, over its deviation: `(X - p) / sqrt(p (1 - p))` with `X = 1` of probability p, else 0.
     *
     * @param probability p, strictly between 0 and 1
     */
    record Bernoulli(double probability) implements NoiseLaw {
        /** @throws IllegalArgumentException unless 0 &lt; p &lt; 1 */
        public Bernoulli {
            Require.probability("'p' of bernoulli", probability);
            requireDrawn("'p' of bernoulli", probability);
        }

        private double variance() {
            return probability * (1 - probability);
        }

        /** `(1 - 2 p) / (2 p (1 - p) log((1 - p) / p))`, the constant of the Kearns-Saul inequality. */
        @Override
        public double proxyRatio() {
            double half = 1 - 2 * probability;
            // log((1 - p) / p) = 2 artanh(1 - 2p), with the same zero as the numerator; far from 1/2 it would lose p's digits.
            double logOdds = Math.abs(half) < 0.5 ? StrictMath.log1p(half) - StrictMath.log1p(-half)
                    : StrictMath.log1p(-probability) - StrictMath.log(probability);
            return half == 0 ? 1 : half / (logOdds * 2 * variance());
        }

        @Override
        public double bound() {
            return Math.max(probability, 1 - probability) / Math.sqrt(variance());
        }

        @Override
        public DoubleSupplier sampler(UniformRandomProvider random) {
            double deviation = Math.sqrt(variance());
            return () -> ((random.nextDouble() < probability ? 1 : 0) - probability) / deviation;
        }

        @Override
        public String toString() {
            return "bernoulli(p=" + PlainDouble.format(probability) + ")";
        }
    }

    /**
     * Normal errors, some of which are larger: with probability p the deviation is r times the usual one. The largest variance decides about the
     * tails.
     *
     * @param fraction p, strictly between 0 and 1
     * @param ratio r, above 1, up to `10^6`
     */
    record Contaminated(double fraction, double ratio) implements NoiseLaw {
        /** @throws IllegalArgumentException unless 0 &lt; p &lt; 1 and r > 1 */
        public Contaminated {
            Require.probability("'fraction' of contaminated", fraction);
            if (!(ratio > 1 && ratio < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("'ratio' of contaminated is " + PlainDouble.format(ratio) + "; expected a finite number > 1");
            }
            requireDrawn("'fraction' of contaminated", fraction);
            if (ratio > LARGEST_RATIO) {
                throw new IllegalArgumentException("'ratio' of contaminated is " + PlainDouble.format(ratio) + "; expected " + PlainDouble.format(
                        LARGEST_RATIO) + " at most, for with more the other errors are as good as none");
            }
        }

        private double variance() {
            return 1 - fraction + fraction * ratio * ratio;
        }

        @Override
        public double proxyRatio() {
            return ratio * ratio / variance();
        }

        @Override
        public double bound() {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public DoubleSupplier sampler(UniformRandomProvider random) {
            ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
            double usual = 1 / Math.sqrt(variance());
            return () -> (random.nextDouble() < fraction ? ratio * usual : usual) * normal.sample();
        }

        @Override
        public String toString() {
            return "contaminated(fraction=" + PlainDouble.format(fraction) + ", ratio=" + PlainDouble.format(ratio) + ")";
        }
    }

    /** The least probability that is drawn as often as it says: uniform numbers are multiples of 2^-53. */
    double LEAST_PROBABILITY = 0x1p-53;
    /** Beside a contamination larger than this the usual errors are smaller than what anybody measures. */
    double LARGEST_RATIO = 1e6;
    /** With `nu = 2.1` about half of the variance is in errors that come once in a million rounds. */
    double LEAST_DEGREES = 2.1;

    private static void requireDrawn(String what, double probability) {
        if (probability < LEAST_PROBABILITY) {
            throw new IllegalArgumentException("%s is %s; expected 2^-53 (about 1.1E-16) at least, for what is rarer is never drawn".formatted(
                    what, PlainDouble.format(probability)));
        }
    }

    /** How the laws are written, with the parameters that must be given. */
    List<String> SIGNATURES = List.of("gaussian", "none", "uniform", "rademacher", "triangular", "laplace", "student-t(dof)", "bernoulli(p)",
            "contaminated(fraction, ratio)");

    /**
     * The law that {@code text} describes, for instance {@code student-t(dof=3)}.
     *
     * @throws IllegalArgumentException with a sentence for the user when it describes none
     */
    static NoiseLaw parse(String text) {
        Tokens tokens = new Tokens(text, "noise");
        tokens.requireMore("a law");
        String name = tokens.take();
        String signature = SIGNATURES.stream().filter(s -> s.replaceFirst("\\(.*", "").equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no law of the noise is called '%s' (in '%s'); %sknown: %s".formatted(name, text,
                        Spelling.hint(name, SIGNATURES.stream().map(s -> s.replaceFirst("\\(.*", "")).toList()), String.join(", ", SIGNATURES))));
        Map<String, Double> given = tokens.arguments(tokens::number);
        tokens.expectEnd();
        if (!given.keySet().stream().sorted().collect(Collectors.joining(", ", "(", ")")).equals(signature.contains("(")
                ? signature.substring(signature.indexOf('(')) : "()")) {
            throw new IllegalArgumentException("the noise is '%s'; expected %s with a number for each parameter".formatted(text, signature));
        }
        return of(name, given);
    }

    private static NoiseLaw of(String name, Map<String, Double> given) {
        return switch (name) {
            case "student-t" -> new StudentT(given.get("dof"));
            case "bernoulli" -> new Bernoulli(given.get("p"));
            case "contaminated" -> new Contaminated(given.get("fraction"), given.get("ratio"));
            default -> Shape.valueOf(name.toUpperCase(Locale.ROOT));
        };
    }
}
