package io.github.regretbench.cli;

/** Entry point. */
public final class RegretBench {
    private RegretBench() {
    }

    /** Runs. */
    public static void main(String[] args) {
        System.out.println("regretbench");
    }
}
