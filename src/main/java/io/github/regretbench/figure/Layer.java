package io.github.regretbench.figure;

import java.awt.Graphics2D;

/** Something drawn between the axes of a panel. */
sealed interface Layer permits Line, Marks {

    /**
     * Draws it.
     *
     * @param g with the upper left corner of the plot area at the origin, clipped to that area, in points
     * @param plot from data to points
     */
    void paint(Graphics2D g, PanelGeometry plot);
}
