package io.github.regretbench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.regretbench.BadInputException;
import io.github.regretbench.data.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A stored run that is played again from its {@code experiment.yaml} and held against what was stored: every file whose bytes are to be the
 * same. Files that are not there any more are compared by the seal's SHA-256.
 */
public final class Rerun {
    private static final String NO_MANIFEST = "no readable " + Manifest.FILE + " says what the stored results were made with";

    private final Path stored;
    private final Suite suite;
    private final List<String> differences = new ArrayList<>();
    private final Set<String> environment = new LinkedHashSet<>();
    private int files;
    private int byChecksum;

    /**
     * Looks at a folder of results. One that has no {@code experiment.yaml} but the name of an experiment that comes with RegretBench is taken
     * for that one's.
     *
     * @param stored the folder of a finished experiment or suite; its files may have been changed
     * @throws BadInputException when the folder holds neither
     */
    public Rerun(Path stored) {
        this.stored = stored;
        String name = String.valueOf(stored.toAbsolutePath().normalize().getFileName());
        boolean described = Files.exists(stored.resolve(ResultFolder.EXPERIMENT)) || Files.exists(stored.resolve(Suite.CELLS));
        if (!described && !(ExperimentFile.EMBEDDED.contains(name) && Files.exists(stored.resolve(ResultFolder.SUMMARY)))) {
            throw new BadInputException(("%s cannot be run again: it has neither %s nor %s; name a folder of results such as results/fig5a")
                    .formatted(stored, ResultFolder.EXPERIMENT, Suite.CELLS));
        }
        suite = described ? Suite.stored(stored) : SuiteFile.of(ExperimentFile.embedded(name), List.of());
        if (!described) {
            environment.add("no %s is there; this was the %s that comes with RegretBench".formatted(ResultFolder.EXPERIMENT, name));
        }
        for (Experiment experiment : suite.experiments()) {
            Manifest.shard(folder(experiment)).ifPresent(shard -> {
                throw new BadInputException("%s holds %s of the trials; join all %d with `regretbench merge` and rerun what comes out".formatted(
                        stored, shard, shard.count()));
            });
        }
    }

    private Path folder(Experiment experiment) {
        return suite.isSingle() ? stored : stored.resolve(experiment.name());
    }

    /** What is run again. */
    public Suite suite() {
        return suite;
    }

    /**
     * Plays everything and compares it.
     *
     * @param laboratory where the new results go; nothing may be there yet
     * @throws BadInputException when something is there, data are missing, or the stored folder has nothing that could be compared
     */
    public void play(Laboratory laboratory, DataDirectory data, TrialPool.Progress progress) throws IOException {
        Laboratory within = suite.within(laboratory);
        Path target = suite.isSingle() ? within.folder(suite.experiments().get(0)).path() : within.out();
        if (Files.exists(target)) {
            throw new BadInputException("%s is there already, and a rerun begins with nothing; choose another --out".formatted(target));
        }
        for (Experiment experiment : suite.experiments()) {
            Path folder = folder(experiment);
            Set<String> expected = expected(folder, ResultFolder.DETERMINISTIC);
            Laboratory own = new Laboratory(within.out(), within.engine(), false);
            Bench bench = Bench.of(experiment, data);
            Path made = own.run(bench, progress, new AtomicBoolean()).orElseThrow().path();
            if (expected.contains(ResultFolder.AUDIT)) {
                own.audit(bench);
            }
            compare(folder, made, expected);
            compareWithSeal(folder);
            compareEnvironments(Manifest.read(folder), Manifest.read(made).orElseThrow());
        }
        if (!suite.isSingle()) {
            compare(stored, suite.write(within).path(), expected(stored, List.of(Suite.CELLS, Suite.SUMMARIES)));
            compareWithSeal(stored);
        }
        if (files == 0) {
            throw new BadInputException("%s has no file that could be compared; name a folder of results such as results/fig5a".formatted(
                    stored));
        }
    }

    /** The files that a folder has or had. */
    private static Set<String> expected(Path folder, List<String> candidates) {
        Optional<Seal> seal = seal(folder);
        Set<String> expected = new LinkedHashSet<>(candidates);
        expected.removeIf(file -> !Files.exists(folder.resolve(file)) && seal.filter(s -> s.has(file)).isEmpty());
        return expected;
    }

    /** A torn seal is none: what was stored is compared with what is played now, not with what was once said of it. */
    private static Optional<Seal> seal(Path folder) {
        try {
            return Seal.find(folder);
        } catch (BadInputException e) {
            return Optional.empty();
        }
    }

    private void compare(Path before, Path now, Set<String> names) throws IOException {
        for (String name : names) {
            files++;
            Path file = before.resolve(name);
            Optional<String> difference;
            if (Files.exists(file)) {
                difference = FileDifference.between(file, now.resolve(name));
            } else {
                byChecksum++;
                difference = seal(before).orElseThrow().sums().get(name).equals(DataDirectory.sha256(now.resolve(name))) ? Optional.empty()
                        : Optional.of("by its SHA-256, for the stored file is gone");
            }
            difference.ifPresent(text -> differences.add(file + ", " + text));
        }
    }

    /** What was played again agrees with an edited experiment, because it was played from that. */
    private void compareWithSeal(Path folder) throws IOException {
        Optional<Seal> seal = seal(folder);
        for (String name : seal.isPresent() ? seal.get().changed(folder) : List.<String>of()) {
            Path file = folder.resolve(name);
            if (differences.stream().noneMatch(difference -> difference.startsWith(file + ", "))) {
                differences.add(file + ", which is not as it was sealed");
                files += ResultFolder.DETERMINISTIC.contains(name) ? 0 : 1;
            }
        }
    }

    private void compareEnvironments(Optional<JsonNode> before, JsonNode now) {
        if (before.isEmpty()) {
            environment.add(NO_MANIFEST);
            return;
        }
        for (String part : List.of("regretbench", "dataSha256", "programSha256", "java", "machine")) {
            Map<String, String> old = Environment.flat(before.get().path(part));
            Map<String, String> current = Environment.flat(now.path(part));
            Set<String> keys = new TreeSet<>(old.keySet());
            keys.addAll(current.keySet());
            keys.stream().filter(key -> !old.getOrDefault(key, "").equals(current.getOrDefault(key, ""))).forEach(key -> environment.add(
                    "%s.%s was %s, is %s".formatted(part, key, old.getOrDefault(key, "missing"), current.getOrDefault(key, "missing"))));
        }
    }

    /** How many files were compared. */
    public int files() {
        return files;
    }

    /** How many of them by their checksums alone. */
    public int byChecksum() {
        return byChecksum;
    }

    /** Each file that differs, with its first difference. */
    public List<String> differences() {
        return List.copyOf(differences);
    }

    /** What is different about version, data, programs, virtual machine and machine. */
    public List<String> environment() {
        return List.copyOf(environment);
    }
}
