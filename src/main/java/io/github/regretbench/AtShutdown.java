package io.github.regretbench;

/**
 * Something to do if this process is told to end, by a signal for example, while a piece of work is under way. Once the end has begun, nothing can
 * be added or called off any more; neither is an error.
 */
public final class AtShutdown {
    private final Thread hook;

    /** From now on. */
    public AtShutdown(Runnable task) {
        hook = new Thread(task, "at-shutdown");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the end has begun
        }
    }

    /** The work is over. */
    public void callOff() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the end has begun
        }
    }
}
