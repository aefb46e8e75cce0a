package io.github.regretbench.tuning;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.Shard;
import io.github.regretbench.experiment.TrialPool;
import io.github.regretbench.external.ExternalProvider;
import io.github.regretbench.external.Measurement;
import io.github.regretbench.external.Measurement.Outcome;
import io.github.regretbench.tuning.MeasurementLog.Contents;
import io.github.regretbench.tuning.MeasurementLog.Key;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A table of a user's own program: one process per configuration and repeat, one number each. The table has a row per configuration, in the
 * order of the grid, the inputs' columns and r0, r1, ...; a cell is empty where the program failed. Beside {@code t.csv} lie
 * {@code t.measurements.jsonl}, from which an interrupted tabulation goes on, and {@code t.failures.csv} where there are failures.
 *
 * @param grid what is measured
 * @param table the file of the table, whose name ends in .csv
 */
public record Tabulation(Grid grid, Path table) {
    private static final String CSV = ".csv";

    /** @throws BadInputException unless the table's name ends in .csv and it can be written */
    public Tabulation {
        if (!table.toString().endsWith(CSV)) {
            throw new BadInputException("--out is '%s'; expected a name that ends in .csv".formatted(table));
        }
        AtomicFile.requirePlace(table);
    }

    /**
     * How a program is run.
     *
     * @param command the program and its arguments
     * @param standardInput whether it gets its inputs as JSON on its standard input
     * @param limitSeconds after which a process is killed
     * @param jobs processes side by side
     * @param shard the share of all measurements that is made, numbered configuration by configuration
     * @param retry whether what failed is measured again
     * @param overwrite whether measurements and a table that are there are thrown away
     */
    public record Run(List<String> command, boolean standardInput, double limitSeconds, int jobs, Shard shard, boolean retry, boolean overwrite) {
        /** A copy. */
        public Run {
            command = List.copyOf(command);
        }
    }

    /**
     * How far a table is.
     *
     * @param measured measurements that there are, failures among them
     * @param failed how many failed
     * @param written whether the table is complete and written
     */
    public record State(int measured, int failed, boolean written) {
    }

    private record Done(Key key, Outcome outcome) {
    }

    /** Where measurements are kept. */
    public Path log() {
        return sibling(".measurements.jsonl");
    }

    /** Where failures are listed. */
    public Path failures() {
        return sibling(".failures.csv");
    }

    private Path sibling(String ending) {
        return siblingOf(table, ending);
    }

    private static Path siblingOf(Path csv, String ending) {
        String name = csv.getFileName().toString();
        return csv.resolveSibling(name.substring(0, name.length() - CSV.length()) + ending);
    }

    /**
     * Measures what is missing, and writes the table when nothing is any more.
     *
     * @param failed hears of every failure, one line each
     * @throws BadInputException when the program cannot be started, changes while it is measured, or what is there is of something else
     * @throws InterruptedException when the thread is; what has ended is kept
     */
    public State run(Run run, TrialPool.Progress progress, Consumer<String> failed) throws IOException, InterruptedException {
        Invocation invocation = Invocation.of(run.command(), grid, run.standardInput());
        if (Files.exists(table) && !Files.exists(log()) && !run.overwrite()) {
            throw new BadInputException("%s exists, and %s, from which it could be continued, does not; add --overwrite to replace it, or name another "
                    .formatted(table, log().getFileName()) + "table with --out");
        }
        Map<String, String> files = files(run.command());
        try (MeasurementLog log = MeasurementLog.open(log(), MeasurementLog.about(invocation, files), run.overwrite())) {
            measure(log, invocation, run, progress, failed);
            Map<String, String> now = files(run.command());
            if (!now.equals(files)) {
                log.forgetAdded();
                throw new BadInputException("%s changed while it was measured; what this run measured is dropped, run it again".formatted(
                        files.keySet().stream().filter(name -> !files.get(name).equals(now.get(name))).findFirst().orElse("the program")));
            }
            return finish(log);
        }
    }

    /**
     * Joins what shards have measured, and writes the table.
     *
     * @param parts tables of runs with a shard, or their logs
     * @throws BadInputException when one is of another program, two disagree or measurements are missing; nothing is written then
     */
    public State merge(List<Path> parts, boolean overwrite) throws IOException {
        Map<Key, Outcome> joined = new LinkedHashMap<>();
        Map<Key, Path> origin = new LinkedHashMap<>();
        Map<String, String> about = null;
        for (Path part : parts) {
            Path file = part.toString().endsWith(CSV) ? siblingOf(part, ".measurements.jsonl") : part;
            Contents contents = MeasurementLog.read(file).orElseThrow(() -> new BadInputException(("%s is not there or empty; name the tables of runs "
                    + "with --shard, or their logs").formatted(file)));
            about = about == null ? contents.about() : about;
            MeasurementLog.requireSame(about, contents.about(), "%s and %s are not parts of one table: ".formatted(parts.get(0), part),
                    "merge runs of one command only");
            contents.measured().forEach((key, outcome) -> {
                Outcome there = joined.get(key);
                boolean both = there != null && there.problem().isEmpty() && outcome.problem().isEmpty();
                if (both && there.value() != outcome.value()) {
                    throw new BadInputException("%s and %s disagree about %s: %s and %s; find out which is right, and leave the other part out".formatted(
                            origin.get(key), part, key.text(grid.inputs()), PlainDouble.format(there.value()), PlainDouble.format(outcome.value())));
                }
                if (there == null || there.problem().isPresent()) {
                    joined.put(key, outcome);
                    origin.put(key, part);
                }
            });
        }
        if (!about.get("inputs").equals(String.join(" ", grid.inputs()))) {
            throw new BadInputException("%s has the inputs %s, the grid %s; name the grid that it was made of".formatted(parts.get(0), about.get("inputs"),
                    String.join(" ", grid.inputs())));
        }
        List<Key> missing = keys().stream().filter(key -> !joined.containsKey(key)).toList();
        if (!missing.isEmpty()) {
            throw new BadInputException("%d of %d measurements are in no part, the first is %s; run the shard that has it, or the same shard again".formatted(
                    missing.size(), grid.measurements(), missing.get(0).text(grid.inputs())));
        }
        try (MeasurementLog log = MeasurementLog.open(log(), about, overwrite)) {
            for (Map.Entry<Key, Outcome> entry : joined.entrySet()) {
                Outcome there = log.measured().get(entry.getKey());
                if (there == null || there.problem().isPresent() && entry.getValue().problem().isEmpty()) {
                    log.add(entry.getKey(), entry.getValue());
                }
            }
            return finish(log);
        }
    }

    /** SHA-256 of the files that a command names, and of the modules beside a Python script that it imports. */
    private static Map<String, String> files(List<String> command) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        for (Path file : ExternalProvider.files(Map.of(ExternalProvider.COMMAND, command))) {
            files.put(file.toString(), DataDirectory.sha256(file));
        }
        return files;
    }

    private List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        for (List<String> configuration : grid.configurations()) {
            for (int repeat = 0; repeat < grid.repeats(); repeat++) {
                keys.add(new Key(configuration, grid.seed(repeat)));
            }
        }
        return keys;
    }

    private void measure(MeasurementLog log, Invocation invocation, Run run, TrialPool.Progress progress, Consumer<String> failed)
            throws IOException, InterruptedException {
        List<Key> keys = keys();
        BitSet own = run.shard().trials(keys.size());
        Queue<Key> open = new ArrayDeque<>();
        own.stream().mapToObj(keys::get).filter(key -> !log.measured().containsKey(key)
                || run.retry() && log.measured().get(key).problem().isPresent()).forEach(open::add);
        long done = own.cardinality() - open.size();
        progress.stored(done, own.cardinality());
        ExecutorService threads = Executors.newFixedThreadPool(run.jobs(), task -> {
            Thread thread = new Thread(task, "measurement");
            thread.setDaemon(true);
            return thread;
        });
        try {
            ExecutorCompletionService<Done> ended = new ExecutorCompletionService<>(threads);
            int running = 0;
            while (!open.isEmpty() || running > 0) {
                for (; running < run.jobs() && !open.isEmpty(); running++) {
                    Key key = open.remove();
                    ended.submit(() -> new Done(key, new Measurement(invocation.command(key.values(), key.seed()), invocation.input(key.values(), key.seed()),
                            run.limitSeconds()).run()));
                }
                Done next = ended.take().get();
                requireNoShutdown();
                running--;
                log.add(next.key(), next.outcome());
                next.outcome().problem().ifPresent(problem -> failed.accept(next.key().text(grid.inputs()) + " " + problem));
                progress.stored(++done, own.cardinality());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw new BadInputException("'%s' cannot be started: %s; check the command after --".formatted(run.command().get(0), cause.getMessage()), e);
            }
            throw new IllegalStateException(e.getCause());
        } catch (ClosedByInterruptException e) {
            throw new InterruptedException();
        } finally {
            threads.shutdownNow();
        }
    }

    /** Programs that are killed because this process is, have not failed. */
    private static void requireNoShutdown() throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(new Thread());
        } catch (IllegalStateException e) {
            throw new InterruptedException();
        }
    }

    /** Writes table and failures when all measurements are there. */
    private State finish(MeasurementLog log) throws IOException {
        List<Key> keys = keys();
        int measured = 0;
        List<Key> failed = new ArrayList<>();
        for (Key key : keys) {
            Outcome outcome = log.measured().get(key);
            measured += outcome == null ? 0 : 1;
            if (outcome != null && outcome.problem().isPresent()) {
                failed.add(key);
            }
        }
        if (measured < keys.size()) {
            return new State(measured, failed.size(), false);
        }
        if (failed.isEmpty()) {
            Files.deleteIfExists(failures());
        } else {
            write(failures(), failureLines(failed, log.measured()));
        }
        write(table, tableLines(log.measured()));
        return new State(measured, failed.size(), true);
    }

    private List<String> tableLines(Map<Key, Outcome> measured) {
        List<String> lines = new ArrayList<>();
        StringBuilder header = new StringBuilder(String.join(",", grid.inputs()));
        for (int repeat = 0; repeat < grid.repeats(); repeat++) {
            header.append(",r").append(repeat);
        }
        lines.add(header.toString());
        for (List<String> configuration : grid.configurations()) {
            StringBuilder line = new StringBuilder(String.join(",", configuration));
            for (int repeat = 0; repeat < grid.repeats(); repeat++) {
                Outcome outcome = measured.get(new Key(configuration, grid.seed(repeat)));
                line.append(',').append(outcome.problem().isPresent() ? "" : PlainDouble.format(outcome.value()));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private List<String> failureLines(List<Key> failed, Map<Key, Outcome> measured) {
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", grid.inputs()) + ",repeat,seed,exit_code,problem");
        for (Key key : failed) {
            Outcome outcome = measured.get(key);
            lines.add("%s,r%d,%d,%s,\"%s\"".formatted(String.join(",", key.values()), key.seed() - grid.seed(0), key.seed(),
                    outcome.exitCode().isPresent() ? outcome.exitCode().getAsInt() : "", outcome.problem().orElseThrow().replace("\"", "\"\"")));
        }
        return lines;
    }

    private static void write(Path file, List<String> lines) throws IOException {
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    /** What an experiment file says under {@code arms} to play the table. */
    public String arms(boolean incomplete) {
        return "{table: %s, inputs: [%s]%s%s, %s%s}".formatted(table, String.join(", ", grid.inputs()), list("log", grid.log()),
                list("categories", grid.categories()), grid.repeats() == 1 ? "value: r0" : "repeats: [r0..r" + (grid.repeats() - 1) + "]",
                incomplete ? ", missing: drop-rows" : "");
    }

    private static String list(String key, List<String> names) {
        return names.isEmpty() ? "" : ", " + key + ": [" + String.join(", ", names) + "]";
    }
}
