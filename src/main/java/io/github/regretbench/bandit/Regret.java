package io.github.regretbench.bandit;

/**
 * The four regrets of a run, all against the noiseless f on the arms that the policy can play. Srinivas et al. 2010, section 2:
 * instantaneous `r_t = f(x^**) - f(x_t)` and cumulative `R_T = sum_t r_t`; the simple regrets are `f(x^**) - f` of one arm.
 */
public final class Regret {
    private final Objective objective;
    private double instantaneous;
    private double cumulative;
    private double bestSampled = Double.POSITIVE_INFINITY;
    private int rounds;

    /** No rounds played yet. */
    public Regret(Objective objective) {
        this.objective = objective;
    }

    /** Accounts for one more round in which {@code arm} was played. */
    public void play(int arm) {
        instantaneous = simple(arm);
        cumulative += instantaneous;
        bestSampled = Math.min(bestSampled, instantaneous);
        rounds++;
    }

    /** Simple regret `f(x^**) - f("arm")` of an arm, for example of the recommended one. */
    public double simple(int arm) {
        return objective.maximum() - objective.value(arm);
    }

    /** `r_t` of the last round. */
    public double instantaneous() {
        return instantaneous;
    }

    /** `R_T` after T rounds. */
    public double cumulative() {
        return cumulative;
    }

    /** `R_T / T`, whose mean over trials Figure 5 of the paper plots. Throws IllegalStateException before the first round. */
    public double average() {
        if (rounds == 0) {
            throw new IllegalStateException("there is no average regret before the first round");
        }
        return cumulative / rounds;
    }

    /** Simple regret of the best arm sampled so far, `min_(s &lt;= t) r_s`. */
    public double bestSampled() {
        return bestSampled;
    }
}
