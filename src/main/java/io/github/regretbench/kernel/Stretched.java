package io.github.regretbench.kernel;

import io.github.regretbench.Require;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * `k(x, y) = "base"(x / l, y / l)`, coordinate by coordinate: one length scale per dimension (automatic relevance
 * determination). The same as the base kernel on {@link io.github.regretbench.space.Points#dividedBy}. Rasmussen and
 * Williams 2006, section 5.1.
 *
 * @param base the kernel of the divided inputs
 * @param lengthScales d numbers > 0, in input units
 */
public record Stretched(Kernel base, List<Double> lengthScales) implements Kernel {

    private static final String UNIT = "lengthscale=1)";
    /** One named kernel with a length scale of 1: a list can stand in its place. */
    private static final Pattern ISOTROPIC = Pattern.compile("(se|matern|rq|gammaexp)\\([^()\\[]*" + Pattern.quote(UNIT));

    /** @throws IllegalArgumentException unless every length scale is positive and finite */
    public Stretched {
        lengthScales = List.copyOf(lengthScales);
        for (double lengthScale : lengthScales) {
            Require.positive("a length scale", lengthScale);
        }
    }

    @Override
    public double value(double[] x, double[] y) {
        return base.value(divided(x), divided(y));
    }

    @Override
    public Optional<List<Kernel>> factors(int dimension) {
        return base.factors(dimension).map(factors -> IntStream.range(0, dimension)
                .<Kernel>mapToObj(j -> new Stretched(factors.get(j), List.of(lengthScales.get(j)))).toList());
    }

    private double[] divided(double[] x) {
        if (x.length != lengthScales.size()) {
            throw new IllegalArgumentException("%d length scales %s for points of dimension %d"
                    .formatted(lengthScales.size(), lengthScales, x.length));
        }
        double[] result = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            result[j] = x[j] / lengthScales.get(j);
        }
        return result;
    }

    @Override
    public String toString() {
        String text = base.toString();
        String lengths = "lengthscale=" + PerDimension.list(lengthScales) + ")";
        // A list of one length would be read as the length of the kernel itself, which divides another difference and rounds otherwise.
        return lengthScales.size() > 1 && ISOTROPIC.matcher(text).matches() ? text.substring(0, text.length() - UNIT.length()) + lengths
                : KernelExpression.STRETCHED + "(" + text + ", " + lengths;
    }
}
