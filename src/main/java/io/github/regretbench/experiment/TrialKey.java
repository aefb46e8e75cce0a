package io.github.regretbench.experiment;

import java.io.Serializable;

/**
 * Which trial of an experiment.
 *
 * @param policy the policy's name
 * @param trial the trial's number, from 0
 */
public record TrialKey(String policy, int trial) implements Serializable {
}
