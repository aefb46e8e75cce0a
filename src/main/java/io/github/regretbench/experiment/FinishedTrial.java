package io.github.regretbench.experiment;

import io.github.regretbench.bandit.ExchangeTimes;
import io.github.regretbench.bandit.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
public record FinishedTrial(String policy, int trial, int position, List<Step> steps, int bandLeftAt, long chooseNanos, long updateNanos,
        Optional<ExchangeTimes> exchange) {

    /** Copies the rounds. */
    public FinishedTrial {
        steps = List.copyOf(steps);
    }

    /** The first number that is not finite though it has to be, such as "the reward of round 3 is NaN"; nothing in a sound trial. */
    Optional<String> notFinite() {
        return steps.stream().flatMap(FinishedTrial::notFinite).findFirst();
    }

    private static Stream<String> notFinite(Step step) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("reward", step.reward());
        numbers.put("innovation", step.innovation());
        numbers.put("instantaneous regret", step.instantRegret());
        numbers.put("cumulative regret", step.cumulativeRegret());
        numbers.put("regret of the best arm sampled", step.bestSampledRegret());
        numbers.put("regret of the recommended arm", step.recommendedRegret());
        numbers.put("information gain", step.informationGain());
        if (!Double.isNaN(step.beta())) {
            numbers.put("beta", step.beta());
            numbers.put("sum of widths", step.sumOfWidths());
            numbers.put("largest beta", step.largestBeta());
        }
        return numbers.entrySet().stream().filter(number -> !Double.isFinite(number.getValue()))
                .map(number -> "the %s of round %d is %s".formatted(number.getKey(), step.t(), number.getValue()));
    }
}
