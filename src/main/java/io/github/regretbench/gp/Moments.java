package io.github.regretbench.gp;

/**
 * Posterior mean and variance of all arms, and the row that an observation moves them by. One array each with the same index, so that loops
 * over arms become vector code.
 */
final class Moments {
    final double[] mean;
    final double[] variance;
    /** After an observation, the standardised posterior covariance `c = C_a / p` of the played arm with all arms. */
    final double[] row;

    Moments(int size) {
        mean = new double[size];
        variance = new double[size];
        row = new double[size];
    }

    private Moments(Moments other) {
        mean = other.mean.clone();
        variance = other.variance.clone();
        row = other.row.clone();
    }

    Moments copy() {
        return new Moments(this);
    }
}
