package io.github.regretbench.bandit;

import org.apache.commons.rng.UniformRandomProvider;

/** Where the objectives of an experiment's trials come from. */
@FunctionalInterface
public interface ObjectiveFamily {

    /**
     * The objective of one trial, the same for every policy.
     *
     * @param trial the trial's number, from 0
     * @param random the trial's stream for objectives
     */
    Objective objective(int trial, UniformRandomProvider random);

    /**
     * Where the trial's objective stands in a sequence whose neighbours may be dependent, such as the minute of a measured row.
     * Trials at the same position share an objective. Independent objectives stand at their trial's number.
     */
    default int position(int trial) {
        return trial;
    }
}
