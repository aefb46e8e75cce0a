package io.github.regretbench.figure;

import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a policy looks in every figure: a colour of the {@link Palette}, and a marker that tells the curves apart in print without
 * colour.
 *
 * @param colour colour of line, marker and band
 * @param lineWidth in points
 * @param marker shape of the marker
 * @param hollow whether the marker is white inside
 */
public record PolicyStyle(Color colour, float lineWidth, Marker marker, boolean hollow) {

    private static final double MARKER_RADIUS = 1.9;
    private static final float MARKER_EDGE = 0.7f;

    private static final Map<String, PolicyStyle> STYLES = Map.of(
            "gp-ucb", new PolicyStyle(Palette.BLUE, 1.8f, Marker.CIRCLE, false),
            "gp-ucb-theorem1", new PolicyStyle(Palette.SKY, 1.1f, Marker.CIRCLE, true),
            "ei", new PolicyStyle(Palette.VERMILION, 1.1f, Marker.SQUARE, false),
            "mpi", new PolicyStyle(Palette.GREEN, 1.1f, Marker.UP, false),
            "mean-only", new PolicyStyle(Palette.PURPLE, 1.1f, Marker.DIAMOND, false),
            "variance-only", new PolicyStyle(Palette.ORANGE, 1.1f, Marker.DOWN, false),
            "random", new PolicyStyle(Palette.GREY, 1.1f, Marker.SQUARE, true),
            "thompson", new PolicyStyle(Color.BLACK, 1.1f, Marker.UP, true),
            "oracle", new PolicyStyle(Palette.DARK_GREY, 0.8f, Marker.DIAMOND, true));

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

    /**
     * Styles for policies of one figure: each its own, as long as there are enough; two of the user's that would share one get others,
     * in the order given.
     */
    public static Map<String, PolicyStyle> distinct(List<String> policies) {
        List<PolicyStyle> free = new ArrayList<>(OTHERS);
        STYLES.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> free.add(entry.getValue()));
        policies.stream().filter(STYLES::containsKey).forEach(policy -> free.remove(STYLES.get(policy)));
        Map<String, PolicyStyle> styles = new LinkedHashMap<>();
        for (String policy : policies) {
            PolicyStyle style = of(policy);
            if (!STYLES.containsKey(policy) && !free.remove(style) && !free.isEmpty()) {
                style = free.remove(0);
            }
            styles.put(policy, style);
        }
        return styles;
    }

    /** These points, marked in this style. */
    Marks marks(List<Double> x, List<Double> y) {
        return new Marks(x, y, marker, MARKER_RADIUS, hollow ? Color.WHITE : colour, hollow ? colour : Color.WHITE, MARKER_EDGE);
    }
}
