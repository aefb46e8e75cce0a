package io.github.regretbench.figure;

import java.awt.Graphics2D;

/** Something drawn between the axes of a panel. */
sealed interface Layer permits Bars, Line, Marks, Surface, Words {

    /**
     * Draws it.
     *
     * @param g with the upper left corner of the plot area at the origin, in points; clipped to that area but for marks and words, which
     *     keep to it themselves
     * @param plot from data to points
     */
    void paint(Graphics2D g, PanelGeometry plot);
}
