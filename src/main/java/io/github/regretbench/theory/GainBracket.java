package io.github.regretbench.theory;

import io.github.regretbench.Spelling;

/** Certified bounds `"lower"(T) &lt;= gamma_T &lt;= "upper"(T)` in nats, for every T = 1..horizon. See {@link InformationGain#bracket}. */
public final class GainBracket {
    private final double[] lower;
    private final double[] upper;
    private final Bound[] active;

    /** Arrays from T = 0; owned by the bracket from here on. */
    GainBracket(double[] lower, double[] upper, Bound[] active) {
        this.lower = lower;
        this.upper = upper;
        this.active = active;
    }

    /** What an upper bound comes from. */
    public enum Bound {
        /** {@link GainUpperBounds#hadamard}. */
        HADAMARD,
        /** {@link GainUpperBounds#jensen}. */
        JENSEN,
        /** {@link GreedyDesign#onlineUpperBounds}. */
        ONLINE_SUBMODULAR,
        /** {@link WaterFilling#integer}. */
        WATER_FILLING,
        /** {@link PathBound}. */
        PATH,
        /** {@link DesignCertificate#upperBound}. */
        CERTIFICATE,
        /** `gamma_T &lt;= gamma_S` for S > T. */
        MONOTONE,
        /** `gamma_T / T` falls with T: Han, Information and Control 36, 1978. */
        HAN;

        /** As it is written in output, for example {@code water-filling}. */
        @Override
        public String toString() {
            return Spelling.of(this);
        }
    }

    /** The largest T. */
    public int horizon() {
        return upper.length - 1;
    }

    /** A lower bound on `gamma_T` in nats: the gain of a design that exists, T = 1..horizon. */
    public double lower(int t) {
        return lower[checked(t)];
    }

    /** An upper bound on `gamma_T` in nats, T = 1..horizon. */
    public double upper(int t) {
        return upper[checked(t)];
    }

    /** `U_T / L_T`, how loose the bracket is; 1 where `gamma_T` is 0. */
    public double ratio(int t) {
        return lower(t) > 0 ? upper(t) / lower(t) : 1;
    }

    /** The bound that is the upper one, T = 1..horizon. */
    public Bound activeBound(int t) {
        return active[checked(t)];
    }

    private int checked(int t) {
        if (t < 1 || t > horizon()) {
            throw new IllegalArgumentException("the bracket covers the horizons 1 to " + horizon() + ", not " + t);
        }
        return t;
    }
}
