package io.github.regretbench.bandit;

import io.github.regretbench.gp.Belief;
import java.util.BitSet;

/**
 * The value that expected improvement and probability of improvement try to beat. Under noise the choice matters, and Srinivas
 * et al. 2010 do not say which they used. Before the first observation every incumbent is the prior mean, 0.
 */
public enum Incumbent {

    /** The highest posterior mean among the arms sampled so far (BSPMI). The default. */
    BEST_SAMPLED_MEAN {
        @Override
        double valueAfterSampling(Round round) {
            BitSet sampled = round.sampled();
            double best = Double.NEGATIVE_INFINITY;
            for (int arm = sampled.nextSetBit(0); arm >= 0; arm = sampled.nextSetBit(arm + 1)) {
                best = Math.max(best, round.belief().mean(arm));
            }
            return best;
        }
    },

    /** The highest posterior mean among all arms (BPMI). */
    BEST_MEAN {
        @Override
        double valueAfterSampling(Round round) {
            Belief belief = round.belief();
            double best = Double.NEGATIVE_INFINITY;
            for (int arm = 0; arm < belief.size(); arm++) {
                best = Math.max(best, belief.mean(arm));
            }
            return best;
        }
    },

    /** The highest noisy reward so far (BOI). Biased upwards: it makes the rules explore too much or stall. */
    BEST_REWARD {
        @Override
        double valueAfterSampling(Round round) {
            return round.bestReward();
        }
    };

    abstract double valueAfterSampling(Round round);

    /** The incumbent of a round, in units of f. */
    public double value(Round round) {
        return round.sampled().isEmpty() ? 0 : valueAfterSampling(round);
    }
}
