package io.github.regretbench.theory;

import io.github.regretbench.Require;
import io.github.regretbench.gp.Posterior;
import io.github.regretbench.gp.Prior;
import java.util.List;

/**
 * The information gain `I(y_A; f) = 1/2 log det(I + K_A / s_2)` in nats and its maximum `gamma_T` over <em>multisets</em> A of T arms.
 * Srinivas et al. 2010, section 2.2 (theirs reads "A subset of D"; a run may play an arm twice, and only with repetition is
 * `I(y_T; f_T) &lt;= gamma_T`; see Iwazaki 2025 and Ma and Scarlett 2026).
 */
public final class InformationGain {
    /** Brute force beyond this many multisets is a mistake. */
    private static final double MOST_MULTISETS = 2e6;

    private InformationGain() {
    }

    static void requireHorizon(int horizon) {
        if (horizon < 1) {
            throw new IllegalArgumentException("the horizon is " + horizon + "; expected a whole number >= 1");
        }
    }

    static void requireNoiseVariance(double noiseVariance) {
        Require.positive("the noise variance", noiseVariance);
    }

    /**
     * The realised gain `I(y_A; f) = 1/2 sum_t log(1 + (sigma_(t-1)^2(x_t)) / s_2)` of a sequence of arms. Srinivas et al. 2010, Lemma 5.3.
     *
     * @param noiseVariance `s_2 > 0`
     * @param arms indices, with repetition
     */
    public static double of(Prior prior, double noiseVariance, List<Integer> arms) {
        Posterior posterior = prior.observedWith(noiseVariance);
        arms.forEach(arm -> posterior.observe(arm, 0));
        return posterior.informationGain();
    }

    /**
     * `gamma_T` by trying all multisets of T arms. There are `((n+T-1)!) / (T! (n-1)!)`.
     *
     * @throws IllegalArgumentException when there are more than 2 million
     */
    public static double exact(Prior prior, double noiseVariance, int horizon) {
        requireFew(prior.size() + horizon - 1, horizon);
        return largest(prior.observedWith(noiseVariance), 0, horizon, 0);
    }

    /**
     * The largest gain of T <em>different</em> arms by trying all sets; at most `gamma_T`.
     *
     * @throws IllegalArgumentException when T > n or there are more than 2 million
     */
    public static double exactOfSets(Prior prior, double noiseVariance, int horizon) {
        if (horizon > prior.size()) {
            throw new IllegalArgumentException("there are no " + horizon + " different arms among " + prior.size());
        }
        requireFew(prior.size(), horizon);
        return largest(prior.observedWith(noiseVariance), 0, horizon, 1);
    }

    private static void requireFew(int n, int horizon) {
        requireHorizon(horizon);
        double count = 1;
        for (int i = 1; i <= horizon; i++) {
            count *= (n - horizon + i) / (double) i;
        }
        if (count > MOST_MULTISETS) {
            throw new IllegalArgumentException("%d rounds on %d arms are too many to try one by one; use the bracket".formatted(horizon,
                    n));
        }
    }

    private static double largest(Posterior posterior, int from, int rounds, int advance) {
        if (rounds == 0) {
            return posterior.informationGain();
        }
        double best = 0;
        for (int arm = from; arm < posterior.size(); arm++) {
            Posterior after = posterior.copy();
            after.observe(arm, 0);
            best = Math.max(best, largest(after, arm + advance, rounds - 1, advance));
        }
        return best;
    }

    /**
     * Certificates from optimal designs at geometrically spaced horizons 1..T with a ratio of at most 1.25, each solved from the one
     * before. Any of them bounds `gamma` at any horizon. The gap is at most 1e-4 of the gain, or a tenth of what whole numbers of plays
     * lose, where that is more.
     *
     * @param noiseVariance `s_2 > 0`
     * @param horizon T >= 1
     * @return nothing when the arms have no variance
     */
    public static List<DesignCertificate> certificates(Prior prior, double noiseVariance, int horizon) {
        return new BracketSearch(prior, noiseVariance, horizon).certificates();
    }

    /**
     * Bounds on `gamma_(T')` for every `T' = 1..T`.
     *
     * <p>From below, up to 2048 plays: greedy designs, with exchanges of plays at geometrically spaced horizons. Beyond: designs in
     * proportion to the optimal weights, whose gains are computed at horizons with a ratio of 1.08 and interpolated linearly in between,
     * as submodularity allows. From above: the smallest of {@link GainUpperBounds#hadamard}, {@link GainUpperBounds#jensen}, {@link
     * GreedyDesign#onlineUpperBounds}, {@link PathBound}, {@link #certificates} and, where the rank of K is at most 2048, {@link
     * WaterFilling#integer}, for every T', made monotone and subject to Han's inequality. Upper bounds include `10^-9 (1 + U)` for rounding
     * and, where K is replaced by r features, what the features leave out.
     *
     * <p>`O(n^2)` memory. Each of the `log T / log 1.25` designs takes about three times `O(n r^2)`, on all processors; the bits do not
     * depend on how many there are.
     *
     * @param noiseVariance `s_2 > 0`, in squared units of f
     * @param horizon T >= 1
     * @throws IllegalArgumentException when an argument is outside its domain or K is not positive semi-definite
     */
    public static GainBracket bracket(Prior prior, double noiseVariance, int horizon) {
        Require.positive("the noise variance", noiseVariance);
        Domain.atLeast(1, "the horizon", horizon);
        SignalToNoise.requireCarried(noiseVariance, prior.maximumVariance(), horizon);
        return new BracketSearch(prior, noiseVariance, horizon).bracket();
    }
}
