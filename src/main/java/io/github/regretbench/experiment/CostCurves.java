package io.github.regretbench.experiment;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.BadInputException;
import io.github.regretbench.Spelling;
import io.github.regretbench.experiment.BenchmarkRun.Score;
import io.github.regretbench.statistics.Interval;
import io.github.regretbench.statistics.LineFit;
import io.github.regretbench.statistics.SampleMean;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the cost of one more observation grows, from the benchmarks UpdateCost and ReadBandwidth of one run: time against size, the exponent
 * fitted on logarithmic axes beside the predicted one, and the time in which the rows that an update has to read can be read at all.
 *
 * @param curves one for each form of the posterior and each size that was varied
 * @param bandwidths measured, by working set, from the smallest
 */
public record CostCurves(List<Curve> curves, List<Bandwidth> bandwidths) {
    /** Of the intervals of exponents and times. */
    public static final double CONFIDENCE = 0.95;
    private static final Pattern SIZE = Pattern.compile("n(\\d+)/t(\\d+)/m(\\d+)/r(\\d+)");
    /** The size that stays while others are varied: n arms, t observations of m distinct ones, K of rank r. */
    private static final Size FEATURES = new Size(1000, 1000, 500, 20);
    private static final Size DISTINCT = new Size(1000, 1000, 60, 1000);

    /** What was varied. */
    public enum Varied {
        /** n. */
        ARMS,
        /** t. */
        OBSERVATIONS,
        /** r. */
        RANK,
        /** m. */
        DISTINCT_ARMS
    }

    /**
     * n, t, m and r of an update.
     *
     * @param arms n
     * @param observations t before it
     * @param distinct m, arms among them
     * @param rank r of K
     */
    private record Size(int arms, int observations, int distinct, int rank) {
        int of(Varied varied) {
            return switch (varied) {
                case ARMS -> arms;
                case OBSERVATIONS -> observations;
                case RANK -> rank;
                case DISTINCT_ARMS -> distinct;
            };
        }

        /** With one of them as in another size. The number of distinct arms is at most n. */
        Size with(Varied varied, Size other) {
            return switch (varied) {
                case ARMS -> new Size(other.arms, observations, Math.min(distinct, other.arms), rank);
                case OBSERVATIONS -> new Size(arms, other.observations, distinct, rank);
                case RANK -> new Size(arms, observations, distinct, other.rank);
                case DISTINCT_ARMS -> new Size(arms, observations, other.distinct, rank);
            };
        }
    }

    /**
     * One measured update.
     *
     * @param x the size that is varied
     * @param microseconds mean with its interval over the iterations
     * @param bytes of the rows that this form has to read, 8 n times their number
     * @param bytesAllocated in a call; NaN where it was not measured
     */
    public record Point(double x, Interval microseconds, double bytes, double bytesAllocated) {
    }

    /**
     * Cost against one size.
     *
     * @param form of the posterior
     * @param varied which size
     * @param predicted exponent of the form's order
     * @param points from the smallest size
     */
    public record Curve(String form, Varied varied, double predicted, List<Point> points) {
        /** The slope of log time over log size, with its interval (independent errors). */
        public Interval exponent() {
            return fit().slopeInterval(CONFIDENCE);
        }

        /** The fitted line at a size, in microseconds. */
        public double fitted(double x) {
            LineFit line = fit();
            return StrictMath.exp(line.intercept() + line.slope() * StrictMath.log(x));
        }

        private LineFit fit() {
            return LineFit.of(points.stream().mapToDouble(p -> StrictMath.log(p.x)).toArray(),
                    points.stream().mapToDouble(p -> StrictMath.log(p.microseconds.estimate())).toArray());
        }
    }

    /**
     * How fast a working set was read.
     *
     * @param bytes its size
     * @param gigabytesPerSecond 1e9 bytes per second, by rows, four at a time
     */
    public record Bandwidth(double bytes, double gigabytesPerSecond) {
    }

    /** Copies the lists. */
    public CostCurves {
        curves = List.copyOf(curves);
        bandwidths = List.copyOf(bandwidths);
    }

    /**
     * Finds the curves in a run.
     *
     * @throws BadInputException when the run has not both benchmarks
     */
    public static CostCurves of(BenchmarkRun run) {
        Map<Size, Score> updates = new LinkedHashMap<>();
        Map<Integer, Score> rows = new TreeMap<>();
        List<Bandwidth> bandwidths = new ArrayList<>();
        for (Score score : run.scores()) {
            switch (score.benchmark()) {
                case "UpdateCostBenchmark.update" -> updates.put(size(score), score);
                case "UpdateCostBenchmark.appendRow" -> rows.put(Integer.valueOf(score.parameters().get("rounds")), score);
                case "ReadBandwidthBenchmark.readFourAtATime" -> bandwidths.add(bandwidth(score));
                default -> {
                    // another question
                }
            }
        }
        List<Curve> curves = new ArrayList<>();
        curves.add(vary("features", updates, FEATURES, Varied.ARMS, 1, CostCurves::featureRows));
        curves.add(vary("features", updates, FEATURES, Varied.OBSERVATIONS, 0, CostCurves::featureRows));
        curves.add(vary("features", updates, FEATURES, Varied.RANK, 1, CostCurves::featureRows));
        curves.add(vary("distinct arms", updates, DISTINCT, Varied.OBSERVATIONS, 0, size -> size.distinct));
        curves.add(vary("distinct arms", updates, DISTINCT, Varied.DISTINCT_ARMS, 1, size -> size.distinct));
        curves.add(new Curve("one row per round", Varied.OBSERVATIONS, 1, rows.entrySet().stream().map(e ->
                point(e.getValue(), e.getKey(), 8.0 * FEATURES.arms * e.getKey())).toList()));
        if (bandwidths.isEmpty() || curves.stream().anyMatch(curve -> curve.points.size() < 2)) {
            throw new BadInputException("the run has not all of the benchmarks UpdateCost and ReadBandwidth; make one with "
                    + "`regretbench bench 'UpdateCost|ReadBandwidth'`");
        }
        bandwidths.sort(Comparator.comparingDouble(Bandwidth::bytes));
        return new CostCurves(curves, bandwidths);
    }

    private static double featureRows(Size size) {
        return size.rank;
    }

    private static Size size(Score score) {
        Matcher numbers = SIZE.matcher(score.parameters().getOrDefault("size", ""));
        if (!numbers.matches()) {
            throw new BadInputException("the run's UpdateCost has the parameters %s; expected a size such as n1000/t1000/m500/r20"
                    .formatted(score.parameters()));
        }
        return new Size(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)), Integer.parseInt(numbers.group(3)),
                Integer.parseInt(numbers.group(4)));
    }

    private static Bandwidth bandwidth(Score score) {
        double bytes = 1024 * Double.parseDouble(score.parameters().get("workingSetKiB"));
        return new Bandwidth(bytes, bytes / 1000 / SampleMean.of(score.values()));
    }

    private static Curve vary(String form, Map<Size, Score> updates, Size fixed, Varied varied, double predicted,
            ToDoubleFunction<Size> rows) {
        List<Point> points = new ArrayList<>();
        updates.forEach((size, score) -> {
            if (fixed.with(varied, size).equals(size)) {
                points.add(point(score, size.of(varied), 8.0 * size.arms * rows.applyAsDouble(size)));
            }
        });
        points.sort(Comparator.comparingDouble(Point::x));
        return new Curve(form, varied, predicted, points);
    }

    private static Point point(Score score, double x, double bytes) {
        return new Point(x, SampleMean.interval(score.values(), CONFIDENCE), bytes, score.bytesPerOperation());
    }

    /**
     * Microseconds in which so many bytes are read at the speed that was measured for them, between two working sets on the line that joins
     * them on logarithmic axes: a set that no longer fits into a cache is not yet read at the speed of memory.
     */
    public double floor(double bytes) {
        int above = 0;
        while (above < bandwidths.size() - 1 && bandwidths.get(above).bytes < bytes) {
            above++;
        }
        Bandwidth b = bandwidths.get(above);
        Bandwidth a = bandwidths.get(Math.max(0, above - 1));
        double share = a.bytes == b.bytes ? 1 : Math.max(0, Math.min(1, StrictMath.log(bytes / a.bytes) / StrictMath.log(b.bytes / a.bytes)));
        double speed = a.gigabytesPerSecond * StrictMath.pow(b.gigabytesPerSecond / a.gigabytesPerSecond, share);
        return bytes / 1000 / speed;
    }

    /** The points as CSV. */
    public void writePoints(Path file) throws IOException {
        StringBuilder csv = new StringBuilder("form,varied,size,microseconds,microseconds_lower,microseconds_upper,bytes_to_read,"
                + "read_floor_microseconds,bytes_allocated,predicted_exponent\n");
        for (Curve curve : curves) {
            for (Point p : curve.points) {
                ResultFolder.line(csv, curve.form, Spelling.of(curve.varied), p.x, p.microseconds, p.bytes, floor(p.bytes),
                        p.bytesAllocated, curve.predicted);
            }
        }
        write(file, csv);
    }

    /** The bandwidths as CSV. */
    public void writeBandwidths(Path file) throws IOException {
        StringBuilder csv = new StringBuilder("working_set_bytes,gigabytes_per_second\n");
        bandwidths.forEach(b -> ResultFolder.line(csv, b.bytes, b.gigabytesPerSecond));
        write(file, csv);
    }

    private static void write(Path file, StringBuilder csv) throws IOException {
        AtomicFile.write(file.toAbsolutePath(), out -> out.write(csv.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
