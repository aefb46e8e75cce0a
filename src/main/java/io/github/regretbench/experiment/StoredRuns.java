package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.experiment.Experiment.Player;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;

/**
 * The runs in {@value ResultFolder#ROUNDS}, one after the other: by policy in the experiment's order, then by trial. A file that is torn,
 * or not of the experiment beside it, is refused where that shows.
 */
public final class StoredRuns implements AutoCloseable {
    private final Path file;
    private final Experiment experiment;
    private final ParquetRows rows;
    private int read;

    /** @throws BadInputException when there is no such file */
    StoredRuns(Path file, Experiment experiment) {
        this.file = file;
        this.experiment = experiment;
        try {
            rows = ParquetRows.of(file);
        } catch (IOException e) {
            throw broken("cannot be read (" + e.getMessage() + ")", e);
        }
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
        if (read == experiment.policies().size() * trials && nextRow()) {
            throw broken("goes on after " + name(run.policy(), run.trial()), null);
        }
        return run;
    }

    private StoredRun run(String policy, int trial) {
        List<StoredRun.Round> rounds = new ArrayList<>();
        for (PrimitiveIterator.OfInt expected = experiment.recordedRounds().stream().iterator(); expected.hasNext();) {
            int t = expected.nextInt();
            if (!nextRow()) {
                throw broken("ends before " + name(policy, trial) + " is complete", null);
            }
            if (!policy.equals(cell("policy")) || !Integer.valueOf(trial).equals(cell("trial")) || !Integer.valueOf(t).equals(cell("t"))) {
                throw broken("has something else where round %d of %s is expected".formatted(t, name(policy, trial)), null);
            }
            rounds.add(new StoredRun.Round(t, (int) number("arm"), number("instant_regret"), number("cumulative_regret"),
                    number("best_sampled_regret"), number("recommended_regret"), number("information_gain"),
                    cell("beta") == null ? Double.NaN : number("beta")));
        }
        return new StoredRun(policy, trial, rounds);
    }

    private static String name(String policy, int trial) {
        return "trial %d of %s".formatted(trial, policy);
    }

    private boolean nextRow() {
        try {
            return rows.next();
        } catch (IOException e) {
            throw broken("is torn", e);
        }
    }

    private double number(String column) {
        if (cell(column) instanceof Number value && Double.isFinite(value.doubleValue())) {
            return value.doubleValue();
        }
        throw broken("has '%s' in the column %s, where a number is expected".formatted(cell(column), column), null);
    }

    private Object cell(String column) {
        int index = rows.columns().indexOf(column);
        if (index < 0) {
            throw broken("has no column '" + column + "'", null);
        }
        try {
            return rows.cell(index);
        } catch (IOException e) {
            throw broken("is torn", e);
        }
    }

    private BadInputException broken(String problem, Exception cause) {
        return new BadInputException("%s %s; make it again with `regretbench run` or `reproduce`".formatted(file, problem), cause);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
