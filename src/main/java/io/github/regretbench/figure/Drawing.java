package io.github.regretbench.figure;

import java.awt.Graphics2D;

/** A part of a figure, laid out: it knows its size. The unit is the point, 1/72 inch. */
interface Drawing {
    /** Its width. */
    int width();

    /** Its height. */
    int height();

    /** Paints it with its upper left corner at the origin. */
    void paint(Graphics2D g);
}
