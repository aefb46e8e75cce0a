package io.github.regretbench.report;

import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.Bench;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.Laboratory;
import io.github.regretbench.experiment.Suite;
import io.github.regretbench.experiment.SuiteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A suite of 6 kernels x 3 noise levels x 8 policies over 500 rounds, with few arms and trials, run and audited. */
final class SampleSuite {
    static final String YAML = """
            schema: regretbench/suite/1
            name: kernels-by-noise
            axes:
              kernel:
                - {label: matern12, kernel: "matern(nu=0.5, lengthscale=0.2)"}
                - {label: matern32, kernel: "matern(nu=1.5, lengthscale=0.2)"}
                - {label: matern52, kernel: "matern(nu=2.5, lengthscale=0.2)"}
                - {label: se, kernel: se(lengthscale=0.2)}
                - {label: se-short, kernel: se(lengthscale=0.1)}
                - {label: se-long, kernel: se(lengthscale=0.5)}
              noise:
                - {label: "0.01", noiseVariance: 0.01}
                - {label: "0.05", noiseVariance: 0.05}
                - {label: "0.25", noiseVariance: 0.25}
            experiment:
              seed: 2010
              trials: 3
              horizon: 500
              arms: {grid: {lower: [0], upper: [1], counts: [20]}}
              policies: [gp-ucb, gp-ucb-theorem1, ei, {policy: mpi, xi: 0.05}, mean-only, variance-only, thompson, random]
            """;

    private static Path results;

    private SampleSuite() {
    }

    /** The results, made once for all tests. */
    static synchronized Path results() throws IOException {
        if (results == null) {
            results = run(YAML, Path.of("target", "sample-suite"), true);
        }
        return results;
    }

    /** Runs a suite, or an experiment; @return the folder of its results. */
    static Path run(String yaml, Path out, boolean audited) throws IOException {
        Suite suite = SuiteFile.read(Files.writeString(Files.createDirectories(out).resolve("e.yaml"), yaml), Map.of(), List.of());
        Laboratory laboratory = suite.within(new Laboratory(out, 2, true));
        for (Experiment experiment : suite.experiments()) {
            Bench bench = Bench.of(experiment, new DataDirectory(Path.of("no-data-needed")));
            laboratory.run(bench, (done, total) -> { }, new AtomicBoolean());
            if (audited) {
                laboratory.audit(bench);
            }
        }
        return suite.isSingle() ? laboratory.folder(suite.experiments().get(0)).path() : suite.write(laboratory).path();
    }
}
