package io.github.regretbench.bandit;

/** A policy that cannot go on with its trial: that trial is over, no other is concerned. The message is one sentence for the user. */
public final class PolicyFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure that the message explains. */
    public PolicyFailure(String message) {
        super(message);
    }
}
