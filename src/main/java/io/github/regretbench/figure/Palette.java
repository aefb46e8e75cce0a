package io.github.regretbench.figure;

import java.awt.Color;

/** The colours of figures: those of Okabe and Ito (Color Universal Design, 2008) without the yellow, and greys. */
public final class Palette {
    static final Color BLUE = new Color(0x0072B2);
    static final Color SKY = new Color(0x56B4E9);
    static final Color VERMILION = new Color(0xD55E00);
    static final Color GREEN = new Color(0x009E73);
    static final Color PURPLE = new Color(0xCC79A7);
    static final Color ORANGE = new Color(0xE69F00);
    static final Color GREY = new Color(0x8C8C8C);
    static final Color DARK_GREY = new Color(0x4D4D4D);
    /** Axes and text. */
    static final Color INK = new Color(0x262626);

    /** Least contrast of normal text (WCAG 2.2, success criterion 1.4.3). */
    private static final double TEXT_CONTRAST = 4.5;

    /** The step in which colours are darkened and lightened. */
    private static final double STEP = 0.95;

    private Palette() {
    }

    /** The colour, darkened until text in it is readable on white. */
    static Color readable(Color colour) {
        return on(colour, Color.WHITE, TEXT_CONTRAST);
    }

    /**
     * The colour, darkened on a light ground and lightened on a dark one until it stands out from it.
     *
     * @param contrast the least ratio of luminances, from 1 (none) to 21, that WCAG 2.2 asks for
     */
    public static Color on(Color colour, Color ground, double contrast) {
        Color shade = colour;
        boolean light = luminance(ground) > 0.5;
        while (contrast(shade, ground) < contrast) {
            shade = light ? new Color((int) (shade.getRed() * STEP), (int) (shade.getGreen() * STEP), (int) (shade.getBlue() * STEP))
                    : new Color(lighter(shade.getRed()), lighter(shade.getGreen()), lighter(shade.getBlue()));
        }
        return shade;
    }

    private static int lighter(int component) {
        return 255 - (int) ((255 - component) * STEP);
    }

    /** The ratio of two colours' luminances, from 1 to 21 (WCAG 2.2). */
    public static double contrast(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    /** Relative luminance, 0 (black) to 1 (white), of an sRGB colour (WCAG 2.2). */
    static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed()) + 0.7152 * linear(colour.getGreen()) + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(int component) {
        double c = component / 255.0;
        return c <= 0.04045 ? c / 12.92 : StrictMath.pow((c + 0.055) / 1.055, 2.4);
    }
}
