package io.github.regretbench;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.MathContext;

/** Doubles as tables write them: plain decimal text, whatever the locale, shortest that reads back to the same bits. */
public final class PlainDouble {
    /** Numbers in [this, 1E16) are written without an exponent, as most programs that write tables do. */
    private static final double SMALLEST_PLAIN = 1e-4;
    private static final double LARGEST_PLAIN = 1e16;

    /** The same limits as powers of ten of the first digit. */
    private static final int SMALLEST_PLAIN_EXPONENT = -4;
    private static final int LARGEST_PLAIN_EXPONENT = 15;

    private PlainDouble() {
    }

    /**
     * The number that {@code text} writes in decimal digits with an optional sign, point and exponent, or NaN when it
     * is anything else: words, blanks, hexadecimal, a type suffix, or a number too large for a double.
     */
    public static double parse(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (!digit && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return Double.NaN;
            }
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isInfinite(value) ? Double.NaN : value;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /**
     * Shortest digits of a finite number, without a useless ".0": 66, 20.5666, 0.0001, 1E-7. Jackson's writer finds
     * the digits because the JDK's own are not always the fewest before JDK 19.
     */
    public static String format(double value) {
        String text = NumberOutput.toString(value, true);
        double size = Math.abs(value);
        if (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN && text.indexOf('E') >= 0) {
            return new BigDecimal(text).stripTrailingZeros().toPlainString();
        }
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text.replace(".0E", "E");
    }

    /** The nearest number of so many significant digits, for people: 0.3250, 8.48e-31, "unknown" for NaN and "infinite". */
    public static String significant(double value, int digits) {
        if (Double.isNaN(value)) {
            return "unknown";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinite" : "-infinite";
        }
        return value == 0 ? "0" : format(new BigDecimal(value).round(new MathContext(digits)));
    }

    /** A fraction in percent, with so many significant digits at most: 95%, 99.72%, 0.58%. */
    public static String percent(double fraction, int digits) {
        return format(BigDecimal.valueOf(fraction).movePointRight(2).round(new MathContext(digits)).stripTrailingZeros()) + "%";
    }

    /** All digits of a number that was rounded, with a power of ten where decimal places alone would be a row of zeros: 0.0325, 8.48e-31. */
    public static String format(BigDecimal rounded) {
        int exponent = rounded.precision() - rounded.scale() - 1;
        boolean plain = rounded.signum() == 0 || exponent >= SMALLEST_PLAIN_EXPONENT && exponent <= LARGEST_PLAIN_EXPONENT;
        return plain ? rounded.toPlainString() : rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
    }
}
