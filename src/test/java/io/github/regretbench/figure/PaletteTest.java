package io.github.regretbench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import org.junit.jupiter.api.Test;

class PaletteTest {
    /** Reference values of WCAG 2.2: white 1, black 0, pure green 0.7152. */
    @Test
    void luminanceOfKnownColours() {
        assertThat(Palette.luminance(Color.WHITE)).isEqualTo(1, within(1e-12));
        assertThat(Palette.luminance(Color.BLACK)).isZero();
        assertThat(Palette.luminance(new Color(0, 255, 0))).isEqualTo(0.7152, within(1e-12));
    }

    @Test
    void coloursStandOutFromEitherGround() {
        Color dark = new Color(0x15191d);
        for (Color colour : new Color[] {Color.BLACK, Palette.BLUE, Palette.ORANGE, new Color(0x332288), Color.WHITE}) {
            assertThat(Palette.contrast(Palette.on(colour, dark, 4.5), dark)).isGreaterThanOrEqualTo(4.5);
            assertThat(Palette.contrast(Palette.on(colour, Color.WHITE, 4.5), Color.WHITE)).isGreaterThanOrEqualTo(4.5);
        }
        // WCAG 2.2: white on black is 21 to 1.
        assertThat(Palette.contrast(Color.WHITE, Color.BLACK)).isEqualTo(21, within(1e-12));
        assertThat(Palette.on(Palette.SKY, dark, 3)).isEqualTo(Palette.SKY);
    }

    @Test
    void readableTextIsDarkEnoughAndDarkColoursStay() {
        // 4.5 to 1 on white: WCAG 2.2, success criterion 1.4.3
        assertThat(1.05 / (Palette.luminance(Palette.readable(Palette.ORANGE)) + 0.05)).isGreaterThanOrEqualTo(4.5);
        assertThat(Palette.readable(Palette.BLUE)).isEqualTo(Palette.BLUE);
    }
}
