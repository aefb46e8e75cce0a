package io.github.regretbench.learning;

import io.github.regretbench.gp.MarginalLikelihood;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.DifferentiableKernel.Unit;
import io.github.regretbench.kernel.Kernel;
import io.github.regretbench.kernel.KernelTemplate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The parameters of a kernel, and the noise variance when it is not given, of largest marginal likelihood: type-II maximum likelihood.
 * Rasmussen and Williams 2006, section 5.4.1.
 *
 * <p>The search is deterministic and runs in logarithms of the parameters, within bounds: it climbs from the best {@value #CLIMBS} of
 * {@value #STARTS} starts, a plausible one and points of Halton's sequence in the box. Length scales and periods are searched from 1/100 to 10
 * times the range of the inputs, of each axis where there is one number per axis; variances from 10^-4 to 10^4 times the variance of
 * the values; noise from 10^-6 to 10 times that; numbers without a unit from 0.01 to 100. Data or coordinates times a power of two give the
 * same fit to the bit.
 */
public final class KernelFit {
    /** Starting points that are tried. */
    public static final int STARTS = 16;
    /** Local searches from the best of them. */
    public static final int CLIMBS = 3;
    /** `O(n^3)` steps for more points would take hours. */
    public static final int MOST_POINTS = 3000;

    private static final double LEAST_LENGTH = 0.01;
    private static final double LARGEST_LENGTH = 10;
    private static final double LEAST_VARIANCE = 1e-4;
    private static final double LARGEST_VARIANCE = 1e4;
    private static final double LEAST_NOISE = 1e-6;
    private static final double LARGEST_NOISE = 10;
    private static final double LEAST_SHAPE = 0.01;
    private static final double LARGEST_SHAPE = 100;
    /** Of the range, of the variance: where the first search may start. */
    private static final double PLAUSIBLE_LENGTH = 0.3;
    private static final double PLAUSIBLE_NOISE = 0.01;

    private final KernelTemplate template;
    private final MarginalLikelihood likelihood;
    /** A power of two near the standard deviation of the values: algebra is in this unit. */
    private final double unit;
    private final OptionalDouble noiseVariance;
    private final int parameters;
    /** What a coordinate's exponential is multiplied with. */
    private final double[] units;
    private final double[] lower;
    private final double[] upper;
    private final double[] start;
    private final boolean fitsMean;
    private double[] best;
    private double maximum;

    private KernelFit(KernelTemplate template, double[][] points, double[][] values, FitSettings settings) {
        this.template = template;
        parameters = template.parameters().size();
        double variance = variance(points, values, settings);
        unit = Math.scalb(1.0, Math.getExponent(Math.sqrt(variance)));
        double share = variance / (unit * unit);
        double[][] scaled = Arrays.stream(values).map(row -> Arrays.stream(row).map(v -> v / unit).toArray()).toArray(double[][]::new);
        likelihood = MarginalLikelihood.of(points, scaled, settings.mean().map(m -> OptionalDouble.of(m / unit)).orElse(OptionalDouble.empty()));
        fitsMean = settings.mean().isEmpty();
        noiseVariance = settings.noiseVariance().map(v -> OptionalDouble.of(v / unit / unit)).orElse(OptionalDouble.empty());
        int count = parameters + (noiseVariance.isPresent() ? 0 : 1);
        units = new double[count];
        lower = new double[count];
        upper = new double[count];
        start = new double[count];
        for (int p = 0; p < parameters; p++) {
            KernelTemplate.Free free = template.parameters().get(p);
            switch (free.unit()) {
                case INPUT -> search(p, range(points, free), LEAST_LENGTH, LARGEST_LENGTH, PLAUSIBLE_LENGTH);
                case VARIANCE -> search(p, unit * unit, LEAST_VARIANCE * share, LARGEST_VARIANCE * share, share);
                case NONE -> search(p, 1, LEAST_SHAPE, LARGEST_SHAPE, 1);
                default -> throw new IllegalStateException(free.toString());
            }
        }
        if (count > parameters) {
            search(parameters, unit * unit, LEAST_NOISE * share, LARGEST_NOISE * share, PLAUSIBLE_NOISE * share);
        }
        restrict(settings);
    }

    /**
     * Fits a kernel to values at points.
     *
     * @param template what is fitted
     * @param points n rows of d coordinates, no two the same
     * @param values at each point, at least one
     * @throws IllegalArgumentException with a sentence for the user when the data cannot tell: fewer than two points, more than
     *         {@value #MOST_POINTS}, values that are all the same, an input with one value; or when bounds are for no parameter
     */
    public static KernelFit of(KernelTemplate template, double[][] points, double[][] values, FitSettings settings) {
        if (points.length < 2 || points.length > MOST_POINTS) {
            throw new IllegalArgumentException("there are %d points; a kernel is fitted to 2 to %d, of more fit a part".formatted(points.length,
                    MOST_POINTS));
        }
        KernelFit fit = new KernelFit(template, points, values, settings);
        fit.search();
        return fit;
    }

    private static double variance(double[][] points, double[][] values, FitSettings settings) {
        int n = points.length;
        double[] means = Arrays.stream(values).mapToDouble(row -> sum(row) / row.length).toArray();
        double centre = settings.mean().orElse(sum(means) / n);
        double variance = sum(Arrays.stream(means).map(m -> (m - centre) * (m - centre)).toArray()) / n;
        if (!(variance > 0)) {
            throw new IllegalArgumentException("all values are the same, so that no kernel can be fitted; check the column, or its transform");
        }
        Prior.requireInRange("the variance of the values", variance);
        return variance;
    }

    /** In order: streams promise none. */
    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** Of the coordinates that a parameter belongs to, the longest. */
    private static double range(double[][] points, KernelTemplate.Free free) {
        double longest = 0;
        for (int axis : free.axes()) {
            double least = Arrays.stream(points).mapToDouble(x -> x[axis]).min().orElseThrow();
            double most = Arrays.stream(points).mapToDouble(x -> x[axis]).max().orElseThrow();
            longest = Math.max(longest, most - least);
        }
        if (!(longest > 0 && longest < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("input %d has the range %s, so that its length scale cannot be fitted; leave it out of the inputs"
                    .formatted(free.axes().get(0) + 1, longest));
        }
        return longest;
    }

    private void search(int p, double factor, double least, double largest, double plausible) {
        units[p] = factor;
        lower[p] = StrictMath.log(least);
        upper[p] = StrictMath.log(largest);
        start[p] = StrictMath.log(plausible);
    }

    private void restrict(FitSettings settings) {
        settings.bounds().forEach((name, range) -> {
            boolean found = false;
            for (int p = 0; p < units.length; p++) {
                if (name(p).equals(name)) {
                    lower[p] = StrictMath.log(range.get(0) / units[p]);
                    upper[p] = StrictMath.log(range.get(1) / units[p]);
                    start[p] = Math.max(lower[p], Math.min(upper[p], start[p]));
                    found = true;
                }
            }
            if (!found) {
                throw new IllegalArgumentException("there are bounds for '%s', which is not fitted; fitted are %s".formatted(name,
                        IntStream.range(0, units.length).mapToObj(this::name).distinct().toList()));
            }
        });
    }

    private String name(int p) {
        return p == parameters ? FitSettings.NOISE : template.parameters().get(p).name();
    }

    private void search() {
        List<double[]> starts = new ArrayList<>(List.of(start));
        for (int i = 1; i < STARTS; i++) {
            double[] x = new double[units.length];
            for (int p = 0; p < x.length; p++) {
                x[p] = lower[p] + halton(i, prime(p)) * (upper[p] - lower[p]);
            }
            starts.add(x);
        }
        double[] values = starts.stream().mapToDouble(x -> at(x).logLikelihood()).toArray();
        int[] order = IntStream.range(0, STARTS).boxed().sorted(Comparator.comparingDouble(i -> -values[i])).limit(CLIMBS)
                .mapToInt(Integer::intValue).filter(i -> values[i] > Double.NEGATIVE_INFINITY).toArray();
        if (order.length == 0) {
            throw new IllegalArgumentException("the kernel '%s' is not positive definite on these points for any of %d starting values; write a "
                    .formatted(template, STARTS) + "larger noise variance, or other bounds");
        }
        maximum = Double.NEGATIVE_INFINITY;
        for (int i : order) {
            BoxMaximum climbed = new BoxMaximum(this::target, lower, upper, starts.get(i), null);
            if (climbed.value() > maximum) {
                maximum = climbed.value();
                best = climbed.x();
            }
        }
    }

    /** The i-th number of van der Corput's sequence in a base. */
    private static double halton(int i, int base) {
        double result = 0;
        double digit = 1.0 / base;
        for (int rest = i; rest > 0; rest /= base, digit /= base) {
            result += rest % base * digit;
        }
        return result;
    }

    private static int prime(int p) {
        return IntStream.iterate(2, i -> i + 1).filter(i -> IntStream.rangeClosed(2, (int) Math.sqrt(i)).noneMatch(k -> i % k == 0)).skip(p)
                .findFirst().orElseThrow();
    }

    private double value(double[] x, int p) {
        return units[p] * StrictMath.exp(x[p]);
    }

    private double[] numbers(double[] x) {
        return IntStream.range(0, parameters).mapToDouble(p -> value(x, p)).toArray();
    }

    private MarginalLikelihood.At at(double[] x) {
        double noise = noiseVariance.orElseGet(() -> StrictMath.exp(x[parameters]));
        KernelTemplate.Filled kernel = template.with(numbers(x));
        double scale = 1 / (unit * unit);
        return likelihood.at(new KernelTemplate.Filled() {
            @Override
            public Kernel kernel() {
                return kernel.kernel();
            }

            @Override
            public double value(double[] a, double[] b, double[] derivatives, int first) {
                double value = kernel.value(a, b, derivatives, first);
                for (int p = first; p < first + parameters; p++) {
                    derivatives[p] *= scale;
                }
                return value * scale;
            }
        }, parameters, noise);
    }

    private BoxMaximum.Value target(double[] x) {
        MarginalLikelihood.At at = at(x);
        return new BoxMaximum.Value() {
            @Override
            public double value() {
                return at.logLikelihood();
            }

            @Override
            public double[] gradient() {
                return Arrays.copyOf(at.gradient(), x.length);
            }
        };
    }

    /** What was fitted. */
    public KernelTemplate template() {
        return template;
    }

    /** The kernel of largest likelihood. */
    public Kernel kernel() {
        return template.with(numbers(best)).kernel();
    }

    /** The noise variance of one value: the given or the fitted one. */
    public double noiseVariance() {
        return noiseVariance.isPresent() ? noiseVariance.getAsDouble() * unit * unit : value(best, parameters);
    }

    /** The prior mean: the given or the fitted one. */
    public double mean() {
        return at(best).mean() * unit;
    }

    /** The log likelihood of the values, in nats: of their density per unit of theirs. */
    public double logLikelihood() {
        return maximum - likelihood.values() * StrictMath.log(unit);
    }

    /** How many numbers were fitted, the mean among them. */
    public int fitted() {
        return units.length + (fitsMean ? 1 : 0);
    }

    /** Schwarz's criterion `-2 log L + k log N` of k fitted numbers and N values: the smaller the better. Schwarz 1978. */
    public double bic() {
        return -2 * logLikelihood() + fitted() * StrictMath.log(likelihood.values());
    }

    /** The parameters that were fitted in the order of the template, then the noise variance if it was fitted. */
    public List<Estimate> estimates() {
        return IntStream.range(0, units.length).mapToObj(p -> {
            KernelTemplate.Free free = p == parameters ? new KernelTemplate.Free("", FitSettings.NOISE, List.of(), Unit.VARIANCE)
                    : template.parameters().get(p);
            return new Estimate(free.kernel(), free.name(), free.axes(), value(best, p), value(lower, p), value(upper, p));
        }).toList();
    }

    /**
     * The 95% profile-likelihood intervals of the {@link #estimates}; takes several times as long as the fit. Where the search for them meets a
     * higher maximum, the fit becomes that one first.
     *
     * @throws IllegalArgumentException with a sentence for the user when it meets one after the other
     */
    public List<ProfileInterval> intervals() {
        Profiles profiles = new Profiles(this::target, lower, upper, best, maximum);
        List<double[]> ends = profiles.intervals();
        best = profiles.best();
        maximum = profiles.maximum();
        return IntStream.range(0, units.length).mapToObj(p -> new ProfileInterval(units[p] * StrictMath.exp(ends.get(p)[0]),
                ends.get(p)[0] <= lower[p], units[p] * StrictMath.exp(ends.get(p)[1]), ends.get(p)[1] >= upper[p])).toList();
    }
}
