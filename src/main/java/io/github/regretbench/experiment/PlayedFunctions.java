package io.github.regretbench.experiment;

import io.github.regretbench.bandit.Objective;
import io.github.regretbench.gp.Whitening;
import java.util.Arrays;

/**
 * The functions that an experiment plays on, made again from its seed or its data, as the policies' prior sees them: whitened, so that they
 * are standard normal numbers if the prior is right.
 */
final class PlayedFunctions {
    /** Of more independent trials the first so many are looked at: each costs the square of the prior's rank. */
    static final int MOST = 1000;

    private final Bench bench;
    private final int[] trials;
    private Whitening whitening;
    private double[][] coordinates;

    PlayedFunctions(Bench bench, TrialMeans means) {
        this.bench = bench;
        int[] independent = means.independentTrials();
        trials = Arrays.copyOf(independent, Math.min(MOST, independent.length));
    }

    /** The trials whose functions are looked at: independent ones. */
    int[] trials() {
        return trials;
    }

    Objective of(int trial) {
        return bench.objective(trial);
    }

    private Whitening whitening() {
        if (whitening == null) {
            whitening = Whitening.of(bench.prior());
        }
        return whitening;
    }

    /** Their independent coordinates, one row a function. */
    double[][] coordinates() {
        if (coordinates == null) {
            coordinates = Arrays.stream(trials).mapToObj(trial -> whitening().coordinates(of(trial)::value)).toArray(double[][]::new);
        }
        return coordinates;
    }

    /** The largest distance of any of them from what its coordinates say, in deviations of what they leave open. */
    double largestRemainder() {
        return Arrays.stream(trials).mapToDouble(trial -> whitening().remainder(of(trial)::value)).max().orElse(0);
    }

    /** How many values {@link #largestRemainder} is the largest of. */
    double remainders() {
        return (double) trials.length * whitening().arms();
    }

    /** What the largest norm of these functions in the RKHS of the policies' kernel is at least. */
    double largestNorm() {
        return Arrays.stream(coordinates()).mapToDouble(z -> Math.sqrt(Arrays.stream(z).map(v -> v * v).sum())).max().orElse(0);
    }

    /** Whether {@link #largestNorm} is the norm itself, of every function that is played on. */
    boolean isExact() {
        return whitening().isWhole() && trials.length == bench.experiment().trials();
    }
}
