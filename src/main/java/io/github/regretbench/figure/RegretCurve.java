package io.github.regretbench.figure;

import java.util.List;

/**
 * Mean average regret R_t/t of one policy over rounds, with a pointwise band.
 *
 * @param policy the policy's name, such as {@code gp-ucb}; decides colour and marker
 * @param label the text beside the curve, such as {@code GP-UCB}
 * @param rounds rounds t, at least 1 and increasing
 * @param mean mean of R_t/t, one value per round, in the unit of the objective
 * @param lower lower end of the band, at most the mean
 * @param upper upper end of the band, at least the mean
 */
public record RegretCurve(String policy, String label, List<Integer> rounds, List<Double> mean, List<Double> lower,
        List<Double> upper) {

    /** Copies the lists and checks them; an {@link IllegalArgumentException} names the policy and the round. */
    public RegretCurve {
        if (policy.isBlank() || label.isBlank()) {
            throw new IllegalArgumentException("a curve needs a policy and a label, got '" + policy + "' and '" + label + "'");
        }
        rounds = List.copyOf(rounds);
        mean = List.copyOf(mean);
        lower = List.copyOf(lower);
        upper = List.copyOf(upper);
        int n = rounds.size();
        if (n == 0 || mean.size() != n || lower.size() != n || upper.size() != n) {
            throw new IllegalArgumentException("curve " + policy + ": expected one mean, lower and upper value for each of "
                    + n + " rounds (at least one), got " + mean.size() + ", " + lower.size() + " and " + upper.size());
        }
        for (int i = 0; i < n; i++) {
            int before = i == 0 ? 0 : rounds.get(i - 1);
            if (!(rounds.get(i) > before)) {
                throw new IllegalArgumentException("curve " + policy + ": round " + rounds.get(i) + " follows round " + before
                        + ", expected increasing rounds from 1");
            }
            if (!(Double.isFinite(lower.get(i)) && Double.isFinite(upper.get(i))
                    && lower.get(i) <= mean.get(i) && mean.get(i) <= upper.get(i))) {
                throw new IllegalArgumentException("curve " + policy + ", round " + rounds.get(i)
                        + ": expected finite lower <= mean <= upper, got " + lower.get(i) + ", " + mean.get(i) + ", "
                        + upper.get(i));
            }
        }
    }
}
