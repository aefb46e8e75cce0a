package io.github.regretbench.bandit;

import java.util.OptionalLong;

/**
 * Times of a policy that is a program of its own, over all rounds of a trial: what the clock of the trial's thread does not see.
 *
 * @param wallNanos from asking for arms to having them, the pipe and the waits for a processor included
 * @param policyNanos what the program says it spent; empty unless it said so in every round
 */
public record ExchangeTimes(long wallNanos, OptionalLong policyNanos) {
}
