package io.github.regretbench;

import java.util.Locale;
import java.util.Optional;

/**
 * Text of users and programs that goes to terminals, files and pages. Characters that do not show as themselves are refused where text comes
 * in, in files of ours and in headers of tables, and replaced where a message quotes what was refused: control characters, which move the
 * cursor or end a line, and those that turn the direction of writing, with which a text reads as another than it is.
 */
public final class PlainText {
    private PlainText() {
    }

    /** Names the first character that does not show as itself, such as {@code U+202E}; nothing in a text that is as it looks. */
    public static Optional<String> hidden(String text) {
        return text.codePoints().filter(PlainText::isHidden).mapToObj(c -> String.format(Locale.ROOT, "U+%04X", c)).findFirst();
    }

    /** The text with a question mark for each such character. */
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> shown.appendCodePoint(isHidden(c) ? '?' : c));
        return shown.toString();
    }

    private static boolean isHidden(int c) {
        return Character.isISOControl(c)
                || c == 0x2028 || c == 0x2029                                                          // ends of lines and paragraphs
                || c == 0x061C || c == 0x200E || c == 0x200F || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069  // directions
                || c == 0xFEFF || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;         // byte order mark, half a character
    }
}
