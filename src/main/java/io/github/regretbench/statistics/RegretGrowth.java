package io.github.regretbench.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * How fast mean cumulative regret grows: the p of `R_T ~ c T^p (log T)^q` for a q that theory fixes, as the least-squares slope of
 * `log("mean " R_T) - q log log T` against log T. With q = 0 a factor `(log T)^q` passes for `q / log T` in p, 0.145 q at T = 1000.
 *
 * <p>The rounds of a run hang together, so intervals come from resampling whole runs. A fit leaves out early rounds whose mean regret is
 * still 0 in the sample, in a resample or with one run left out (in practice those where fewer than about eight runs have any), and with
 * q other than 0 round 1, where `log log T` is not finite; {@link Exponent#firstRound} says where it began.
 */
public final class RegretGrowth {
    private final int[] rounds;
    private final double[] logRounds;
    /** Index of the first round with a logarithm throughout. */
    private final int start;
    private final double[] logMeans;
    private final double[][] resampledLogMeans;
    private final double[][] jackknifeLogMeans;

    /**
     * A fitted exponent.
     *
     * @param firstRound the first round of the fit
     * @param lastRound the last
     * @param logPower q
     * @param line `log("mean " R_T) - q log log T` against log T; p is its slope, its own error is not valid here
     * @param percentile interval of p by percentiles of the bootstrap
     * @param corrected interval of p, bias-corrected and accelerated
     */
    public record Exponent(int firstRound, int lastRound, double logPower, LineFit line, Interval percentile, Interval corrected) {
    }

    /**
     * Takes the regret of a policy's runs.
     *
     * @param rounds that were recorded, increasing
     * @param cumulativeRegret `R_T`, one row per run and one column a recorded round; >= 0
     * @throws IllegalArgumentException unless each row has a finite regret >= 0 for every round, and there are the bootstrap's runs
     */
    public RegretGrowth(List<Integer> rounds, double[][] cumulativeRegret, Bootstrap bootstrap) {
        this.rounds = rounds.stream().mapToInt(Integer::intValue).toArray();
        requireRegret(this.rounds, cumulativeRegret);
        logRounds = Arrays.stream(this.rounds).mapToDouble(StrictMath::log).toArray();
        logMeans = Bootstrap.columnMeans(cumulativeRegret);
        resampledLogMeans = bootstrap.means(cumulativeRegret);
        jackknifeLogMeans = Bootstrap.jackknifeMeans(cumulativeRegret);
        int first = 0;
        for (double[] means : allMeans().toList()) {
            for (int j = means.length - 1; j >= first; j--) {
                if (!(means[j] > 0)) {
                    first = j + 1;
                }
            }
        }
        start = first;
        allMeans().forEach(means -> Arrays.setAll(means, j -> StrictMath.log(means[j])));
    }

    private Stream<double[]> allMeans() {
        return Stream.of(Stream.of(logMeans), Arrays.stream(resampledLogMeans), Arrays.stream(jackknifeLogMeans)).flatMap(s -> s);
    }

    private static void requireRegret(int[] rounds, double[][] regret) {
        for (int j = 0; j < rounds.length; j++) {
            if (rounds[j] <= (j == 0 ? 0 : rounds[j - 1])) {
                throw new IllegalArgumentException("round " + rounds[j] + " is out of order; expected increasing rounds from 1 on");
            }
        }
        for (int run = 0; run < regret.length; run++) {
            if (regret[run].length != rounds.length
                    || DoubleStream.of(regret[run]).anyMatch(value -> !(value >= 0 && value < Double.POSITIVE_INFINITY))) {
                throw new IllegalArgumentException("the regret of run %d; expected a finite number >= 0 for each of %d rounds".formatted(
                        run, rounds.length));
            }
        }
    }

    /**
     * The exponent over the recorded rounds from one to another, both included; empty where fewer than two of them can be used.
     *
     * @param logPower q
     * @param level of the intervals
     */
    public Optional<Exponent> exponent(int fromRound, int toRound, double logPower, double level) {
        int from = start;
        while (from < rounds.length && (rounds[from] < fromRound || logPower != 0 && rounds[from] == 1)) {
            from++;
        }
        int to = from;
        while (to < rounds.length && rounds[to] <= toRound) {
            to++;
        }
        if (to - from < 2) {
            return Optional.empty();
        }
        double[] x = Arrays.copyOfRange(logRounds, from, to);
        double[] logFactor = Arrays.stream(x).map(logT -> logPower == 0 ? 0 : logPower * StrictMath.log(logT)).toArray();
        LineFit line = LineFit.of(x, difference(logMeans, from, logFactor));
        double[] weights = LineFit.slopeWeights(x);
        double[] resampled = slopes(resampledLogMeans, from, logFactor, weights);
        double[] jackknife = slopes(jackknifeLogMeans, from, logFactor, weights);
        return Optional.of(new Exponent(rounds[from], rounds[to - 1], logPower, line,
                Bootstrap.percentileInterval(line.slope(), resampled, jackknife.length, level),
                Bootstrap.correctedInterval(line.slope(), resampled, jackknife, level)));
    }

    private static double[] difference(double[] logs, int from, double[] logFactor) {
        double[] result = new double[logFactor.length];
        Arrays.setAll(result, i -> logs[from + i] - logFactor[i]);
        return result;
    }

    private static double[] slopes(double[][] logs, int from, double[] logFactor, double[] weights) {
        return Arrays.stream(logs).mapToDouble(row -> LineFit.dot(weights, difference(row, from, logFactor))).toArray();
    }

    /** Exponents over T/10 to T, T/100 to T/10, ... for the last round T, the latest last; those that cannot be fitted are left out. */
    public List<Exponent> byDecade(double logPower, double level) {
        List<Exponent> exponents = new ArrayList<>();
        for (int to = rounds[rounds.length - 1]; to >= 10; to /= 10) {
            exponent(to / 10, to, logPower, level).ifPresent(exponent -> exponents.add(0, exponent));
        }
        return exponents;
    }
}
