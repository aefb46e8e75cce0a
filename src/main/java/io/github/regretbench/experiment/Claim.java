package io.github.regretbench.experiment;

import io.github.regretbench.PlainDouble;

/**
 * A statement about two policies' mean average regret R_t/t that results can confirm or refute.
 *
 * @param policy the one
 * @param relation how it stands to the other
 * @param other the other
 * @param at the round t
 * @param margin for {@link Relation#EQUALS}: the difference that still counts as none, as a fraction of the other's regret
 */
public record Claim(String policy, Relation relation, String other, int at, double margin) {

    /** The margin when a claim does not say. */
    static final double MARGIN = 0.1;

    /** How one policy stands to another. */
    public enum Relation {
        /** Its mean average regret is lower. */
        BEATS,
        /** Its mean average regret is the same, up to the margin. */
        EQUALS
    }

    /** @throws IllegalArgumentException for a round below 1, a margin not positive or a policy against itself */
    public Claim {
        if (at < 1) {
            throw new IllegalArgumentException("a claim is about round " + at + "; expected at least 1");
        }
        if (!(margin > 0 && margin < 1)) {
            throw new IllegalArgumentException("the margin of a claim is " + margin + "; expected a fraction between 0 and 1");
        }
        if (policy.equals(other)) {
            throw new IllegalArgumentException("a claim compares '" + policy + "' with itself");
        }
    }

    @Override
    public String toString() {
        return relation == Relation.BEATS ? policy + " beats " + other
                : "%s equals %s within %s".formatted(policy, other, PlainDouble.percent(margin, 4));
    }
}
