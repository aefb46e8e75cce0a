package io.github.regretbench.kernel;

import java.util.HashSet;
import java.util.List;

/**
 * A kernel of some of the coordinates: `k(x, y) = "base"((x_j)_(j in J), (y_j)_(j in J))`. Products of kernels on numbers and kernels on
 * categories are the usual ones for mixed inputs.
 *
 * @param base the kernel of these coordinates
 * @param inputs their numbers J, from 1, in the order in which the base has them
 */
public record OnInputs(Kernel base, List<Integer> inputs) implements Kernel {

    /** @throws IllegalArgumentException without inputs, or with a number below 1 or twice the same */
    public OnInputs {
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty() || new HashSet<>(inputs).size() != inputs.size() || inputs.stream().anyMatch(j -> j < 1)) {
            throw new IllegalArgumentException("'inputs' is %s; expected different numbers of coordinates, from 1".formatted(inputs));
        }
    }

    @Override
    public double value(double[] x, double[] y) {
        return base.value(chosen(x), chosen(y));
    }

    private double[] chosen(double[] x) {
        return chosen(inputs, x);
    }

    /** Those coordinates of a point. */
    static double[] chosen(List<Integer> inputs, double[] x) {
        double[] result = new double[inputs.size()];
        for (int j = 0; j < result.length; j++) {
            if (inputs.get(j) > x.length) {
                throw new IllegalArgumentException("there is no input %d in %d dimensions; expected numbers from 1 to %d".formatted(inputs.get(j),
                        x.length, x.length));
            }
            result[j] = x[inputs.get(j) - 1];
        }
        return result;
    }

    @Override
    public String toString() {
        return KernelExpression.ON + "(" + base + ", inputs=" + inputs + ")";
    }
}
