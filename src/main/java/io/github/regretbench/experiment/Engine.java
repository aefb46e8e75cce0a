package io.github.regretbench.experiment;

import java.util.List;

/**
 * Plays trials, on this machine or on others. A trial is a pure function of the experiment and its number, so that no byte of a result depends
 * on the engine. What it is, {@code toString()} says for the manifest.
 */
public interface Engine {
    /** Takes what was played; called by the thread that called {@link #play} alone. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes trials that were played since the last call, none when some tenths of a second have passed without one. One that was taken before
         * is passed over.
         *
         * @return whether to go on
         */
        boolean take(List<PlayedTrial> played);
    }

    /**
     * Plays trials in any order until all have been taken or the sink wants no more.
     *
     * @param wanted trials of the experiment
     * @throws io.github.regretbench.BadInputException when what plays them cannot be used
     */
    void play(Bench bench, List<TrialKey> wanted, Sink sink);
}
