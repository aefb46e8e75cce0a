package io.github.regretbench.export;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as C prints them with {@code %e}, which Java's own format rounds otherwise and not the same on every JDK. */
final class Scientific {
    private Scientific() {
    }

    /** As {@code %.<decimals>e} of a finite number. */
    static String format(double value, int decimals) {
        BigDecimal rounded = new BigDecimal(Math.abs(value)).round(new MathContext(decimals + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        String digits = rounded.scaleByPowerOfTen(-exponent).setScale(decimals, RoundingMode.UNNECESSARY).toPlainString();
        String size = Integer.toString(Math.abs(exponent));
        return (value < 0 ? "-" : "") + digits + "e" + (exponent < 0 ? "-" : "+") + (size.length() == 1 ? "0" : "") + size;
    }

    /** The same with a sign always. */
    static String signed(double value, int decimals) {
        return (value < 0 ? "" : "+") + format(value, decimals);
    }
}
