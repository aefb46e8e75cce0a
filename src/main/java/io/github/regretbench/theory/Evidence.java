package io.github.regretbench.theory;

import io.github.regretbench.Require;
import io.github.regretbench.gp.Belief;

/**
 * What a data-dependent band may look at before round t. The regulariser comes along because an information gain means nothing
 * without it: a band made for another one refuses the evidence instead of being silently wrong by the ratio.
 *
 * @param round t, >= 1: there are t - 1 observations
 * @param informationGain `I = 1/2 log det(I + K/lambda)` of these observations, in nats, >= 0
 * @param regulariser `lambda`, the noise variance of the posterior, in squared units of f; > 0
 */
public record Evidence(int round, double informationGain, double regulariser) {

    /** @throws IllegalArgumentException when a component is outside its domain, NaN included */
    public Evidence {
        Domain.round(round);
        Require.notNegative("the information gain", informationGain);
        Require.positive("the regulariser lambda", regulariser);
    }

    /** The evidence before the next round of a posterior with the given noise variance. */
    public static Evidence of(Belief belief, double noiseVariance) {
        return new Evidence(belief.observations() + 1, belief.informationGain(), noiseVariance);
    }

    /** The information gain, if it is one for this regulariser. */
    double informationGainFor(double expectedRegulariser) {
        if (regulariser != expectedRegulariser) {
            throw new IllegalArgumentException(("the posterior has noise variance %s, the confidence band was made for lambda = %s; "
                    + "give both the same").formatted(regulariser, expectedRegulariser));
        }
        return informationGain;
    }
}
