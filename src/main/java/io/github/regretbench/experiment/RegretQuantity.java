package io.github.regretbench.experiment;

import io.github.regretbench.Spelling;

/** What policies are compared by; lower is better. */
public enum RegretQuantity {
    /** R_t/t. */
    AVERAGE_REGRET("cumulative_regret", "average regret R_t/t"),
    /** R_t. */
    CUMULATIVE_REGRET("cumulative_regret", "cumulative regret R_t"),
    /** Simple regret of the best arm sampled. */
    BEST_SAMPLED_REGRET("best_sampled_regret", "best-sampled simple regret"),
    /** Simple regret of argmax mu_t. */
    RECOMMENDED_REGRET("recommended_regret", "recommended simple regret");

    private final String column;
    private final String words;

    RegretQuantity(String column, String words) {
        this.column = column;
        this.words = words;
    }

    /** The column of stored rounds that it is made of. */
    String column() {
        return column;
    }

    /** Its value from that column at round t. */
    double of(double stored, int t) {
        return this == AVERAGE_REGRET ? stored / t : stored;
    }

    /** As options and files write it. */
    public String written() {
        return Spelling.of(this);
    }

    /** For people. */
    public String words() {
        return words;
    }
}
