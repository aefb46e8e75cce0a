package io.github.regretbench.theory;

import java.util.OptionalDouble;

/**
 * `T^p (log T)^q` up to constants and powers of log log T.
 *
 * @param power p
 * @param logPower q; empty for some power of log T that the source leaves open
 */
public record GrowthOrder(double power, OptionalDouble logPower) {

    /** `T^p (log T)^q`. */
    public static GrowthOrder of(double power, double logPower) {
        return new GrowthOrder(power, OptionalDouble.of(logPower));
    }

    /** T^p times some power of log T. */
    public static GrowthOrder polylog(double power) {
        return new GrowthOrder(power, OptionalDouble.empty());
    }

    @Override
    public String toString() {
        return "T^" + power + (logPower.isPresent() ? " (log T)^" + logPower.getAsDouble() : " polylog T");
    }
}
