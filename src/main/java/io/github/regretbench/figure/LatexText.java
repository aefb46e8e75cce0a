package io.github.regretbench.figure;

import java.math.BigDecimal;
import java.util.Map;

/** Text and numbers as LaTeX source that pdflatex reads, with the signs of mathematics that experiments use. */
final class LatexText {
    private static final Map<Integer, String> SIGNS = Map.ofEntries(Map.entry((int) '\\', "\\textbackslash{}"),
            Map.entry((int) '~', "\\textasciitilde{}"), Map.entry((int) '^', "\\textasciicircum{}"), Map.entry((int) '<', "$<$"),
            Map.entry((int) '>', "$>$"), Map.entry((int) '|', "$|$"), Map.entry((int) '"', "''"),
            Map.entry((int) '\u00b0', "$^{\\circ}$"), Map.entry((int) '\u2212', "$-$"),
            Map.entry((int) '\u00d7', "$\\times$"), Map.entry((int) '\u03b1', "$\\alpha$"),
            Map.entry((int) '\u03b2', "$\\beta$"), Map.entry((int) '\u03b3', "$\\gamma$"),
            Map.entry((int) '\u03b4', "$\\delta$"), Map.entry((int) '\u03bb', "$\\lambda$"),
            Map.entry((int) '\u03bd', "$\\nu$"), Map.entry((int) '\u03be', "$\\xi$"),
            Map.entry((int) '\u03c3', "$\\sigma$"));
    private static final String ESCAPED = "&%$#_{}";
    /** Letters with accents end here; what comes after and is not in the table has no glyph in pdflatex's usual fonts. */
    private static final int LAST_LETTER = 0x17f;

    private LatexText() {
    }

    /** Plain text; a character that LaTeX's usual fonts do not have becomes a question mark. */
    static String of(String plain) {
        StringBuilder latex = new StringBuilder();
        plain.codePoints().forEach(c -> {
            if (SIGNS.containsKey(c)) {
                latex.append(SIGNS.get(c));
            } else if (ESCAPED.indexOf(c) >= 0) {
                latex.append('\\').appendCodePoint(c);
            } else {
                latex.appendCodePoint(c <= LAST_LETTER && !Character.isISOControl(c) || c == '\u2013' || c == '\u2019' ? c : '?');
            }
        });
        return latex.toString();
    }

    /** Digits of a number, with a minus that is one in text. */
    static String number(BigDecimal number) {
        return number.toPlainString().replace("-", "$-$");
    }
}
