package io.github.regretbench.experiment;

import io.github.regretbench.bandit.PolicyFailure;
import io.github.regretbench.experiment.Experiment.Player;
import java.util.BitSet;
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

    /**
     * Those of a shard or a whole run: the trials of its share that it has not stored, of the policies that its {@value ResultFolder#FAILURES}
     * names. The reason of the first stands for all.
     *
     * @param own the trials of its share
     * @param finished those that it has stored, by policy
     */
    static Failures of(ResultFolder folder, BitSet own, Map<String, BitSet> finished) {
        Failures failures = new Failures();
        for (Map<String, String> row : folder.failures().rows()) {
            BitSet failed = (BitSet) own.clone();
            failed.andNot(finished.getOrDefault(row.get("policy"), new BitSet()));
            failed.stream().forEach(trial -> failures.add(row.get("policy"), trial, row.get("reason")));
        }
        return failures;
    }

    /** These and others. The first trial of all is the first of each shard that has it, and so keeps its own reason. */
    void addAll(Failures others) {
        others.reasons.forEach((policy, trials) -> reasons.computeIfAbsent(policy, p -> new TreeMap<>()).putAll(trials));
    }

    boolean has(String policy, int trial) {
        return reasons.containsKey(policy) && reasons.get(policy).containsKey(trial);
    }

    /** These but for trials that are stored after all, because they failed in one shard and not in another. */
    Failures without(Map<String, BitSet> finished) {
        Failures left = new Failures();
        reasons.forEach((policy, trials) -> trials.forEach((trial, reason) -> {
            if (!finished.getOrDefault(policy, new BitSet()).get(trial)) {
                left.add(policy, trial, reason);
            }
        }));
        return left;
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
     * @param mend what plays the missing trials, for the message
     * @throws PolicyFailure when there is none
     */
    List<Player> complete(Experiment experiment, String mend) {
        List<Player> complete = experiment.policies().stream().filter(player -> !reasons.containsKey(player.name())).toList();
        if (complete.isEmpty()) {
            throw new PolicyFailure("%d trials of %s failed, some of every policy, so that there are no results; %s; the first: %s"
                    .formatted(count(), experiment.name(), mend, sentence(first(experiment))));
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
                trials.firstEntry().getValue().replaceAll("\\s*\\R\\s*", " ")));
        return csv.toString();
    }
}
