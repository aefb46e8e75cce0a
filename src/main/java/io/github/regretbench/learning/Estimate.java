package io.github.regretbench.learning;

import java.util.List;

/**
 * A parameter of a kernel that was fitted, or the noise variance.
 *
 * @param kernel whose it is, empty for the noise
 * @param name as it is written
 * @param axes the coordinates 0..d-1 it belongs to; none for variances, shapes and noise
 * @param value the maximum-likelihood value
 * @param least the lower bound of the search
 * @param largest the upper bound
 */
public record Estimate(String kernel, String name, List<Integer> axes, double value, double least, double largest) {

    /** Copies the list. */
    public Estimate {
        axes = List.copyOf(axes);
    }

    /** Whether the likelihood grows towards a bound, so that the value says more of the bound than of the data. */
    public boolean isAtBound() {
        return value <= least || value >= largest;
    }
}
