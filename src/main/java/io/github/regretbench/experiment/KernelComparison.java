package io.github.regretbench.experiment;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.bandit.ObjectiveExpression;
import io.github.regretbench.bandit.ObjectiveKind;
import io.github.regretbench.bandit.PolicyFamily;
import io.github.regretbench.bandit.Ties;
import io.github.regretbench.experiment.Experiment.Player;
import io.github.regretbench.experiment.Experiment.GameRules;
import io.github.regretbench.experiment.Experiment.Truth;
import io.github.regretbench.experiment.ResultFolder.Table;
import io.github.regretbench.gp.PosteriorForm;
import io.github.regretbench.kernel.Kernel;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Box;
import io.github.regretbench.space.Points;
import io.github.regretbench.statistics.SampleMean;
import io.github.regretbench.theory.GainBracket;
import io.github.regretbench.theory.ScheduleExpression;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * GP-UCB on functions drawn from kernels between rough and smooth, one experiment per kernel and dimension, alike in all else: the noise
 * variance, the mean prior variance trace(K)/n = 1, the random streams and, as nearly as grids allow, the number n of arms. How much there
 * is to learn, gamma_T, beside how much it costs, R_T, and the bound that ties them: Srinivas et al. 2010, Theorem 1 and Figure 1.
 *
 * @param kernels the kernels, of {@link #KERNELS}, each once
 * @param dimensions of the decision sets, among 1, 2 and 3, each once
 * @param seed the master seed, of every experiment the same
 * @param trials of each experiment
 * @param horizon T
 * @param schedule of the confidence widths, an expression
 */
public record KernelComparison(List<Contender> kernels, List<Integer> dimensions, long seed, int trials, int horizon, String schedule) {
    /** Of the folder under results/ and of the figure. */
    public static final String NAME = "compare-kernels";
    /** Of GP-UCB in every experiment. */
    public static final String POLICY = "ucb";
    /** As in the paper's synthetic experiment. */
    private static final double NOISE_VARIANCE = 0.025;
    /** As in the paper's synthetic experiment, the cube's side being 1. */
    public static final String LENGTH_SCALE = "0.2";
    private static final double DELTA = 0.1;
    private static final int RECORDED_PER_DECADE = 40;
    private static final String TABLE = "comparison.csv";

    /** The kernels, rough to smooth. */
    public static final List<Contender> KERNELS = List.of(matern("matern12", "1/2", "0.5"), matern("matern32", "3/2", "1.5"),
            matern("matern52", "5/2", "2.5"), matern("matern72", "7/2", "3.5"),
            new Contender("se", "squared exp.", "se(lengthscale=" + LENGTH_SCALE + ")"), new Contender("linear", "linear", "linear"));

    /** Points along each side, by dimension: 512, 506 and 512 arms. */
    private static final List<List<Integer>> GRIDS = List.of(List.of(512), List.of(22, 23), List.of(8, 8, 8));

    /** All of it, in a size that takes about a minute. */
    public static final KernelComparison STANDARD = new KernelComparison(KERNELS, List.of(1, 2, 3), 2010, 30, 1000, "theorem1");

    /**
     * A kernel to compare.
     *
     * @param name on the command line and in files
     * @param label in figures and tables
     * @param expression before it is scaled
     */
    public record Contender(String name, String label, String expression) {
    }

    private static Contender matern(String name, String nu, String decimal) {
        return new Contender(name, "Matérn " + nu, "matern(nu=" + decimal + ", lengthscale=" + LENGTH_SCALE + ")");
    }

    /** @throws IllegalArgumentException without a kernel or dimension, with one twice, for a dimension other than 1, 2 and 3, or no schedule */
    public KernelComparison {
        kernels = List.copyOf(kernels);
        dimensions = List.copyOf(dimensions);
        requireDifferent("kernel", kernels.stream().map(Contender::name).toList());
        requireDifferent("dimension", dimensions);
        ScheduleExpression.parse(schedule);
        dimensions.stream().filter(d -> d < 1 || d > GRIDS.size()).findFirst().ifPresent(d -> {
            throw new IllegalArgumentException("a dimension is %d; expected whole numbers from 1 to %d".formatted(d, GRIDS.size()));
        });
    }

    private static void requireDifferent(String what, List<?> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("expected at least one " + what + ", got none");
        }
        values.stream().filter(value -> Collections.frequency(values, value) > 1).findFirst().ifPresent(value -> {
            throw new IllegalArgumentException("the %s %s is given twice; name it once".formatted(what, value));
        });
    }

    /**
     * The kernel of that name.
     *
     * @throws IllegalArgumentException when none is called so
     */
    public static Contender kernel(String name) {
        return KERNELS.stream().filter(k -> k.name().equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(
                "no kernel to compare is called '%s'; known: %s".formatted(name,
                        String.join(", ", KERNELS.stream().map(Contender::name).toList()))));
    }

    /** The experiments, dimension by dimension. */
    public List<Experiment> experiments() {
        return dimensions.stream().flatMap(d -> kernels.stream().map(kernel -> experiment(kernel, d))).toList();
    }

    private Experiment experiment(Contender kernel, int dimension) {
        // Around the origin, where the linear kernel's functions vanish.
        Arms.Grid arms = new Arms.Grid(new Box(Collections.nCopies(dimension, -0.5), Collections.nCopies(dimension, 0.5)),
                GRIDS.get(dimension - 1));
        PolicyFamily family = PolicyFamily.named(POLICY);
        Player player = new Player(POLICY, family, family.resolve(Map.of("schedule", schedule)));
        return new Experiment(kernel.name() + "-d" + dimension, "GP-UCB, %s, d = %d".formatted(kernel.label(), dimension),
                "Srinivas et al. 2010, Theorem 1 and Figure 1", seed, trials, horizon, Optional.of(RECORDED_PER_DECADE), NOISE_VARIANCE,
                DELTA, Ties.UNIFORM, PosteriorForm.AUTO, arms,
                new ModelKernel.Written(ofUnitTrace(kernel.expression(), arms.geometry().orElseThrow())),
                ObjectiveExpression.parse(ObjectiveKind.PRIOR_DRAW), Optional.empty(), Truth.AS_MODELLED, GameRules.USUAL, List.of(player),
                new IntervalMethod(IntervalMethod.Kind.STUDENT_T, 0.95, 1, IntervalMethod.RESAMPLES), Optional.empty(), List.of());
    }

    /** The kernel scaled so that k(x, x) is 1 on average over the arms. */
    private static String ofUnitTrace(String expression, Points points) {
        Kernel kernel = KernelExpression.parse(expression);
        double sum = 0;
        for (int i = 0; i < points.size(); i++) {
            sum += kernel.value(points.point(i), points.point(i));
        }
        double mean = sum / points.size();
        return mean == 1 ? expression : PlainDouble.format(1 / mean) + " * " + expression;
    }

    /**
     * Puts what the audits of finished experiments found, and the brackets of gamma_T, into one table beside them.
     *
     * @param benches of {@link #experiments}, in their order
     * @return the folder of the table
     * @throws IOException when it cannot be written
     */
    public ResultFolder write(Laboratory laboratory, List<Bench> benches) throws IOException {
        StringBuilder csv = new StringBuilder("experiment,kernel,dimension,arms,largest_variance,trials,horizon,gamma_lower,gamma_upper,"
                + "gamma_bound,regret,regret_lower,regret_upper,bound,bound_over_regret");
        for (String window : List.of("decade", "two_decades")) {
            for (String column : List.of("from", "exponent", "lower", "upper", "without_log", "without_log_lower", "without_log_upper")) {
                csv.append(',').append(window).append('_').append(column);
            }
        }
        csv.append(",decade_best_arm,theory_row,theory_exponent,theory_log_power\n");
        for (int i = 0; i < benches.size(); i++) {
            line(csv, kernels.get(i % kernels.size()), dimensions.get(i / kernels.size()), benches.get(i),
                    laboratory.folder(benches.get(i).experiment()));
        }
        ResultFolder folder = new ResultFolder(laboratory.out());
        folder.text(TABLE, csv.toString());
        return folder;
    }

    private void line(StringBuilder csv, Contender kernel, int dimension, Bench bench, ResultFolder folder) {
        List<Map<String, String>> levels = folder.auditLevels().rows();
        Map<String, String> last = levels.get(levels.size() - 1);
        double bound = Table.number(last, "worst_case");
        double regret = Table.number(last, "regret");
        GainBracket gain = bench.model().gain();
        List<Object> cells = new ArrayList<>(List.of(bench.experiment().name(), kernel.name(), dimension, bench.model().arms(),
                bench.prior().maximumVariance(), trials, horizon, gain.lower(horizon), gain.upper(horizon), gain.activeBound(horizon),
                last.get("regret"), last.get("regret_lower"), last.get("regret_upper"), bound, regret > 0 ? bound / regret : Double.NaN));
        List<Map<String, String>> growth = folder.auditGrowth().rows();
        List<Map<String, String>> local = growth.stream().filter(row -> row.get("window").equals("local")).toList();
        cells.addAll(window(local.isEmpty() ? Map.of() : local.get(local.size() - 1)));
        cells.addAll(window(growth.stream().filter(row -> row.get("window").equals("global")).findFirst().orElse(Map.of())));
        cells.add(SampleMean.of(levels.stream().filter(row -> Integer.parseInt(row.get("t")) >= horizon / 10)
                .mapToDouble(row -> Table.number(row, "best_arm")).toArray()));
        Map<String, String> any = growth.isEmpty() ? Map.of() : growth.get(growth.size() - 1);
        List.of("theory_row", "theory_exponent", "log_power").forEach(column -> cells.add(any.getOrDefault(column, "")));
        ResultFolder.line(csv, cells.toArray());
    }

    private static List<String> window(Map<String, String> growth) {
        return List.of("from", "exponent", "bca_lower", "bca_upper", "exponent_without_log", "without_log_lower", "without_log_upper")
                .stream().map(column -> growth.getOrDefault(column, "")).toList();
    }

    /** One row per experiment, from {@code comparison.csv}. */
    public static Table table(ResultFolder folder) {
        return folder.read(TABLE);
    }
}
