package io.github.regretbench.export;

import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.Bench;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.ExperimentFile;
import io.github.regretbench.experiment.Laboratory;
import io.github.regretbench.experiment.ResultFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** Results of small experiments, made by running them. */
final class SmallResults {
    static final int TRIALS = 16;
    static final int HORIZON = 23;
    /** In two dimensions, with policies that have a beta_t and one that has not. */
    static final String YAML = """
            schema: regretbench/experiment/1
            name: small
            title: Small & simple
            seed: 2010
            trials: 16
            horizon: 23
            noiseVariance: 0.05
            delta: 0.1
            arms:
              grid: {lower: [-1, 0], upper: [1, 1], counts: [9, 5]}
            kernel: 0.5 * matern(nu=1.5, lengthscale=0.4) + constant(variance=0.1)
            policies: [gp-ucb, {policy: mpi, xi: 0.05}, {policy: ucb, name: scaled, schedule: 'scaled(russo-van-roy, factor=0.5)'}, random]
            """;

    private SmallResults() {
    }

    static ResultFolder run(String yaml, Path out) throws IOException {
        Experiment experiment = ExperimentFile.read(Files.writeString(Files.createDirectories(out).resolve("e.yaml"), yaml));
        Bench bench = Bench.of(experiment, new DataDirectory(Path.of("no-data-needed")));
        Laboratory laboratory = new Laboratory(out, 1, false);
        return laboratory.run(bench, (done, total) -> { }, new AtomicBoolean()).orElseThrow();
    }
}
