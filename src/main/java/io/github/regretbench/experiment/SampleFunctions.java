package io.github.regretbench.experiment;

import io.github.regretbench.bandit.RandomStreams;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Box;
import io.github.regretbench.space.Points;
import java.io.IOException;
import java.util.List;

/**
 * Functions drawn from a Gaussian process on [0, 1]. Srinivas et al. 2010, Figure 4.
 *
 * @param kernel as in experiments
 * @param description of it, for the caption
 */
record SampleFunctions(String kernel, String description) implements Illustration.Computation {
    private static final long SEED = 2010;
    private static final int FUNCTIONS = 4;
    private static final int POINTS = 201;

    @Override
    public void write(ResultFolder folder, DataDirectory data) throws IOException {
        Points points = Box.unit(1).grid(List.of(POINTS));
        Prior prior = Prior.of(KernelExpression.parse(kernel), points);
        RandomStreams streams = new RandomStreams(SEED);
        StringBuilder csv = new StringBuilder("function,x,f\n");
        for (int k = 0; k < FUNCTIONS; k++) {
            double[] f = prior.draw(streams.stream("objective", kernel, Integer.toString(k)));
            for (int i = 0; i < f.length; i++) {
                ResultFolder.line(csv, k, points.point(i)[0], f[i]);
            }
        }
        folder.text("functions.csv", csv.toString());
        Illustration.writeSetUp(folder, "%s: %d draws on %d points of [0, 1], seed %d.".formatted(description, FUNCTIONS, POINTS, SEED));
    }
}
