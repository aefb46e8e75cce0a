package io.github.regretbench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void charactersThatDoNotShowAreNamedAndReplaced() {
        String[] hidden = {"\u0000", "\u0007", "\n", "\u001B", "\u007F", "\u009B", "\u061C", "\u200E", "\u202E", "\u2028", "\u2066", "\uFEFF", "\uD800"};
        for (String character : hidden) {
            assertThat(PlainText.hidden("a" + character + "b")).contains(String.format("U+%04X", (int) character.charAt(0)));
            assertThat(PlainText.shown("a" + character + "b")).isEqualTo("a?b");
        }
    }

    /** Joiners belong to the writing of several languages, letters beyond 16 bits are letters. */
    @Test
    void otherTextIsLeftAlone() {
        for (String text : new String[] {"", "\u03b3_T \u2264 \u221aT", "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\uD835\uDC53", "=1+1, -2 @x"}) {
            assertThat(PlainText.hidden(text)).isEmpty();
            assertThat(PlainText.shown(text)).isEqualTo(text);
        }
    }
}
