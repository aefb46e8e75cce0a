package io.github.regretbench.experiment;

import io.github.regretbench.bandit.PolicyFailure;
import io.github.regretbench.experiment.Experiment.Player;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Trials that are over without a result, by policy. A policy with such trials has no mean: those that are left are not a fair sample of its
 * runs. The others are not concerned.
 */
final class Failures {
    private final Map<String, TreeMap<Integer, String>> reasons = new TreeMap<>();

    void add(String policy, int trial, String reason) {
        reasons.computeIfAbsent(policy, p -> new TreeMap<>()).put(trial, reason);
    }

    boolean isEmpty() {
        return reasons.isEmpty();
    }

    private long count() {
        return reasons.values().stream().mapToLong(Map::size).sum();
    }

    /**
     * The policies without failures.
     *
     * @throws PolicyFailure when there is none, or the trials are a shard's, which is joined when it has all of them
     */
    List<Player> complete(Experiment experiment, Shard shard) {
        List<Player> complete = experiment.policies().stream().filter(player -> !reasons.containsKey(player.name())).toList();
        if (complete.isEmpty() || !shard.isWhole() && !isEmpty()) {
            throw new PolicyFailure("%d trials of %s failed; the others are stored, and the same command plays only what is missing; the first: %s"
                    .formatted(count(), experiment.name(), sentence(first(experiment))));
        }
        return complete;
    }

    private String first(Experiment experiment) {
        return experiment.policies().stream().map(Player::name).filter(reasons::containsKey).findFirst().orElseThrow();
    }

    /** A sentence for each policy that failed. */
    List<String> warnings() {
        return reasons.keySet().stream().map(policy -> sentence(policy) + "; it has no results here, for those of the trials that are left would "
                + "not be a fair sample").toList();
    }

    private String sentence(String policy) {
        Map.Entry<Integer, String> first = reasons.get(policy).firstEntry();
        return "policy %s failed in %d trial%s, first in trial %d: %s".formatted(policy, reasons.get(policy).size(),
                reasons.get(policy).size() == 1 ? "" : "s", first.getKey(), first.getValue());
    }

    /** One row per policy that failed. */
    String csv() {
        StringBuilder csv = new StringBuilder("policy,failed_trials,first_trial,reason\n");
        reasons.forEach((policy, trials) -> ResultFolder.line(csv, policy, trials.size(), trials.firstKey(),
                trials.firstEntry().getValue().replace(',', ';').replaceAll("\\s*\\R\\s*", " ")));
        return csv.toString();
    }
}
