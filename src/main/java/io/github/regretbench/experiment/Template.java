package io.github.regretbench.experiment;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.Spelling;
import io.github.regretbench.data.CandidateFormat;
import io.github.regretbench.data.CandidateTable;
import io.github.regretbench.data.SensorTable;
import io.github.regretbench.data.TableSketch;
import io.github.regretbench.data.TableSketch.Column;
import io.github.regretbench.data.ValueTransform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Experiment files to begin with: they run as they are, and comments say what to change. */
public enum Template {
    /** Functions drawn from a prior on a grid. */
    GRID("functions drawn from a Gaussian process on a grid"),
    /** A table with one measured value per configuration. */
    TABLE("a table of configurations with a measured value each"),
    /** Sensors. */
    SENSORS("sensors of which the highest is looked for"),
    /** A table of hyper-parameters with repeated scores. */
    TUNING("hyper-parameters and the scores of models trained with them");

    /** Names of columns that hold what was measured. */
    private static final Pattern VALUE = Pattern.compile("(?i)y|.*(value|score|acc|auc|f1|yield|reward|loss|err|rmse|mse|mae|cost|objective|target"
            + "|result).*");
    /** Those that are better when they are lower. */
    private static final Pattern LOWER_IS_BETTER = Pattern.compile("(?i).*(loss|err|rmse|mse|mae|cost|regret|latency|time).*");
    private static final Pattern NUMBERED = Pattern.compile("(.*?)([0-9]{1,4})");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    /** A value and the comment behind it. */
    private static final Pattern BEHIND = Pattern.compile("(.*\\S) {2,}(# .*)");
    private static final int COMMENT_COLUMN = 32;
    /** Numbers that span so much are compared by their logarithms. */
    private static final double WIDE = 100;
    /** Of a signal's variance, what measured values are taken to have as noise where no repeats tell. */
    private static final double SHARE_OF_NOISE = 0.01;
    /** The paper's share of the variance for sensors. */
    private static final double SENSOR_NOISE = 0.05;
    private static final int MOST_ROUNDS = 100;
    private static final int MOST_SENSOR_TRIALS = 500;
    private static final int BLOCKS = 10;

    private final String about;

    Template(String about) {
        this.about = about;
    }

    /** What it is for, in a few words. */
    public String about() {
        return about;
    }

    /** As the command line writes it. */
    public String written() {
        return Spelling.of(this);
    }

    /** Whether it is about measured data. */
    public boolean hasTable() {
        return this != GRID;
    }

    /**
     * Writes the experiment and, where measured data are needed and none are named, a file of made-up ones beside it.
     *
     * @param file the experiment
     * @param table the user's measurements
     * @return the files that were written, the experiment first
     * @throws BadInputException when a file is there already and is not to be overwritten, or the table cannot be used
     */
    public List<Path> write(Path file, Optional<Path> table, boolean overwrite) throws IOException {
        Path example = file.resolveSibling(stem(file) + "-example.csv");
        List<Path> files = hasTable() && table.isEmpty() ? List.of(file, example) : List.of(file);
        for (Path each : files) {
            if (Files.exists(each) && !overwrite) {
                throw new BadInputException("%s is there already; add --overwrite to replace it, or name another file".formatted(each));
            }
        }
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        boolean madeUp = files.size() > 1;
        if (madeUp) {
            byte[] bytes = example();
            AtomicFile.write(example.toAbsolutePath(), out -> out.write(bytes));
        }
        String text = aligned(text(file, table.orElse(example), madeUp));
        ExperimentFile.parse(text, file.toString());
        AtomicFile.write(file.toAbsolutePath(), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        return files;
    }

    private byte[] example() throws IOException {
        try (InputStream in = Template.class.getResourceAsStream("init-" + written() + ".csv")) {
            return in.readAllBytes();
        }
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    }

    private String text(Path file, Path table, boolean madeUp) {
        String name = Experiment.NAME.matcher(stem(file)).matches() ? stem(file) : written();
        return switch (this) {
            case GRID -> grid(file, name);
            case SENSORS -> sensors(file, name, table, madeUp);
            default -> table(file, name, table, madeUp);
        };
    }

    private static String grid(Path file, String name) {
        return """
                # Which policy finds the maximum of an unknown function fastest? Functions drawn from a Gaussian process, on a grid.
                # Run it:  regretbench run %s
                # Compare: regretbench compare results/%s
                schema: regretbench/experiment/1
                name: %2$s                      # names the folder of results
                seed: 1                         # the same seed gives the same results, to the bit
                trials: 20                      # functions per policy; intervals shrink with their square root
                horizon: 100                    # rounds per trial
                noiseVariance: 0.05             # of each observation, in squared units of the function
                arms:
                  # one point per policy and round is chosen among these; two dimensions: lower: [0, 0], upper: [1, 1], counts: [20, 20]
                  grid: {lower: [0], upper: [1], counts: [200]}
                kernel: se(lengthscale=0.2)     # how alike neighbours are; others: matern(nu=2.5, lengthscale=0.2), `regretbench list kernels`
                # objective: branin             # a known function in place of draws; `regretbench list objectives`
                policies:                       # `regretbench list policies` shows all
                  - gp-ucb                      # the confidence widths of Srinivas et al. 2010, Theorem 1, with beta / 5
                  - ei
                  - thompson
                  - random                      # what no model gives
                """.formatted(quoted(file), name);
    }

    private static String sensors(Path file, String name, Path path, boolean madeUp) {
        SensorTable whole = SensorTable.read(path);
        List<Double> codes = whole.suspectCodes();
        SensorTable table = (codes.isEmpty() ? whole : whole.withMissing(codes)).completeRows();
        int rows = table.rows();
        int sensors = table.sensors().size();
        int testRows = rows - (int) (rows * 2L / 3);
        if (testRows < 2) {
            throw new BadInputException("%s has %d complete rows; expected at least 4, of which two thirds are trained on".formatted(path, rows));
        }
        int trials = Math.min(MOST_SENSOR_TRIALS, testRows);
        Path folder = path.toAbsolutePath().normalize().getParent();
        String data = Path.of("").toAbsolutePath().equals(folder) ? "." : path.getParent() == null ? "." : path.getParent().toString();
        return """
                # Which sensor reads highest? The rows of a table are functions on its sensors; the first rows train the model.
                # Run it:  regretbench run %s --data %s
                # %s
                schema: regretbench/experiment/1
                name: %s
                seed: 1
                trials: %d                      # rows that are played, of %d that are not trained on
                horizon: %d                     # rounds per trial: here as many as there are sensors
                noiseVariance: %s               # 5%% of the sensors' mean variance
                arms:
                  sensors:
                    table: %s
                    train: 2/3                  # of the rows, the first ones
                    # sign: -1                  # looks for the lowest reading
                    # from: "06:00"             # only a part of each day, with to: "11:00"
                    %s
                    # exclude: [%s]             # sensors to leave out
                kernel: empirical               # the covariance of the training rows
                objective: test-row
                policies: [gp-ucb, ei, mean-only, random]
                # Neighbouring rows are alike: N counts blocks of them. Make blocks longer than readings stay alike.
                intervals: {method: block-means, blockLength: %d}
                """.formatted(quoted(file), quoted(Path.of(data)), madeUp ? "The readings are made up; yours go into the same form: regretbench data "
                        + "import table --help" : "Two thirds of the rows are trained on, the rest is played.", name, trials, testRows, sensors,
                        rounded(SENSOR_NOISE * meanVariance(table)), yaml(path.getFileName().toString()), codes.isEmpty()
                                ? "# missing: [-999]           # codes that stand for a missing reading"
                                : "%-27s # far from all other readings: codes for a missing one, it seems".formatted("missing: "
                                        + codes.stream().map(PlainDouble::format).toList()), yaml(table.sensors().get(0)),
                        Math.max(1, trials / BLOCKS));
    }

    private static double meanVariance(SensorTable table) {
        double sum = 0;
        for (int sensor = 0; sensor < table.sensors().size(); sensor++) {
            double[] readings = new double[table.rows()];
            for (int row = 0; row < readings.length; row++) {
                readings[row] = table.reading(row, sensor);
            }
            sum += variance(readings);
        }
        return sum / table.sensors().size();
    }

    /** Sum of squares about the mean over n - 1. */
    private static double variance(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / Math.max(1, values.length - 1);
    }

    private String table(Path file, String name, Path path, boolean madeUp) {
        Guess guess = Guess.of(path, TableSketch.read(path));
        CandidateTable read = CandidateTable.read(path, guess.format());
        double[] means = new double[read.points().length];
        for (int i = 0; i < means.length; i++) {
            means[i] = read.mean(i);
        }
        double signal = variance(means) > 0 ? variance(means) : 1;
        double noise = SHARE_OF_NOISE * signal;
        if (guess.repeats().isPresent()) {
            double within = 0;
            for (double[] row : read.values()) {
                within += variance(row) / read.values().length;
            }
            noise = within > 0 ? within : noise;
        }
        boolean tuning = this == TUNING;
        int horizon = Math.min(MOST_ROUNDS, tuning ? Math.max(1, means.length / 2) : means.length);
        StringBuilder yaml = new StringBuilder();
        yaml.append(tuning ? "# Which policy finds good hyper-parameters in the fewest trainings? Each configuration of the table is an arm.\n"
                : "# Which policy finds the best configuration of a table fastest? Each row is an arm.\n");
        yaml.append("# Run it:  regretbench run ").append(quoted(file)).append(tuning ? "\n# Compare: regretbench compare results/" + name
                + " --quantity recommended-regret\n" : "\n# Compare: regretbench compare results/" + name + "\n");
        yaml.append(madeUp ? "# The measurements are made up; for yours: regretbench init " + written() + " --table my.csv\n"
                : "# What columns mean was guessed from their names and cells: check arms.\n");
        yaml.append("schema: regretbench/experiment/1\nname: ").append(name).append("\nseed: 1\ntrials: 20\n");
        yaml.append("horizon: %-22d # rounds per trial; the table has %d configurations%n".formatted(horizon, means.length));
        yaml.append("noiseVariance: %-16s # %s%n".formatted(rounded(noise), guess.repeats().isPresent() ? "of the policies' model: the mean variance of "
                + "the repeats" : "of each observation: 1% of the variance of the values; yours may be known better"));
        yaml.append(guess.yaml(path));
        yaml.append("# how alike configurations are: inputs run from 0 to 1, categories are alike or not; `regretbench list kernels`\nkernel: ")
                .append(rounded(signal)).append(" * ").append(guess.kernel()).append('\n');
        yaml.append("objective: table                # the mean of a configuration's values\n");
        if (tuning) {
            yaml.append("repeats: no                     # no configuration is trained twice\n");
        }
        return yaml.append("policies:                       # `regretbench list policies` shows all\n  - gp-ucb\n  - ei\n  - thompson\n  - random\n").toString();
    }

    /**
     * What columns of a table mean, by their names and cells.
     *
     * @param inputs of a configuration
     * @param values one column, or several repeats
     * @param repeats how the repeats are written, where there are some
     * @param log inputs to take the logarithm of
     * @param categories inputs that are names
     * @param leftOut columns that are neither, with the reason
     * @param lower whether low values are better
     * @param gaps whether values are missing
     */
    private record Guess(List<String> inputs, List<String> values, Optional<String> repeats, List<String> log, List<String> categories,
            Map<String, String> leftOut, boolean lower, boolean gaps) {

        static Guess of(Path path, TableSketch sketch) {
            List<Column> columns = sketch.columns();
            List<Column> values = repeated(columns);
            Optional<String> repeats = Optional.empty();
            if (values.size() > 1) {
                repeats = Optional.of(values.get(0).name() + ".." + values.get(values.size() - 1).name());
            } else {
                values = columns.stream().filter(Column::numeric).filter(c -> VALUE.matcher(c.name()).matches()).reduce((a, b) -> b)
                        .or(() -> columns.stream().filter(Column::numeric).reduce((a, b) -> b)).map(List::of)
                        .orElseThrow(() -> new BadInputException("%s has no column of numbers; expected one with the measured values".formatted(path)));
            }
            List<String> inputs = new ArrayList<>();
            List<String> log = new ArrayList<>();
            List<String> categories = new ArrayList<>();
            Map<String, String> leftOut = new LinkedHashMap<>();
            for (Column column : columns) {
                if (values.contains(column)) {
                    continue;
                }
                String reason = column.gaps() > 0 ? "has empty cells" : column.different() < 2 ? "is the same in all rows"
                        : column.counts() ? "counts the rows" : !column.numeric() && column.different() == sketch.rows() && sketch.rows() > 2
                                ? "has another text in each row" : null;
                if (reason != null) {
                    leftOut.put(column.name(), reason);
                    continue;
                }
                inputs.add(column.name());
                if (!column.numeric()) {
                    categories.add(column.name());
                } else if (column.least() > 0 && column.largest() >= WIDE * column.least()) {
                    log.add(column.name());
                }
            }
            if (inputs.isEmpty()) {
                throw new BadInputException("%s has no column that says what a configuration is%s; expected inputs beside the values".formatted(path,
                        leftOut.isEmpty() ? "" : " (" + reasons(leftOut) + ")"));
            }
            return new Guess(inputs, values.stream().map(Column::name).toList(), repeats, log, categories, leftOut,
                    LOWER_IS_BETTER.matcher(values.get(0).name()).matches(), values.stream().anyMatch(c -> c.gaps() > 0));
        }

        /** The last columns, where their names are one word with consecutive numbers, and others are left as inputs. */
        private static List<Column> repeated(List<Column> columns) {
            List<Column> found = new ArrayList<>();
            for (int i = columns.size() - 1; i >= 0; i--) {
                Matcher name = NUMBERED.matcher(columns.get(i).name());
                if (!name.matches() || !columns.get(i).numeric()) {
                    break;
                }
                if (!found.isEmpty()) {
                    Matcher next = NUMBERED.matcher(found.get(0).name());
                    if (!next.matches() || !next.group(1).equals(name.group(1))
                            || Integer.parseInt(next.group(2)) != Integer.parseInt(name.group(2)) + 1) {
                        break;
                    }
                }
                found.add(0, columns.get(i));
            }
            return found.size() > 1 && found.size() < columns.size() ? found : List.of();
        }

        private static String reasons(Map<String, String> leftOut) {
            return leftOut.entrySet().stream().map(e -> "'" + e.getKey() + "' " + e.getValue()).collect(Collectors.joining(", "));
        }

        CandidateFormat format() {
            return new CandidateFormat(inputs, values, log, categories, true, Map.of(), gaps,
                    ValueTransform.NONE, lower ? -1 : 1);
        }

        String yaml(Path path) {
            StringBuilder yaml = new StringBuilder("arms:\n");
            yaml.append("  table: ").append(Template.yaml(path.toString())).append('\n');
            yaml.append("  inputs: ").append(list(inputs)).append('\n');
            if (!leftOut.isEmpty()) {
                yaml.append("  # left out: ").append(reasons(leftOut).replaceAll("\\p{Cntrl}", "?")).append('\n');
            }
            yaml.append(repeats.isPresent() ? "  repeats: %s  # of one measurement: in each round one of them is drawn%n".formatted(
                    Template.yaml(repeats.get())) : "  value: %s%n".formatted(Template.yaml(values.get(0))));
            yaml.append(lower ? "  sign: -1                      # lower values are better\n" : "  # sign: -1                    # where lower values are "
                    + "better\n");
            yaml.append(log.isEmpty() ? "  # log: [...]                  # inputs whose logarithm counts, such as learning rates\n"
                    : "  log: %s  # their logarithm counts%n".formatted(list(log)));
            if (!categories.isEmpty()) {
                yaml.append("  categories: ").append(list(categories)).append("  # names, not numbers\n");
            }
            if (gaps) {
                yaml.append("  missing: drop-rows            # rows without a value are no arms\n");
            }
            return yaml.toString();
        }

        /** Of the inputs that are numbers, times one of the categories. */
        String kernel() {
            String numbers = "matern(nu=2.5, lengthscale=0.3)";
            if (categories.isEmpty()) {
                return numbers;
            }
            String names = "hammingexp(theta=1)";
            return categories.size() == inputs.size() ? names : "on(%s, inputs=%s) * on(%s, inputs=%s)".formatted(numbers,
                    numbered(inputs.stream().filter(input -> !categories.contains(input)).toList()), names, numbered(categories));
        }

        /** By name, or by number where a name is no word. */
        private String numbered(List<String> some) {
            boolean words = inputs.stream().allMatch(input -> IDENTIFIER.matcher(input).matches());
            return some.stream().map(input -> words ? input : Integer.toString(1 + inputs.indexOf(input))).collect(Collectors.joining(", ", "[", "]"));
        }

        private static String list(List<String> names) {
            return names.stream().map(Template::yaml).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /** Comments behind values begin in one column, where the values leave room. */
    private static String aligned(String yaml) {
        return yaml.lines().map(line -> {
            Matcher behind = BEHIND.matcher(line);
            return behind.matches() ? (behind.group(1) + " ".repeat(Math.max(1, COMMENT_COLUMN - behind.group(1).length()))) + behind.group(2) : line;
        }).collect(Collectors.joining("\n", "", "\n"));
    }

    /** Two digits are enough for a number that is to be thought about. */
    private static String rounded(double value) {
        return PlainDouble.format(Double.parseDouble(String.format(Locale.ROOT, "%.1e", value)));
    }

    /** A word as it is, anything else in quotes. */
    private static String yaml(String text) {
        return text.matches("[A-Za-z_/][A-Za-z0-9_./-]*") && !text.matches("(?i)true|false|yes|no|on|off|null|y|n") ? text
                : "'" + text.replace("'", "''") + "'";
    }

    /** For a shell. */
    private static String quoted(Path path) {
        String text = path.toString().replaceAll("\\p{Cntrl}", "?");
        return text.isEmpty() ? "." : text.matches("[A-Za-z0-9_./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
