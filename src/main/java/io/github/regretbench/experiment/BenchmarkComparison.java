package io.github.regretbench.experiment;

import io.github.regretbench.experiment.BenchmarkRun.Score;
import io.github.regretbench.statistics.Interval;
import io.github.regretbench.statistics.RatioOfMeans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Two runs of benchmarks held against each other.
 *
 * @param changes what both measured, from the largest decrease of the score to the largest increase
 * @param onlyFirst what only the first run measured
 * @param onlySecond what only the second run measured
 * @param environment where they were made in different environments: the key, and both values
 */
public record BenchmarkComparison(List<Change> changes, List<String> onlyFirst, List<String> onlySecond,
        Map<String, List<String>> environment) {
    /** JMH's own: of a thousand benchmarks that did not change one seems to have. */
    public static final double CONFIDENCE = 0.999;

    /**
     * One benchmark in both runs.
     *
     * @param first in the first run
     * @param second in the second run
     * @param ratio second / first of the mean scores, with its interval
     */
    public record Change(Score first, Score second, Interval ratio) {
        /** Whether the interval leaves out 1; false too where there is none, for want of a second iteration. */
        public boolean isSignificant() {
            return ratio.isKnown() && (ratio.lower() > 1 || ratio.upper() < 1);
        }
    }

    /** Pairs the scores of two runs by benchmark, parameters and unit. */
    public static BenchmarkComparison of(BenchmarkRun first, BenchmarkRun second) {
        Map<String, Score> a = byKey(first);
        Map<String, Score> b = byKey(second);
        List<Change> changes = new ArrayList<>();
        List<String> onlyFirst = new ArrayList<>();
        a.forEach((key, score) -> {
            if (b.containsKey(key)) {
                changes.add(new Change(score, b.get(key), RatioOfMeans.interval(score.values(), b.get(key).values(), CONFIDENCE)));
            } else {
                onlyFirst.add(key);
            }
        });
        changes.sort(Comparator.comparingDouble(change -> change.ratio().estimate()));
        return new BenchmarkComparison(changes, onlyFirst, b.keySet().stream().filter(key -> !a.containsKey(key)).toList(),
                differences(first.environment(), second.environment()));
    }

    private static Map<String, Score> byKey(BenchmarkRun run) {
        Map<String, Score> scores = new LinkedHashMap<>();
        run.scores().forEach(score -> scores.put(score.key(), score));
        return scores;
    }

    private static Map<String, List<String>> differences(Map<String, String> first, Map<String, String> second) {
        TreeSet<String> keys = new TreeSet<>(first.keySet());
        keys.addAll(second.keySet());
        Map<String, List<String>> different = new LinkedHashMap<>();
        for (String key : keys) {
            if (!Objects.equals(first.get(key), second.get(key))) {
                different.put(key, List.of(first.getOrDefault(key, "unknown"), second.getOrDefault(key, "unknown")));
            }
        }
        return different;
    }
}
