package io.github.regretbench.experiment;

import io.github.regretbench.bandit.ExchangeTimes;
import io.github.regretbench.bandit.Step;
import java.util.List;
import java.util.Optional;

/**
 * What is stored of one trial.
 *
 * @param policy the policy's name
 * @param trial the trial's number, from 0
 * @param position where its objective stands in the objectives' sequence
 * @param steps all rounds
 * @param bandLeftAt the first round in which f left the policy's confidence band, see {@link io.github.regretbench.bandit.Trial.Outcome}
 * @param chooseNanos processor time spent in choosing, ns
 * @param updateNanos processor time spent in conditioning the posterior, ns
 * @param exchange times of a policy that is a program of its own
 */
record FinishedTrial(String policy, int trial, int position, List<Step> steps, int bandLeftAt, long chooseNanos, long updateNanos,
        Optional<ExchangeTimes> exchange) {
}
