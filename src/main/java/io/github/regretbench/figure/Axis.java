package io.github.regretbench.figure;

import java.util.List;
import java.util.stream.IntStream;

/** An axis of a panel: its label with the unit, its ends and how values lie between them. */
sealed interface Axis {
    /** Text beside the axis, with the unit. */
    String label();

    /** The value at the left or lower end. */
    double from();

    /** The value at the right or upper end, greater than {@link #from}. */
    double to();

    /** Where a value lies: 0 at {@link #from}, 1 at {@link #to}, outside [0, 1] beyond the ends. */
    double fraction(double value);

    /** Round values between the ends, in increasing order. */
    List<Tick> ticks();

    /**
     * A mark on the axis.
     *
     * @param value where
     * @param label its number; empty for a minor tick, which has none
     */
    record Tick(double value, String label) {
    }

    /** Whether its numbers are written as powers of ten. */
    default boolean powers() {
        return false;
    }

    /** The same with numbers as powers of ten where it is logarithmic, so that it agrees with other axes of its figure. */
    default Axis withPowers() {
        return this;
    }

    /** Equal steps for equal differences. */
    static Axis linear(String label, double from, double to) {
        return new Linear(label, from, to);
    }

    /** Equal steps for equal ratios; both ends > 0. */
    static Axis logarithmic(String label, double from, double to) {
        return new Logarithmic(label, from, to, Ticks.needPowers(from, to));
    }

    /** Names side by side, the i-th at i. */
    static Axis categorical(String label, List<String> names) {
        return new Categorical(label, names);
    }

    /**
     * See {@link Axis#categorical}.
     *
     * @param label text beside the axis
     * @param names at least one
     */
    record Categorical(String label, List<String> names) implements Axis {
        /** Copies the names. */
        public Categorical {
            names = List.copyOf(names);
            requireOrder(label, 0, names.size());
        }

        @Override
        public double from() {
            return -0.5;
        }

        @Override
        public double to() {
            return names.size() - 0.5;
        }

        @Override
        public double fraction(double value) {
            return (value - from()) / (to() - from());
        }

        @Override
        public List<Tick> ticks() {
            return IntStream.range(0, names.size()).mapToObj(i -> new Tick(i, names.get(i))).toList();
        }
    }

    /**
     * See {@link Axis#linear}.
     *
     * @param label text beside the axis
     * @param from the lower end
     * @param to the upper end
     */
    record Linear(String label, double from, double to) implements Axis {
        /** @throws IllegalArgumentException unless the ends are finite and ordered */
        public Linear {
            requireOrder(label, from, to);
        }

        @Override
        public double fraction(double value) {
            return (value - from) / (to - from);
        }

        @Override
        public List<Tick> ticks() {
            return Ticks.linear(from, to);
        }
    }

    /**
     * See {@link Axis#logarithmic}.
     *
     * @param label text beside the axis
     * @param from the lower end
     * @param to the upper end
     * @param powers whether numbers are written as powers of ten
     */
    record Logarithmic(String label, double from, double to, boolean powers) implements Axis {
        /** Where values without a logarithm go, such as the end of a band that reaches below 0: out of sight. */
        private static final double BELOW = -1;

        /** @throws IllegalArgumentException unless the ends are finite, ordered and > 0 */
        public Logarithmic {
            requireOrder(label, from, to);
            if (!(from > 0)) {
                throw new IllegalArgumentException("axis '" + label + "': expected ends > 0 on a logarithmic axis, got " + from + " and "
                        + to);
            }
        }

        @Override
        public double fraction(double value) {
            return value > 0 ? (StrictMath.log(value) - StrictMath.log(from)) / (StrictMath.log(to) - StrictMath.log(from)) : BELOW;
        }

        @Override
        public List<Tick> ticks() {
            return Ticks.logarithmic(from, to, powers);
        }

        @Override
        public Axis withPowers() {
            return new Logarithmic(label, from, to, true);
        }
    }

    private static void requireOrder(String label, double from, double to) {
        if (!(from < to && Double.isFinite(from) && Double.isFinite(to))) {
            throw new IllegalArgumentException("axis '" + label + "': expected finite ordered ends, got " + from + " and " + to);
        }
    }
}
