package io.github.regretbench.bandit;

import io.github.regretbench.theory.BayesianBound;
import io.github.regretbench.theory.Exploration;
import io.github.regretbench.theory.RegretBound;
import java.util.Optional;

/**
 * Thompson sampling: plays the maximiser of one joint draw of f from the posterior (not of independent draws arm by arm, which
 * is another rule). Thompson 1933; for Gaussian processes Russo and Van Roy 2014.
 *
 * @param arms `n = |D|`, for its bound
 */
public record ThompsonSampling(int arms) implements Policy {

    @Override
    public void score(Round round, double[] scores) {
        System.arraycopy(round.belief().draw(round.random()), 0, scores, 0, scores.length);
    }

    @Override
    public Optional<RegretBound> boundOnMean(Exploration exploration) {
        return arms < 2 ? Optional.empty() : Optional.of(new BayesianBound.Tight(exploration, arms));
    }
}
