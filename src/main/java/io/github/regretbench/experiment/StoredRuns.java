package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.experiment.Experiment.Player;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.zip.GZIPInputStream;

/**
 * The runs in {@code rounds.csv.gz}, one after the other: by policy in the experiment's order, then by trial. A file that is torn, or not
 * of the experiment beside it, is refused where that shows.
 */
public final class StoredRuns implements AutoCloseable {
    private final Path file;
    private final Experiment experiment;
    private final BufferedReader lines;
    private final List<String> columns;
    private int read;

    /** @throws BadInputException when there is no such file */
    StoredRuns(Path file, Experiment experiment) {
        this.file = file;
        this.experiment = experiment;
        try {
            lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file), 1 << 16),
                    StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw broken("cannot be read", e);
        }
        columns = Arrays.asList(line("its header").split(","));
    }

    /**
     * The next run.
     *
     * @throws BadInputException when the file has something else there
     * @throws IllegalStateException after the last one
     */
    public StoredRun next() {
        int trials = experiment.trials();
        if (read == experiment.policies().size() * trials) {
            throw new IllegalStateException("there are no more runs");
        }
        Player player = experiment.policies().get(read / trials);
        StoredRun run = run(player.name(), read % trials);
        read++;
        if (read == experiment.policies().size() * trials && !line().isEmpty()) {
            throw broken("goes on after " + name(run.policy(), run.trial()), null);
        }
        return run;
    }

    private StoredRun run(String policy, int trial) {
        List<StoredRun.Round> rounds = new ArrayList<>();
        for (PrimitiveIterator.OfInt expected = experiment.recordedRounds().stream().iterator(); expected.hasNext();) {
            int t = expected.nextInt();
            String[] cells = line(name(policy, trial)).split(",", -1);
            if (cells.length != columns.size() || !cell(cells, "policy").equals(policy)
                    || !cell(cells, "trial").equals(Integer.toString(trial)) || !cell(cells, "t").equals(Integer.toString(t))) {
                throw broken("has something else where round %d of %s is expected".formatted(t, name(policy, trial)), null);
            }
            rounds.add(new StoredRun.Round(t, (int) number(cells, "arm"), number(cells, "instant_regret"),
                    number(cells, "cumulative_regret"), number(cells, "best_sampled_regret"), number(cells, "recommended_regret"),
                    number(cells, "information_gain"), cell(cells, "beta").isEmpty() ? Double.NaN : number(cells, "beta")));
        }
        return new StoredRun(policy, trial, rounds);
    }

    private static String name(String policy, int trial) {
        return "trial %d of %s".formatted(trial, policy);
    }

    private double number(String[] cells, String column) {
        double value = PlainDouble.parse(cell(cells, column));
        if (Double.isNaN(value)) {
            throw broken("has '%s' in the column %s, where a number is expected".formatted(cell(cells, column), column), null);
        }
        return value;
    }

    private String cell(String[] cells, String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw broken("has no column '" + column + "'", null);
        }
        return cells[index];
    }

    private String line(String what) {
        String line = line();
        if (line.isEmpty()) {
            throw broken("ends before " + what + " is complete", null);
        }
        return line;
    }

    /** Empty at the end. */
    private String line() {
        try {
            String line = lines.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw broken("is torn", e);
        }
    }

    private BadInputException broken(String problem, Exception cause) {
        return new BadInputException("%s %s; make it again with `regretbench run` or `reproduce`".formatted(file, problem), cause);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
