package io.github.regretbench.cli;

import io.github.regretbench.BadInputException;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.KernelComparison;
import io.github.regretbench.experiment.Suite;
import picocli.CommandLine.Option;

/** Options that change the seed and the size of experiments. */
final class SizeOptions {
    @Option(names = "--seed", paramLabel = "N", description = "Master seed of all random streams, instead of the experiment's.")
    private Long seed;

    @Option(names = "--trials", paramLabel = "N", description = "Number of trials per policy, instead of the experiment's.")
    private Integer trials;

    @Option(names = "--horizon", paramLabel = "T", description = "Number of rounds per trial, instead of the experiment's.")
    private Integer horizon;

    Experiment overridden(Experiment experiment) {
        Experiment result = experiment;
        if (seed != null) {
            result = result.withSeed(seed);
        }
        if (trials != null) {
            result = result.withTrials(trials());
        }
        if (horizon != null) {
            result = result.withHorizon(horizon());
        }
        return result;
    }

    Suite overridden(Suite suite) {
        return new Suite(suite.name(), suite.title(), suite.cells().stream()
                .map(cell -> new Suite.Cell(cell.place(), cell.labels(), overridden(cell.experiment()))).toList());
    }

    KernelComparison overridden(KernelComparison comparison) {
        return new KernelComparison(comparison.kernels(), comparison.dimensions(), seed == null ? comparison.seed() : seed,
                trials == null ? comparison.trials() : trials(), horizon == null ? comparison.horizon() : horizon(),
                comparison.schedule());
    }

    /** Whether any of them is given. */
    boolean isGiven() {
        return seed != null || trials != null || horizon != null;
    }

    private int trials() {
        return ExperimentOptions.within("--trials", trials, Experiment.MOST_TRIALS);
    }

    private int horizon() {
        return ExperimentOptions.within("--horizon", horizon, Experiment.MOST_ROUNDS);
    }

    /** Refuses overrides, which an illustration has no use for. */
    void requireNone(String illustration) {
        if (isGiven()) {
            throw new BadInputException("%s has no trials: leave out --seed, --trials and --horizon, or name experiments only".formatted(
                    illustration));
        }
    }
}
