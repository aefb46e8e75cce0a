package io.github.regretbench.theory;

/**
 * beta_t = 2 log(n t^2 pi^2 / (6 delta)). Srinivas et al. 2010, Theorem 1: for f drawn from the prior, Gaussian noise and a
 * finite decision set, |f(x) - mu_(t-1)(x)| &lt;= sqrt(beta_t) sigma_(t-1)(x) for all x and all t >= 1 with probability at
 * least 1 - delta, however the arms were chosen.
 *
 * @param arms n = |D|
 * @param delta the probability of failure, in (0, 1)
 */
public record SrinivasTheorem1(int arms, double delta) implements ConfidenceSchedule {

    /** @throws IllegalArgumentException unless n >= 1 and 0 &lt; delta &lt; 1 */
    public SrinivasTheorem1 {
        if (arms < 1) {
            throw new IllegalArgumentException("Theorem 1 needs a decision set of at least one arm, got " + arms);
        }
        if (!(delta > 0 && delta < 1)) {
            throw new IllegalArgumentException("delta is " + delta + "; expected a probability strictly between 0 and 1");
        }
    }

    @Override
    public double beta(int t) {
        if (t < 1) {
            throw new IllegalArgumentException("rounds count from 1, got " + t);
        }
        return 2 * StrictMath.log(arms * (double) t * t * Math.PI * Math.PI / (6 * delta));
    }
}
