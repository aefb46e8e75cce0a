package io.github.regretbench.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * {@link Stretched} over an isotropic kernel with l = 1, with derivatives. With `z_j = (x_j - y_j) / l_j` the derivative by `log l_j` is
 * the share `z_j^2 / |z|^2` of that by `log l`, because k depends on `|z|^2 = sum_j z_j^2` alone. Rasmussen and Williams 2006, section 5.1.
 *
 * @param base the isotropic kernel, l = 1
 * @param lengthScales `l_j > 0`, one per dimension
 */
record AxisLengthScales(Isotropic base, List<Double> lengthScales) implements DifferentiableKernel {

    @Override
    public List<Parameter> parameters() {
        List<Parameter> own = base.parameters();
        List<Parameter> parameters = new ArrayList<>(own.subList(0, own.size() - 1));
        parameters.addAll(Collections.nCopies(lengthScales.size(), Isotropic.LENGTH_SCALE));
        return parameters;
    }

    @Override
    public double value(double[] x, double[] y) {
        return new Stretched(base, lengthScales).value(x, y);
    }

    @Override
    public double value(double[] x, double[] y, double[] derivatives, int first) {
        Distances.requireSameDimension(x, y);
        if (x.length != lengthScales.size()) {
            throw new IllegalArgumentException("%d length scales %s for points of dimension %d"
                    .formatted(lengthScales.size(), lengthScales, x.length));
        }
        double[] z = new double[x.length];
        double squares = 0;
        for (int j = 0; j < z.length; j++) {
            z[j] = (x[j] - y[j]) / lengthScales.get(j);
            squares += z[j] * z[j];
        }
        double value = base.value(z, new double[z.length], derivatives, first);
        int scales = first + base.parameters().size() - 1;
        double total = derivatives[scales];
        for (int j = 0; j < z.length; j++) {
            derivatives[scales + j] = squares == 0 ? 0 : total * (z[j] * z[j] / squares);
        }
        return value;
    }
}
