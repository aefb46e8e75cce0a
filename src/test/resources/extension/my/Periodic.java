package my;

import io.github.regretbench.kernel.Kernel;
import io.github.regretbench.kernel.KernelFamily;
import io.github.regretbench.kernel.KernelFamily.Parameter;
import io.github.regretbench.kernel.KernelProvider;
import java.util.List;

/**
 * The kernel {@code wave}, k(x, y) = variance exp(-2 sum_j sin^2(pi (x_j - y_j) / period) / lengthscale^2). MacKay 1998; Rasmussen and
 * Williams 2006, eq. 4.31, in one dimension.
 */
public final class Periodic implements KernelProvider {
    @Override
    public KernelFamily kernel() {
        return new KernelFamily("wave", List.of(new Parameter("variance", 1.0), new Parameter("lengthscale", null),
                new Parameter("period", 1.0)), "variance exp(-2 sum_j sin^2(pi (x_j - y_j) / period) / lengthscale^2)",
                "MacKay 1998; Rasmussen and Williams 2006, eq. 4.31",
                arguments -> arguments.scaled(new Wave(arguments.number("lengthscale"), arguments.number("period"))));
    }

    /** The kernel of variance 1. */
    record Wave(double lengthScale, double period) implements Kernel {
        Wave {
            if (!(lengthScale > 0 && period > 0)) {
                throw new IllegalArgumentException("wave(lengthscale=%s, period=%s): expected two numbers > 0".formatted(lengthScale,
                        period));
            }
        }

        @Override
        public double value(double[] x, double[] y) {
            double sum = 0;
            for (int j = 0; j < x.length; j++) {
                double sine = StrictMath.sin(Math.PI * Math.abs(x[j] - y[j]) / period);
                sum += sine * sine;
            }
            return StrictMath.exp(-2 * sum / (lengthScale * lengthScale));
        }

        @Override
        public String toString() {
            return "wave(lengthscale=" + lengthScale + ", period=" + period + ")";
        }
    }
}
