package io.github.regretbench.cli;

import io.github.regretbench.bandit.PolicyFailure;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.Bench;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.Laboratory;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.Shard;
import io.github.regretbench.experiment.Suite;
import io.github.regretbench.figure.SuiteTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plays all cells of a suite, prints its table and draws its figure.
 *
 * @param suite what is played
 * @param data where measured tables are
 * @param run where results go
 * @param figure what is drawn
 * @param figures where the figure goes; beside the results if empty
 * @param out for results
 * @param err for progress and warnings
 */
record SuiteRun(Suite suite, DataDirectory data, RunOptions run, FigureOptions figure, Optional<Path> figures, PrintWriter out, PrintWriter err) {
    /** What a failure in a shard means. */
    static final String WITHOUT = "merged like this there are results of the other policies alone, and the same command plays only what is "
            + "missing";

    SuiteRun(Suite suite, DataDirectory data, RunOptions run, FigureOptions figure, PrintWriter out, PrintWriter err) {
        this(suite, data, run, figure, Optional.empty(), out, err);
    }

    /** Every cell is made once before the first is run, so that mistakes come to light early, and again for its run: together they may not fit. */
    void play(Shard shard) throws IOException {
        Laboratory laboratory = suite.within(run.laboratory());
        for (Experiment experiment : suite.experiments()) {
            Bench.of(experiment, data).requireMemoryForResults();
        }
        int done = 0;
        List<ResultFolder> folders = new ArrayList<>();
        List<PolicyFailure> failures = new ArrayList<>();
        for (Suite.Cell cell : suite.cells()) {
            try {
                folders.add(cell(laboratory, cell, shard));
            } catch (PolicyFailure e) {
                failures.add(e);
                continue;
            }
            out.printf("%s: %s, %d of %d cells%n", cell.experiment().name(), folders.get(folders.size() - 1).origin(), ++done,
                    suite.cells().size());
            out.flush();
        }
        if (!failures.isEmpty()) {
            throw RunOptions.someCells(suite, laboratory, folders, failures);
        }
        if (shard.isWhole()) {
            ResultFolder results = suite.write(laboratory);
            out.print(SuiteTable.of(results).text());
            out.println("results in " + results.path());
            figure.draw(suite, folders, figures.orElseGet(() -> run.figuresIn(results.path())), out);
            RunOptions.requireNoFailures(folders);
        } else {
            sayShare(shard, suite.writeShard(laboratory).path(), out);
            RunOptions.requireNoFailures(folders, WITHOUT);
        }
    }

    private ResultFolder cell(Laboratory laboratory, Suite.Cell cell, Shard shard) throws IOException {
        ResultFolder folder = RunOptions.run(laboratory, Bench.of(cell.experiment(), data), shard.at(cell.place()),
                err);
        if (shard.isWhole()) {
            RunOptions.present(folder);
        }
        return folder;
    }

    static void sayShare(Shard shard, Path folder, PrintWriter out) {
        out.printf("%s in %s; when all %d are there, join them: regretbench merge SHARD... --out DIR%n", shard, folder, shard.count());
    }
}
