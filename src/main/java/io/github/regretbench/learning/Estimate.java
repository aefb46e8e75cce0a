package io.github.regretbench.learning;

/**
 * A parameter of a kernel that was fitted, or the noise variance.
 *
 * @param kernel whose it is, empty for the noise
 * @param name as it is written
 * @param axis the coordinate 0..d-1 it belongs to, -1 when it is for all
 * @param value the maximum-likelihood value
 * @param least the lower bound of the search
 * @param largest the upper bound
 */
public record Estimate(String kernel, String name, int axis, double value, double least, double largest) {

    /** Whether the likelihood grows towards a bound, so that the value says more of the bound than of the data. */
    public boolean isAtBound() {
        return value <= least || value >= largest;
    }
}
