package io.github.regretbench.figure;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;

/**
 * How a policy looks in every figure. Colours are those of Okabe and Ito (Color Universal Design, 2008) without the
 * yellow, plus a grey; markers tell the curves apart in print without colour.
 *
 * @param colour colour of line, marker and band
 * @param lineWidth in points
 * @param marker shape of the marker
 * @param hollow whether the marker is white inside
 */
record PolicyStyle(Color colour, float lineWidth, Marker marker, boolean hollow) {

    enum Marker { CIRCLE, SQUARE, DIAMOND, UP, DOWN }

    private static final double MARKER_RADIUS = 1.9;
    /** Least contrast of normal text on white (WCAG 2.2, success criterion 1.4.3). */
    private static final double TEXT_CONTRAST = 4.5;

    private static final Map<String, PolicyStyle> STYLES = Map.of(
            "gp-ucb", new PolicyStyle(new Color(0x0072B2), 1.8f, Marker.CIRCLE, false),
            "gp-ucb-theorem1", new PolicyStyle(new Color(0x56B4E9), 1.1f, Marker.CIRCLE, true),
            "ei", new PolicyStyle(new Color(0xD55E00), 1.1f, Marker.SQUARE, false),
            "mpi", new PolicyStyle(new Color(0x009E73), 1.1f, Marker.UP, false),
            "mean-only", new PolicyStyle(new Color(0xCC79A7), 1.1f, Marker.DIAMOND, false),
            "variance-only", new PolicyStyle(new Color(0xE69F00), 1.1f, Marker.DOWN, false),
            "random", new PolicyStyle(new Color(0x8C8C8C), 1.1f, Marker.SQUARE, true),
            "thompson", new PolicyStyle(new Color(0x000000), 1.1f, Marker.UP, true),
            "oracle", new PolicyStyle(new Color(0x4D4D4D), 0.8f, Marker.DIAMOND, true));

    /** For policies of the user's own: other colours than those above, hollow markers. */
    private static final List<PolicyStyle> OTHERS = List.of(
            new PolicyStyle(new Color(0x882255), 1.1f, Marker.DOWN, true),
            new PolicyStyle(new Color(0x44AA99), 1.1f, Marker.DIAMOND, true),
            new PolicyStyle(new Color(0x332288), 1.1f, Marker.SQUARE, true),
            new PolicyStyle(new Color(0x999933), 1.1f, Marker.UP, true));

    /** The style of a policy; of an unknown one, always the same style for the same name. */
    static PolicyStyle of(String policy) {
        PolicyStyle style = STYLES.get(policy);
        return style != null ? style : OTHERS.get(Math.floorMod(policy.hashCode(), OTHERS.size()));
    }

    /** The colour, darkened until text in it is readable on white. */
    Color textColour() {
        Color text = colour;
        while (1.05 / (luminance(text) + 0.05) < TEXT_CONTRAST) {
            text = new Color((int) (text.getRed() * 0.95), (int) (text.getGreen() * 0.95), (int) (text.getBlue() * 0.95));
        }
        return text;
    }

    /** Relative luminance, 0 (black) to 1 (white), of an sRGB colour (WCAG 2.2). */
    static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed()) + 0.7152 * linear(colour.getGreen()) + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(int component) {
        double c = component / 255.0;
        return c <= 0.04045 ? c / 12.92 : StrictMath.pow((c + 0.055) / 1.055, 2.4);
    }

    /** The marker's outline around a centre, in points. */
    Shape markerAt(double x, double y) {
        double r = MARKER_RADIUS;
        return switch (marker) {
            case CIRCLE -> new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
            case SQUARE -> new Rectangle2D.Double(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r);
            case DIAMOND -> polygon(x, y - 1.3 * r, x + 1.1 * r, y, x, y + 1.3 * r, x - 1.1 * r, y);
            case UP -> polygon(x - 1.15 * r, y + 0.8 * r, x, y - 1.2 * r, x + 1.15 * r, y + 0.8 * r);
            case DOWN -> polygon(x - 1.15 * r, y - 0.8 * r, x, y + 1.2 * r, x + 1.15 * r, y - 0.8 * r);
        };
    }

    private static Shape polygon(double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        path.closePath();
        return path;
    }
}
