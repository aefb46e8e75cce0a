package io.github.regretbench.gp;

/**
 * Runs loops over arms, or over blocks of arms, whose steps do not depend on each other: at once, or split among threads. As every step is
 * the same arithmetic whoever makes it, results are the same to the bit.
 */
@FunctionalInterface
public interface ArmLoop {

    /** Part of a loop. */
    @FunctionalInterface
    interface Part {
        /** The steps from..to-1. */
        void run(int from, int to);
    }

    /** All in the caller's thread, in one part. */
    ArmLoop SEQUENTIAL = (steps, cost, part) -> part.run(0, steps);

    /**
     * Runs all steps 0..steps-1, in parts, and returns when they are done; what they wrote can then be read.
     *
     * @param cost of a step, about, in arms looked at
     * @param part safe to be run by several threads, for other steps
     */
    void over(int steps, int cost, Part part);

    /** The same for steps that look at one arm each. */
    default void over(int arms, Part part) {
        over(arms, 1, part);
    }
}
