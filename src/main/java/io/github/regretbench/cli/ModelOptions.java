package io.github.regretbench.cli;

import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Box;
import io.github.regretbench.space.Points;
import io.github.regretbench.theory.SignalToNoise;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
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
                description = "A CSV file with one point a line, its coordinates separated by commas, no header.")
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
            throw kernelRefused(e);
        }
    }

    /**
     * Before anything is computed.
     *
     * @throws BadInputException when double arithmetic cannot carry so little noise
     */
    static void requireCarried(Prior prior, double noiseVariance, int horizon) {
        try {
            SignalToNoise.requireCarried(noiseVariance, prior.maximumVariance(), horizon);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--noise: " + e.getMessage(), e);
        }
    }

    /** The kernel is what is wrong when a computation refuses the model. */
    static BadInputException kernelRefused(IllegalArgumentException reason) {
        return new BadInputException("--kernel: " + reason.getMessage(), reason);
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
        List<double[]> rows = new ArrayList<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            double[] row = new double[cells.length];
            for (int j = 0; j < cells.length; j++) {
                row[j] = PlainDouble.parse(cells[j].strip());
                if (Double.isNaN(row[j])) {
                    throw new BadInputException("%s, line %d: '%s' is no coordinate; expected one point a line, numbers separated by commas"
                            .formatted(file, i + 1, cells[j].strip()));
                }
            }
            if (i > 0 && row.length != rows.get(0).length) {
                throw new BadInputException("%s, line %d: %d coordinates where line 1 has %d; expected points of one dimension"
                        .formatted(file, i + 1, row.length, rows.get(0).length));
            }
            rows.add(row);
        }
        if (rows.isEmpty()) {
            throw new BadInputException(file + " is empty; expected one point a line, its coordinates separated by commas");
        }
        requireFewArms(rows.size(), file.toString());
        return Points.of(rows.toArray(double[][]::new));
    }

    private static List<String> lines(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new BadInputException(file + " is a directory; expected a CSV file of points");
            }
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new BadInputException("there is no file " + file + "; check the path after --points", e);
        } catch (AccessDeniedException e) {
            throw new BadInputException(file + " cannot be read: permission denied; make it readable", e);
        } catch (CharacterCodingException e) {
            throw new BadInputException(file + " is not a text file in UTF-8; expected a CSV file of points", e);
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
