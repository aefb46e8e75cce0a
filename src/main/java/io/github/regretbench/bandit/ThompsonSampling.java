package io.github.regretbench.bandit;

import java.util.function.IntToDoubleFunction;

/**
 * Thompson sampling: plays the maximiser of one joint draw of f from the posterior (not of independent draws arm by arm, which
 * is another rule). Thompson 1933; for Gaussian processes Russo and Van Roy 2014.
 */
public record ThompsonSampling() implements Policy {

    @Override
    public IntToDoubleFunction score(Round round) {
        double[] draw = round.belief().draw(round.random());
        return arm -> draw[arm];
    }
}
