package io.github.regretbench.figure;

import java.awt.Color;
import java.awt.Graphics2D;

/**
 * A few words left of and above a point between the axes.
 *
 * @param text the words, as in {@link Panel}
 * @param x of the point
 * @param y of the point
 * @param colour of the words, darkened until they are readable
 */
record Words(String text, double x, double y, Color colour) implements Layer {
    private static final FigureText TEXT = new FigureText(8);
    /** Clear of a mark at the point, in points. */
    private static final double LEFT = 3.5;
    private static final double ABOVE = 3;

    /** Checks that the font has all characters. */
    public Words {
        FigureText.check(text);
    }

    @Override
    public void paint(Graphics2D g, PanelGeometry plot) {
        if (plot.shows(x, y)) {
            g.setColor(Palette.readable(colour));
            TEXT.drawRight(g, text, plot.x(x) - LEFT, plot.y(y) - ABOVE);
        }
    }
}
