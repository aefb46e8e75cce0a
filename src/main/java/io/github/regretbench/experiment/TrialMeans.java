package io.github.regretbench.experiment;

import io.github.regretbench.bandit.RandomStreams;
import io.github.regretbench.statistics.Bootstrap;
import io.github.regretbench.statistics.Interval;
import io.github.regretbench.statistics.SampleMean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Means over an experiment's trials and their confidence intervals, by the experiment's {@link IntervalMethod}. All statistics of an
 * experiment share one set of bootstrap resamples, so that differences of means resample in pairs.
 *
 * <p>Student's t: mean +- t_(N-1) s / sqrt(N) over N independent trials. Moving blocks: objectives stand in a sequence, such as the
 * minutes of a day, whose neighbours are dependent; a resample joins ceil(M / L) random circular blocks of L of the M positions and takes
 * the mean of all trials there; the interval runs between percentiles of the resampled means. Kunsch, Annals of Statistics 17, 1989;
 * circular form: Politis and Romano 1992. With fewer than about 10 blocks it covers less than it says.
 */
final class TrialMeans {
    private final IntervalMethod method;
    private final int[] positions;
    private final int sequence;
    private final int[] countsBefore;
    private final RandomStreams streams;
    private int[][] starts;

    /**
     * For trials whose objectives stand at the given positions.
     *
     * @param positions by trial
     * @param streams of the experiment; resamples come from the stream "bootstrap"
     */
    TrialMeans(IntervalMethod method, int[] positions, RandomStreams streams) {
        this.method = method;
        this.positions = positions;
        this.sequence = Arrays.stream(positions).max().orElseThrow() + 1;
        this.countsBefore = new int[2 * sequence + 1];
        double[] ones = new double[positions.length];
        Arrays.fill(ones, 1);
        double[] before = sumsBefore(ones);
        for (int i = 0; i < before.length; i++) {
            countsBefore[i] = (int) before[i];
        }
        this.streams = streams;
    }

    /** For the trials of an experiment. */
    static TrialMeans of(Bench bench) {
        int[] positions = new int[bench.experiment().trials()];
        Arrays.setAll(positions, bench::position);
        return new TrialMeans(bench.experiment().intervals(), positions, new RandomStreams(bench.experiment().seed()));
    }

    /** N. */
    int trials() {
        return positions.length;
    }

    /** Length of a block: 1 where trials are independent. */
    private int blockLength() {
        return method.kind() == IntervalMethod.Kind.STUDENT_T ? 1 : Math.min(method.blockLength(), sequence);
    }

    /** How many independent pieces the trials amount to: trials, or blocks where there are not fewer positions than blocks. */
    int independentPieces() {
        if (method.kind() == IntervalMethod.Kind.STUDENT_T) {
            return trials();
        }
        int blocks = (sequence + blockLength() - 1) / blockLength();
        return (int) Math.min(blocks, Arrays.stream(positions).distinct().count());
    }

    /** Trials far enough from each other to count as independent: all, or of each block that with the lowest position. */
    int[] independentTrials() {
        if (method.kind() == IntervalMethod.Kind.STUDENT_T) {
            return IntStream.range(0, trials()).toArray();
        }
        Map<Integer, Integer> first = new TreeMap<>();
        for (int trial = 0; trial < trials(); trial++) {
            first.merge(positions[trial] / blockLength(), trial, (a, b) -> positions[b] < positions[a] ? b : a);
        }
        return first.values().stream().mapToInt(Integer::intValue).toArray();
    }

    /** Resamples whose blocks happen to hold no trial (possible only when trials are few) are drawn again. */
    private int[][] starts() {
        UniformRandomProvider random = streams.stream("bootstrap");
        int blocks = (sequence + blockLength() - 1) / blockLength();
        int[][] result = new int[method.resamples()][blocks];
        for (int[] resample : result) {
            int count = 0;
            while (count == 0) {
                for (int b = 0; b < blocks; b++) {
                    resample[b] = random.nextInt(sequence);
                    count += countsBefore[resample[b] + blockLength()] - countsBefore[resample[b]];
                }
            }
        }
        return result;
    }

    /** sums[i] = total of the values at positions below i, the sequence continued once around. */
    private double[] sumsBefore(double[] values) {
        double[] at = new double[sequence];
        for (int trial = 0; trial < values.length; trial++) {
            at[positions[trial]] += values[trial];
        }
        double[] sums = new double[2 * sequence + 1];
        for (int i = 0; i < 2 * sequence; i++) {
            sums[i + 1] = sums[i] + at[i % sequence];
        }
        return sums;
    }

    /** Means of the bootstrap resamples of one value a trial; the same resamples at every call. */
    double[] resampledMeans(double[] values) {
        if (starts == null) {
            starts = starts();
        }
        double[] sums = sumsBefore(values);
        double[] means = new double[starts.length];
        for (int r = 0; r < means.length; r++) {
            double sum = 0;
            int count = 0;
            for (int start : starts[r]) {
                sum += sums[start + blockLength()] - sums[start];
                count += countsBefore[start + blockLength()] - countsBefore[start];
            }
            means[r] = sum / count;
        }
        return means;
    }

    /** Mean and interval at the experiment's level. */
    Interval interval(double[] values) {
        return interval(values, method.level());
    }

    /** Mean and interval at another level. */
    Interval interval(double[] values, double level) {
        if (method.kind() == IntervalMethod.Kind.STUDENT_T) {
            return SampleMean.interval(values, level);
        }
        double mean = SampleMean.of(values);
        if (independentPieces() < 2) {
            return new Interval(mean, Double.NaN, Double.NaN);
        }
        double[] means = resampledMeans(values);
        Arrays.sort(means);
        // Rounding can put the mean of equal values an ulp outside their resampled means.
        return new Interval(mean, Math.min(mean, Bootstrap.quantile(means, (1 - level) / 2)),
                Math.max(mean, Bootstrap.quantile(means, (1 + level) / 2)));
    }

    /**
     * Mean and bias-corrected, accelerated bootstrap interval, from the resamples of trials or of moving blocks and the jackknife over
     * independent pieces; without ends for fewer than two pieces. Of paired differences, that of the mean difference.
     */
    Interval corrected(double[] values, double level) {
        double mean = SampleMean.of(values);
        Map<Integer, List<Integer>> pieces = pieces();
        if (pieces.size() < 2) {
            return new Interval(mean, Double.NaN, Double.NaN);
        }
        double sum = mean * values.length;
        double[] without = pieces.values().stream()
                .mapToDouble(piece -> (sum - sum(values, piece)) / (values.length - piece.size())).toArray();
        return Bootstrap.correctedInterval(mean, resampledMeans(values), without, level);
    }

    /**
     * One value for each independent piece: those of the trials, or the means over each block of positions that holds a trial, counted from
     * the first position on.
     */
    double[] pieceMeans(double[] values) {
        return pieces().values().stream().mapToDouble(piece -> sum(values, piece) / piece.size()).toArray();
    }

    private static double sum(double[] values, List<Integer> trials) {
        double sum = 0;
        for (int trial : trials) {
            sum += values[trial];
        }
        return sum;
    }

    /** Trials by the piece they belong to. */
    private Map<Integer, List<Integer>> pieces() {
        Map<Integer, List<Integer>> pieces = new TreeMap<>();
        for (int trial = 0; trial < trials(); trial++) {
            int piece = method.kind() == IntervalMethod.Kind.STUDENT_T ? trial : positions[trial] / blockLength();
            pieces.computeIfAbsent(piece, p -> new ArrayList<>()).add(trial);
        }
        return pieces;
    }
}
