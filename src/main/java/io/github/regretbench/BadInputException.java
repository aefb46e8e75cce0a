package io.github.regretbench;

/**
 * A mistake in what the user gave us: a file, a key, a value, an option. The message is one sentence that says what was
 * wrong, where, what was expected and how to mend it; the command line prints it as it is and exits with code 2.
 */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A mistake that the message alone explains. */
    public BadInputException(String message) {
        super(message);
    }

    /** A mistake that another exception revealed; only the message is shown to the user. */
    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
