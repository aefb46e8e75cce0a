package io.github.regretbench.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Box;
import io.github.regretbench.space.Points;
import io.github.regretbench.theory.GainBracket;
import io.github.regretbench.theory.InformationGain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code regretbench gain}: certified bounds on the maximum information gain gamma_T. */
@Command(name = "gain", mixinStandardHelpOptions = true,
        description = {"Bracket the maximum information gain gamma_T of T noisy looks, in nats: lower <= gamma_T <= upper for every T up "
                + "to the horizon, certified."},
        footer = {"", "Example: regretbench gain --kernel 'se(lengthscale=0.2)' --grid 1000 --noise 0.025 --horizon 1000"})
final class GainCommand implements Callable<Integer> {
    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();
    /** More arms than this have a covariance matrix that no ordinary memory holds. */
    private static final int MOST_ARMS = 20_000;
    private static final int MOST_ROUNDS = 1_000_000;
    /** About so many horizons are printed. */
    private static final int LINES = 12;

    @Spec
    private CommandSpec spec;
    @Option(names = "--kernel", required = true, paramLabel = "KERNEL",
            description = "The kernel, as in experiments; `regretbench list kernels` shows them.")
    private String kernel;
    @ArgGroup(multiplicity = "1")
    private DecisionSet arms;
    @Option(names = "--noise", required = true, paramLabel = "VARIANCE", description = "Variance of the noise.")
    private String noise;
    @Option(names = "--horizon", required = true, paramLabel = "T", description = "The largest T.")
    private int horizon;
    @Option(names = "--json", description = "Write every T as JSON instead of a table of some.")
    private boolean json;

    /** One of two. */
    static final class DecisionSet {
        @Option(names = "--grid", required = true, paramLabel = "COUNTS",
                description = "A uniform grid: 1000 points in [0,1], 30x30 in [0,1]^2 and so on.")
        private String grid;
        @Option(names = "--points", required = true, paramLabel = "FILE",
                description = "A CSV file with one point a line, its coordinates separated by commas, no header.")
        private Path points;
    }

    @Override
    public Integer call() throws IOException {
        double noiseVariance = PlainDouble.parse(noise);
        if (!(noiseVariance > 0)) {
            throw new BadInputException("--noise is '" + noise + "'; expected a variance > 0 such as 0.025");
        }
        if (horizon < 1 || horizon > MOST_ROUNDS) {
            throw new BadInputException("--horizon is " + horizon + "; expected a whole number from 1 to " + MOST_ROUNDS);
        }
        Points points = arms.grid != null ? grid(arms.grid) : read(arms.points);
        GainBracket bracket;
        try {
            bracket = InformationGain.bracket(Prior.of(KernelExpression.parse(kernel), points), noiseVariance, horizon);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--kernel: " + e.getMessage(), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(bracket));
        } else {
            print(out, bracket);
        }
        out.flush();
        return ExitCode.OK;
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

    private static String json(GainBracket bracket) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            generator.writeStartObject();
            generator.writeArrayFieldStart("bracket");
            for (int t = 1; t <= bracket.horizon(); t++) {
                generator.writeStartObject();
                generator.writeNumberField("horizon", t);
                generator.writeNumberField("lower", bracket.lower(t));
                generator.writeNumberField("upper", bracket.upper(t));
                generator.writeStringField("activeBound", bracket.activeBound(t).toString());
                generator.writeEndObject();
            }
            generator.writeEndArray();
            generator.writeEndObject();
        }
        return text.toString();
    }

    private static void print(PrintWriter out, GainBracket bracket) {
        out.printf(Locale.ROOT, "%9s  %22s  %22s  %8s  %s%n", "horizon", "lower", "upper", "ratio", "upper bound by");
        TreeSet<Integer> horizons = new TreeSet<>();
        for (int i = 0; i < LINES; i++) {
            horizons.add((int) Math.round(StrictMath.pow(bracket.horizon(), i / (LINES - 1.0))));
        }
        for (int t : horizons) {
            double ratio = bracket.lower(t) > 0 ? bracket.upper(t) / bracket.lower(t) : Double.NaN;
            out.printf(Locale.ROOT, "%9d  %22s  %22s  %8s  %s%n", t, PlainDouble.format(bracket.lower(t)),
                    PlainDouble.format(bracket.upper(t)), Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "%.5f", ratio),
                    bracket.activeBound(t));
        }
    }
}
