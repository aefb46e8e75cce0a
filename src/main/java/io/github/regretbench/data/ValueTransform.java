package io.github.regretbench.data;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.Require;
import io.github.regretbench.Spelling;
import io.github.regretbench.Tokens;
import java.util.List;

/**
 * What is done to a measured value before it is played, so that a Gaussian process can be a fair model of it: losses and error rates that
 * differ by factors become values that differ by amounts.
 *
 * @param kind the formula
 * @param of the number of cases that hits are counted among, for {@link Kind#MINUS_LOG_ERROR}
 */
public record ValueTransform(Kind kind, double of) {
    /** The value itself. */
    public static final ValueTransform NONE = new ValueTransform(Kind.NONE, 1);
    private static final String OF = "of";
    /** How transforms are written. */
    public static final List<String> SIGNATURES = List.of("none", "log", "minus-log", "minus-log-error(of=1)", "logit");

    /** The formulas, of a measured v. */
    public enum Kind {
        /** `v`. */
        NONE,
        /** `log v`, for `v > 0`. */
        LOG,
        /** `-log v`, for losses `v > 0`: larger is better. */
        MINUS_LOG,
        /** `-log(1 - v / n)`, for `0 le v &lt; n` hits among n cases, or an accuracy where n = 1: larger is better. */
        MINUS_LOG_ERROR,
        /** `log(v / (1 - v))`, for `0 &lt; v &lt; 1`. */
        LOGIT
    }

    /** @throws IllegalArgumentException unless {@code of} is finite and > 0 */
    public ValueTransform {
        Require.positive("'of' of minus-log-error", of);
    }

    /**
     * The transform that a text such as {@code minus-log-error(of=1397)} names.
     *
     * @throws IllegalArgumentException with a sentence for the user when it names none
     */
    public static ValueTransform parse(String text) {
        Tokens tokens = new Tokens(text, "transform");
        String name = tokens.take();
        List<String> names = SIGNATURES.stream().map(signature -> signature.replaceFirst("\\(.*", "")).toList();
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("no transform is called '%s'; %sknown: %s".formatted(name, Spelling.hint(name, names),
                    String.join(", ", SIGNATURES)));
        }
        Kind kind = Kind.values()[index];
        double of = 1;
        if (kind == Kind.MINUS_LOG_ERROR && tokens.accept("(")) {
            tokens.expect(OF);
            tokens.expect("=");
            of = tokens.number();
            tokens.expect(")");
        }
        tokens.expectEnd();
        return new ValueTransform(kind, of);
    }

    /** The transformed value; not finite where the formula has none. */
    double apply(double v) {
        return switch (kind) {
            case NONE -> v;
            case LOG -> v > 0 ? StrictMath.log(v) : Double.NaN;
            case MINUS_LOG -> v > 0 ? -StrictMath.log(v) : Double.NaN;
            case MINUS_LOG_ERROR -> v >= 0 && v < of ? -StrictMath.log((of - v) / of) : Double.NaN;
            case LOGIT -> v > 0 && v < 1 ? StrictMath.log(v) - StrictMath.log1p(-v) : Double.NaN;
        };
    }

    /** The values that have a transform, in words. */
    String domain() {
        return switch (kind) {
            case NONE -> "a finite number";
            case LOG, MINUS_LOG -> "a number > 0";
            case MINUS_LOG_ERROR -> "a number from 0 to below " + PlainDouble.format(of);
            case LOGIT -> "a number strictly between 0 and 1";
        };
    }

    /** As it is written; reads back to an equal one. */
    @Override
    public String toString() {
        return kind == Kind.MINUS_LOG_ERROR ? "minus-log-error(of=" + PlainDouble.format(of) + ")" : SIGNATURES.get(kind.ordinal());
    }
}
