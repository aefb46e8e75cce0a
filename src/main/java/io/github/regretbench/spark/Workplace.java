package io.github.regretbench.spark;

import io.github.regretbench.BadInputException;
import io.github.regretbench.bandit.PolicyFailure;
import io.github.regretbench.experiment.Bench;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.Experiment.Player;
import io.github.regretbench.experiment.ExperimentFile;
import io.github.regretbench.experiment.PlayedTrial;
import io.github.regretbench.experiment.TrialKey;
import io.github.regretbench.external.ExternalProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.SparkFiles;

/** An experiment that an executor has prepared, with its files unpacked; kept as long as it may be asked for again. */
final class Workplace {
    /** A suite plays one cell after the other, and what was lost of the former one may come again. */
    private static final int MOST_KEPT = 2;
    private static final Map<String, Workplace> PREPARED = new LinkedHashMap<>();

    private final Bench bench;
    private final Map<String, String> places;

    private Workplace(Bench bench, Map<String, String> places) {
        this.bench = bench;
        this.places = places;
    }

    /**
     * The workplace for an assignment; who asks first prepares it, and the others wait.
     *
     * @throws BadInputException when it cannot be prepared here, or not as it was there
     */
    static Workplace of(Assignment assignment) {
        synchronized (PREPARED) {
            Workplace found = PREPARED.remove(assignment.identity());
            Workplace workplace = found == null ? prepare(assignment) : found;
            PREPARED.put(assignment.identity(), workplace);
            if (PREPARED.size() > MOST_KEPT) {
                PREPARED.remove(PREPARED.keySet().iterator().next());
            }
            return workplace;
        }
    }

    /** Plays a trial. Messages call files as the experiment does: they are part of the results. */
    PlayedTrial play(TrialKey key) {
        PlayedTrial played = PlayedTrial.of(bench, key);
        if (played.failure().isPresent() && played.failure().get() instanceof PolicyFailure failure) {
            String message = failure.getMessage();
            for (Map.Entry<String, String> file : places.entrySet()) {
                message = message.replace(file.getValue(), file.getKey());
            }
            return PlayedTrial.failed(key, new PolicyFailure(message));
        }
        return played;
    }

    private static Workplace prepare(Assignment assignment) {
        // As the driver does: messages are part of the results, and Java would write the digits of the machine's country into them.
        Locale.setDefault(Locale.ROOT);
        assignment.requireSameProgram();
        try {
            // Spark removes this folder when the executor or the run has ended.
            Path root = Files.createTempDirectory(Path.of(SparkFiles.getRootDirectory()).toAbsolutePath().normalize(), "regretbench");
            Map<String, String> places = assignment.unpack(root);
            Experiment experiment = ExperimentFile.parse(assignment.experiment(), "experiment.yaml");
            experiment = experiment.withPolicies(experiment.policies().stream().map(player -> withCommand(player, places)).toList());
            Bench bench = Bench.of(experiment, assignment.tables(root));
            assignment.requireSame(bench);
            return new Workplace(bench, places);
        } catch (IOException e) {
            throw new BadInputException("an executor cannot unpack what was sent to it: " + e.getMessage(), e);
        }
    }

    private static Player withCommand(Player player, Map<String, String> places) {
        if (!(player.parameters().get(ExternalProvider.COMMAND) instanceof List<?> command)) {
            return player;
        }
        Map<String, Object> parameters = new LinkedHashMap<>(player.parameters());
        parameters.put(ExternalProvider.COMMAND, command.stream().map(word -> places.getOrDefault(word.toString(), word.toString())).toList());
        return new Player(player.name(), player.family(), parameters, player.givenLabel(), player.place());
    }
}
