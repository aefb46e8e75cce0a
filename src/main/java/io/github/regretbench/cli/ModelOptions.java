package io.github.regretbench.cli;

import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.data.PointList;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Box;
import io.github.regretbench.space.Points;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that describe a model: a prior on a decision set, the noise and the number of rounds. */
final class ModelOptions {
    /** More arms than this have a covariance matrix that no ordinary memory holds. */
    private static final int MOST_ARMS = 20_000;
    private static final int MOST_ROUNDS = 1_000_000;

    @Option(names = "--kernel", required = true, paramLabel = "KERNEL",
            description = "The kernel, as in experiments; `regretbench list kernels` shows them.")
    private String kernel;
    @ArgGroup(multiplicity = "1")
    private DecisionSet arms;
    @Option(names = "--noise", required = true, paramLabel = "VARIANCE", description = "Variance of the noise.")
    private String noise;
    @Option(names = "--horizon", required = true, paramLabel = "T", description = "The largest T.")
    private int horizon;

    /** One of two. */
    static final class DecisionSet {
        @Option(names = "--grid", required = true, paramLabel = "COUNTS",
                description = "A uniform grid: 1000 points in [0,1], 30x30 in [0,1]^2 and so on.")
        private String grid;
        @Option(names = "--points", required = true, paramLabel = "FILE",
                description = "A CSV file with one point per line, its coordinates separated by commas, no header.")
        private Path points;
    }

    double noiseVariance() {
        double noiseVariance = PlainDouble.parse(noise);
        if (!(noiseVariance > 0)) {
            throw new BadInputException("--noise is '" + noise + "'; expected a variance > 0 such as 0.025");
        }
        return noiseVariance;
    }

    int horizon() {
        if (horizon < 1 || horizon > MOST_ROUNDS) {
            throw new BadInputException("--horizon is " + horizon + "; expected a whole number from 1 to " + MOST_ROUNDS);
        }
        return horizon;
    }

    Prior prior() {
        Points points = arms.grid != null ? grid(arms.grid) : read(arms.points);
        try {
            return Prior.of(KernelExpression.parse(kernel), points);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--kernel: " + e.getMessage(), e);
        }
    }

    /** Why a computation refuses the model; the reason names the kernel, the noise variance or delta. */
    static BadInputException refused(IllegalArgumentException reason) {
        return new BadInputException("the model is refused: " + reason.getMessage(), reason);
    }

    private static Points grid(String text) {
        List<Integer> counts;
        try {
            counts = Arrays.stream(text.split("x", -1)).map(Integer::valueOf).toList();
        } catch (NumberFormatException e) {
            throw new BadInputException("--grid is '" + text + "'; expected the points a side, such as 1000 or 30x30", e);
        }
        try {
            Box box = Box.unit(counts.size());
            requireFewArms(box.gridSize(counts), "--grid " + text);
            return box.grid(counts);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--grid is '" + text + "': " + e.getMessage(), e);
        }
    }

    private static void requireFewArms(int count, String where) {
        if (count > MOST_ARMS) {
            throw new BadInputException("%s has %d points; expected at most %d, whose covariances fit into memory".formatted(where, count,
                    MOST_ARMS));
        }
    }

    private static Points read(Path file) {
        double[][] points = PointList.read(file);
        requireFewArms(points.length, file.toString());
        return Points.of(points);
    }
}
