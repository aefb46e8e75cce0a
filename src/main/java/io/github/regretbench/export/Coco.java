package io.github.regretbench.export;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.Experiment.Player;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.StoredRun;
import io.github.regretbench.experiment.StoredRun.Round;
import io.github.regretbench.experiment.StoredRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * COCO's files, data format bbob-new2: a root an algorithm, in it an .info file a function, with the rounds at which the simple regret
 * of the best arm sampled reached a new target (.dat), those of a fixed series (.tdat) and those at which the best recommendation did
 * (.mdat). The fitness is f(x*) - f(x_t) without noise, so that Fopt = 0, in units of the power of two below the largest regret of a round
 * that any policy had: COCO's targets end at 1e-8, and objectives of any scale have to meet the same ones. {@code units.csv} has the units.
 */
final class Coco {
    static final String SCHEMA = "regretbench/coco/1";
    /** What cocopp's figures expect of a function and dimension. */
    static final int FEWEST_INSTANCES = 15;

    private static final String HEADER = "% f evaluations | g evaluations | best noise-free fitness - Fopt (0.000000000000e+00) "
            + "+ sum g_i+ | measured fitness | best measured fitness or single-digit g-values | x1 | x2...\n";
    /** The series of targets, and of evaluations, has so many members a decade. */
    private static final int PER_DECADE = 20;
    /** The last target; what is below counts as this. */
    private static final double PRECISION = 1e-8;
    private static final int[] MULTIPLES_OF_DIMENSION = {1, 2, 5};
    /** With more coordinates than this a row has none. */
    private static final int MOST_COORDINATES = 6;

    private final ResultFolder result;
    private final Experiment experiment;
    private final int function;
    private final Coordinates coordinates;
    private final double unit;

    private Coco(ResultFolder result, int function) throws IOException {
        this.result = result;
        this.experiment = result.experiment();
        this.function = function;
        this.coordinates = new Coordinates(experiment.arms());
        this.unit = unit();
    }

    private double unit() throws IOException {
        double largest = 0;
        try (StoredRuns runs = result.runs()) {
            for (int run = 0; run < experiment.policies().size() * experiment.trials(); run++) {
                largest = Math.max(largest, runs.next().rounds().stream().mapToDouble(Round::instantRegret).max().orElse(0));
            }
        }
        return largest == 0 ? 1 : Math.scalb(1.0, Math.getExponent(largest));
    }

    static void write(List<ResultFolder> results, Path directory) throws IOException {
        Attribution.experiments(results, Format.COCO, FEWEST_INSTANCES);
        StringBuilder units = new StringBuilder("function,experiment,unit\n");
        for (int i = 0; i < results.size(); i++) {
            Coco coco = new Coco(results.get(i), i + 1);
            coco.write(directory);
            units.append(coco.function).append(',').append(coco.experiment.name()).append(',').append(PlainDouble.format(coco.unit)).append('\n');
        }
        text(directory.resolve("units.csv"), units.toString());
    }

    private void write(Path directory) throws IOException {
        try (StoredRuns runs = result.runs()) {
            for (Player player : experiment.policies()) {
                Path root = directory.resolve(player.name());
                String data = "data_f" + function + "/bbobexp_f" + function + "_DIM" + coordinates.dimension();
                Files.createDirectories(root.resolve(data).getParent());
                StringBuilder targets = new StringBuilder();
                StringBuilder series = new StringBuilder();
                StringBuilder recommendations = new StringBuilder();
                StringBuilder instances = new StringBuilder();
                for (int trial = 0; trial < experiment.trials(); trial++) {
                    StoredRun run = runs.next();
                    targets(run, targets.append(HEADER));
                    series(run, series.append(HEADER));
                    recommendations(run, recommendations.append(HEADER));
                    Round last = run.rounds().get(run.rounds().size() - 1);
                    instances.append(", ").append(trial + 1).append(':').append(last.t()).append('|')
                            .append(Scientific.format(last.bestSampledRegret() / unit, 1));
                }
                text(root.resolve(data + ".dat"), targets.toString());
                text(root.resolve(data + ".tdat"), series.toString());
                text(root.resolve(data + ".mdat"), recommendations.toString());
                text(root.resolve("bbobexp_f" + function + ".info"), info(player) + data + ".dat" + instances + "\n");
            }
        }
    }

    private static void text(Path file, String content) throws IOException {
        AtomicFile.write(file, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
    }

    /** The second line is the same for all functions of an algorithm: cocopp takes another comment for another algorithm. */
    private String info(Player player) {
        return "suite = '" + Attribution.SUITE + "', funcId = " + function + ", DIM = " + coordinates.dimension() + ", Precision = "
                + Scientific.format(PRECISION, 3) + ", algId = '" + player.name()
                + "', coco_version = '2.8.0', logger = 'bbob', data_format = 'bbob-new2'\n% " + SCHEMA + ", "
                + Attribution.description(player) + "\n";
    }

    /** The first round, those at which a target 10^(k/20) is reached for the first time, and the last. */
    private void targets(StoredRun run, StringBuilder rows) {
        int reached = Integer.MAX_VALUE;
        Round best = null;
        for (Round round : run.rounds()) {
            best = best == null || round.bestSampledRegret() < best.bestSampledRegret() ? round : best;
            if (target(round.bestSampledRegret() / unit) < reached) {
                reached = target(round.bestSampledRegret() / unit);
                row(rows, round, round.instantRegret(), round.bestSampledRegret(), round.arm());
            } else if (round.t() == run.rounds().size()) {
                row(rows, round, round.bestSampledRegret(), round.bestSampledRegret(), best.arm());
            }
        }
    }

    /** The least k with 10^(k/20) >= regret. */
    static int target(double regret) {
        return (int) Math.ceil(StrictMath.log10(Math.max(regret, PRECISION)) * PER_DECADE);
    }

    /** The rounds of the series, and the last. */
    private void series(StoredRun run, StringBuilder rows) {
        List<Integer> series = series(run.rounds().size(), coordinates.dimension());
        for (int t : series) {
            Round round = run.rounds().get(t - 1);
            row(rows, round, round.instantRegret(), round.bestSampledRegret(), round.arm());
        }
    }

    /** floor(10^(k/20)) and {1, 2, 5} dim 10^k up to the horizon, and the horizon itself, in increasing order. */
    static List<Integer> series(int horizon, int dimension) {
        List<Integer> series = new ArrayList<>();
        for (int k = 0; StrictMath.pow(10, (double) k / PER_DECADE) <= horizon; k++) {
            series.add((int) StrictMath.pow(10, (double) k / PER_DECADE));
        }
        for (long power = dimension; power <= horizon; power *= 10) {
            for (int multiple : MULTIPLES_OF_DIMENSION) {
                if (multiple * power <= horizon) {
                    series.add((int) (multiple * power));
                }
            }
        }
        series.add(horizon);
        return series.stream().sorted().distinct().toList();
    }

    /** As the .dat file, of the recommended arms; which they are is not recorded, so these rows have no coordinates. */
    private void recommendations(StoredRun run, StringBuilder rows) {
        int reached = Integer.MAX_VALUE;
        double best = Double.POSITIVE_INFINITY;
        for (Round round : run.rounds()) {
            best = Math.min(best, round.recommendedRegret());
            boolean newTarget = target(best / unit) < reached;
            if (newTarget || round.t() == run.rounds().size()) {
                reached = target(best / unit);
                numbers(rows, round.t(), newTarget ? round.recommendedRegret() : best, best);
                rows.append('\n');
            }
        }
    }

    private void row(StringBuilder rows, Round round, double fitness, double best, int arm) {
        numbers(rows, round.t(), fitness, best);
        if (coordinates.dimension() <= MOST_COORDINATES) {
            for (double x : coordinates.of(arm)) {
                rows.append(' ').append(Scientific.signed(x, 4));
            }
        }
        rows.append('\n');
    }

    private void numbers(StringBuilder rows, int t, double fitness, double best) {
        rows.append(t).append(" 0 ").append(Scientific.signed(best / unit, 9)).append(' ').append(Scientific.signed(fitness / unit, 9)).append(' ')
                .append(Scientific.signed(best / unit, 9));
    }
}
