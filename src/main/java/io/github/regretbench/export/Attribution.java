package io.github.regretbench.export;

import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.Experiment.Player;
import io.github.regretbench.experiment.ResultFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What formats with a folder an algorithm have in common: functions are numbered by result, algorithms are told apart by name. */
final class Attribution {
    /** The suite that functions belong to: never one of the readers' own. */
    static final String SUITE = "gp-bandit";
    /** Readers keep the numbers of functions, instances and dimensions in 16 bits. */
    static final int MOST = 65_535;

    private Attribution() {
    }

    /**
     * The experiments of results that a format can hold.
     *
     * @param needsAtLeast trials per policy
     * @throws BadInputException when rounds are missing, there are too few or too many trials, or one name stands for two algorithms
     */
    static List<Experiment> experiments(List<ResultFolder> results, Format format, int needsAtLeast) {
        List<Experiment> experiments = results.stream().map(ResultFolder::experiment).toList();
        Map<String, String> algorithms = new LinkedHashMap<>();
        for (Experiment experiment : experiments) {
            if (!experiment.recordsEveryRound()) {
                throw new BadInputException(("%s needs every round, and %s records only some; run it again without 'recordedPerDecade', or "
                        + "export csv or parquet").formatted(format, experiment.name()));
            }
            if (experiment.trials() < needsAtLeast || experiment.trials() > MOST) {
                throw new BadInputException("%s holds %d to %d trials as instances, and %s has %d; run it with --trials %d or export csv"
                        .formatted(format, needsAtLeast, MOST, experiment.name(), experiment.trials(),
                                Math.min(Math.max(experiment.trials(), needsAtLeast), MOST)));
            }
            for (Player player : experiment.policies()) {
                String before = algorithms.putIfAbsent(player.name(), description(player));
                if (before != null && !before.equals(description(player))) {
                    throw new BadInputException("%s has a folder an algorithm, and '%s' is %s in one result and %s in another; %s"
                            .formatted(format, player.name(), before, description(player), "export the results one by one"));
                }
            }
        }
        return experiments;
    }

    /** The family and all parameters of a policy, e.g. {@code mpi with xi=0.05, incumbent=best-sampled-mean}. */
    static String description(Player player) {
        List<String> parameters = new ArrayList<>();
        player.parameters().forEach((name, value) -> parameters.add(name + "="
                + (value instanceof Double number ? PlainDouble.format(number) : value)));
        return player.family().name() + (parameters.isEmpty() ? "" : " with " + String.join(", ", parameters));
    }
}
