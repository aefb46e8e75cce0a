package io.github.regretbench.figure;

import java.awt.Color;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a policy looks in every figure: a colour of the {@link Palette}, and a marker that tells the curves apart in print without
 * colour.
 *
 * @param colour colour of line, marker and band
 * @param lineWidth in points
 * @param marker shape of the marker
 * @param hollow whether the marker is white inside
 * @param dash of the line, in points; empty for a solid one
 */
public record PolicyStyle(Color colour, float lineWidth, Marker marker, boolean hollow, List<Float> dash) {
    /** Unlike {@link Line#DASHED}, which stands for other things than policies. */
    private static final List<List<Float>> DASHES = List.of(List.of(), List.of(1f, 1.5f), List.of(6f, 1.5f), List.of(6f, 1.5f, 1f, 1.5f));
    private static final float LINE_WIDTH = 1.1f;
    /** Added to a colour when all looks with it are taken; odd in each component, so that it comes back after 256 steps only. */
    private static final int OTHER_SHADE = 0x1d2b35;

    /** On a curve. */
    private static final int MARKERS = 4;
    private static final double MARKER_RADIUS = 1.9;
    private static final float MARKER_EDGE = 0.7f;

    private static final Map<String, PolicyStyle> STYLES = Map.of(
            "gp-ucb", new PolicyStyle(Palette.BLUE, 1.8f, Marker.CIRCLE, false, List.of()),
            "gp-ucb-theorem1", new PolicyStyle(Palette.SKY, 1.1f, Marker.CIRCLE, true, List.of()),
            "ei", new PolicyStyle(Palette.VERMILION, 1.1f, Marker.SQUARE, false, List.of()),
            "mpi", new PolicyStyle(Palette.GREEN, 1.1f, Marker.UP, false, List.of()),
            "mean-only", new PolicyStyle(Palette.PURPLE, 1.1f, Marker.DIAMOND, false, List.of()),
            "variance-only", new PolicyStyle(Palette.ORANGE, 1.1f, Marker.DOWN, false, List.of()),
            "random", new PolicyStyle(Palette.GREY, 1.1f, Marker.SQUARE, true, List.of()),
            "thompson", new PolicyStyle(Color.BLACK, 1.1f, Marker.UP, true, List.of()),
            "oracle", new PolicyStyle(Palette.DARK_GREY, 0.8f, Marker.DIAMOND, true, List.of()));

    /** For policies of the user's own: other colours than those above, hollow markers. */
    private static final List<PolicyStyle> OTHERS = List.of(
            new PolicyStyle(new Color(0x882255), 1.1f, Marker.DOWN, true, List.of()),
            new PolicyStyle(new Color(0x44AA99), 1.1f, Marker.DIAMOND, true, List.of()),
            new PolicyStyle(new Color(0x332288), 1.1f, Marker.SQUARE, true, List.of()),
            new PolicyStyle(new Color(0x999933), 1.1f, Marker.UP, true, List.of()));

    /** The style of a policy; of an unknown one, always the same style for the same name. */
    static PolicyStyle of(String policy) {
        PolicyStyle style = STYLES.get(policy);
        return style != null ? style : OTHERS.get(Math.floorMod(policy.hashCode(), OTHERS.size()));
    }

    /**
     * Styles for policies of one figure: no two share colour and mark, however many there are. One whose own is taken gets the next
     * that is free, in the order given: first the other colours, then these with other marks and dashes.
     */
    public static Map<String, PolicyStyle> distinct(List<String> policies) {
        Set<PolicyStyle> taken = new HashSet<>();
        policies.stream().filter(STYLES::containsKey).forEach(policy -> taken.add(STYLES.get(policy)));
        Iterator<PolicyStyle> more = more().iterator();
        Map<String, PolicyStyle> styles = new LinkedHashMap<>();
        for (String policy : policies) {
            PolicyStyle style = of(policy);
            while (!STYLES.containsKey(policy) && !taken.add(style)) {
                style = more.next();
            }
            styles.put(policy, style);
        }
        return styles;
    }

    /** All single looks, then combinations of their colours and marks that are none of these; after those, other shades. */
    private static Stream<PolicyStyle> more() {
        List<PolicyStyle> single = Stream.concat(OTHERS.stream(), STYLES.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)).toList();
        int n = single.size();
        Set<String> known = new HashSet<>(single.stream().map(PolicyStyle::look).toList());
        Stream<PolicyStyle> mixed = IntStream.iterate(0, i -> i + 1).mapToObj(i -> {
            int turn = i / n;
            PolicyStyle marked = single.get((i + 1 + turn) % n);
            int shade = turn / n * OTHER_SHADE;
            return new PolicyStyle(new Color((single.get(i % n).colour().getRGB() + shade) & 0xffffff), LINE_WIDTH, marked.marker(),
                    marked.hollow(), DASHES.get(1 + turn % (DASHES.size() - 1)));
        }).filter(style -> known.add(style.look()));
        return Stream.concat(single.stream(), mixed);
    }

    /** What no two policies share. */
    String look() {
        return colour.getRGB() + " " + marker + " " + hollow;
    }

    /** A curve in this style. */
    Line line(String label, List<Double> x, List<Double> y) {
        return new Line(label, x, y, colour, lineWidth, dash);
    }

    /** These points, marked in this style. */
    Marks marks(List<Double> x, List<Double> y) {
        return new Marks(x, y, marker, MARKER_RADIUS, hollow ? Color.WHITE : colour, hollow ? colour : Color.WHITE, MARKER_EDGE);
    }

    /** Markers on some points, evenly along the axis; {@code phase} in 0..1 keeps those of different curves apart. */
    Marks spread(Axis axis, List<Double> x, List<Double> y, double phase) {
        List<Double> markedX = new ArrayList<>();
        List<Double> markedY = new ArrayList<>();
        for (int k = 0; k < MARKERS; k++) {
            double place = (k + phase) / MARKERS;
            int nearest = 0;
            for (int i = 1; i < x.size(); i++) {
                if (Math.abs(axis.fraction(x.get(i)) - place) < Math.abs(axis.fraction(x.get(nearest)) - place)) {
                    nearest = i;
                }
            }
            markedX.add(x.get(nearest));
            markedY.add(y.get(nearest));
        }
        return marks(markedX, markedY);
    }
}
