package io.github.regretbench.bandit;

/**
 * What happened in one round.
 *
 * @param t the round, from 1
 * @param beta the squared confidence multiplier `beta_t`, NaN for rules without one
 * @param arm the arm played, `x_t`
 * @param tied how many arms had the highest score, the played one included
 * @param reward `y_t = f(x_t) + "noise"`
 * @param meanBefore `mu_(t-1)(x_t)`
 * @param deviationBefore `sigma_(t-1)(x_t)`
 * @param innovation `(y_t - mu_(t-1)(x_t)) / sqrt(sigma_(t-1)^2(x_t) + s_2)`, independent `N(0, 1)` over t when the model is right
 * @param sumOfWidths `sum_(s &lt;= t) 2 sqrt(beta_s) sigma_(s-1)(x_s)`, NaN for rules without `beta`
 * @param largestBeta `max_(s &lt;= t) beta_s`, NaN likewise
 * @param instantRegret `r_t = f(x^**) - f(x_t)`
 * @param cumulativeRegret `R_t`
 * @param bestSampledRegret simple regret of the best arm sampled up to t
 * @param recommendedRegret simple regret of the recommended arm, `argmax mu_t`
 * @param informationGain `I(y_(1..t); f)` in nats, after this round's observation and with those before round 1
 */
public record Step(int t, double beta, int arm, int tied, double reward, double meanBefore, double deviationBefore,
        double innovation, double sumOfWidths, double largestBeta, double instantRegret, double cumulativeRegret, double bestSampledRegret,
        double recommendedRegret, double informationGain) {
}
