package io.github.regretbench.report;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.experiment.MeanCurves.Quantity;
import io.github.regretbench.figure.PolicyStyle;
import io.github.regretbench.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Mean average regret of every cell at a glance: a small SVG picture each, all with the same two logarithmic axes, so that they can be
 * compared by eye and read without a script. Where the first axis of the cells has few values, it runs from left to right.
 */
final class SmallMultiples {
    private static final double WIDTH = 230;
    private static final double HEIGHT = 150;
    private static final double LEFT = 44;
    private static final double RIGHT = 22;
    private static final double TOP = 8;
    private static final double BOTTOM = 20;
    private static final double MARKER_RADIUS = 3;
    /** Points nearer to each other than this are left out. */
    private static final double LEAST_STEP = 4;
    /** So many pictures find room side by side. */
    private static final int MOST_COLUMNS = 6;
    /** Over more decades than this, only powers of ten have a label. */
    private static final double FEW_DECADES = 1.5;

    private final Cells cells;
    private final Map<String, String> labels;
    private final Map<String, PolicyStyle> styles;
    private final double horizon;
    private final double lowest;
    private final double highest;

    SmallMultiples(Cells cells, Map<String, PolicyStyle> styles) {
        this.cells = cells;
        labels = cells.labels();
        this.styles = styles;
        horizon = cells.cells().stream().mapToInt(cell -> cell.experiment().horizon()).max().orElseThrow();
        double[] positive = cells.cells().stream().flatMap(cell -> cell.curves().curves().values().stream())
                .flatMap(curves -> curves.get(Quantity.AVERAGE_REGRET).stream()).mapToDouble(Interval::estimate).filter(v -> v > 0).sorted()
                .toArray();
        lowest = positive.length == 0 ? 0.1 : round(positive[0], false);
        highest = positive.length == 0 ? 1 : round(positive[positive.length - 1], true);
    }

    /** The next number up or down that is 1, 2 or 5 times a power of ten, never the number itself. */
    private static double round(double value, boolean up) {
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(value)));
        for (double multiple : up ? new double[] {1, 2, 5, 10} : new double[] {5, 2, 1, 0.5}) {
            if (up ? multiple * power > value : multiple * power < value) {
                return multiple * power;
            }
        }
        return up ? 20 * power : 0.2 * power;
    }

    /** A key, then the pictures in a grid. */
    String html() {
        List<String> columns = cells.values(cells.axes().get(0));
        boolean grid = cells.axes().size() > 1 && columns.size() <= MOST_COLUMNS;
        StringBuilder html = new StringBuilder(key()).append("<div class=\"multiples%s\"%s>\n".formatted(grid ? " grid" : "",
                grid ? " style=\"--columns: " + columns.size() + "\"" : ""));
        List<List<String>> rows = cells.different(cell -> rest(cell));
        for (int i = 0; i < cells.cells().size(); i++) {
            Cell cell = cells.cells().get(i);
            html.append("<a href=\"#curves\" data-cell=\"%d\"%s><span>%s</span>\n".formatted(i, !grid ? "" : " style=\"grid-area: %d / %d\""
                    .formatted(1 + rows.indexOf(rest(cell)), 1 + columns.indexOf(cell.labels().get(cells.axes().get(0)))),
                    Html.text(cell.name()))).append(picture(cell)).append("</a>\n");
        }
        return html.append("</div>\n").toString();
    }

    private List<String> rest(Cell cell) {
        return cells.axes().subList(1, cells.axes().size()).stream().map(axis -> cell.labels().get(axis)).toList();
    }

    private String key() {
        StringBuilder html = new StringBuilder("<ul class=\"key\">\n");
        List<String> policies = cells.policies();
        for (int i = 0; i < policies.size(); i++) {
            html.append("<li class=\"policy%d\">%s %s</li>\n".formatted(i, swatch(i, styles.get(policies.get(i))),
                    Html.text(labels.get(policies.get(i)))));
        }
        return html.append("</ul>\n").toString();
    }

    /** A piece of a policy's line with its mark. */
    static String swatch(int policy, PolicyStyle style) {
        return "<svg class=\"swatch policy%d\" width=\"30\" height=\"12\" aria-hidden=\"true\"><path class=\"line\" d=\"M1 6H29\"/>%s</svg>"
                .formatted(policy, marker(style, 15, 6, ChartData.MARKER_RADIUS));
    }

    private static String marker(PolicyStyle style, double x, double y, double radius) {
        return "<path class=\"%s\" transform=\"translate(%s %s)\" d=\"%s\"/>".formatted(style.hollow() ? "hollow" : "full", place(x),
                place(y), style.marker().path(radius));
    }

    private String picture(Cell cell) {
        StringBuilder svg = new StringBuilder("<svg viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">\n".formatted(place(WIDTH),
                place(HEIGHT), Html.text("Mean average regret, " + cell.name())));
        for (double t : ticks(1, horizon)) {
            svg.append("<path class=\"rule\" d=\"M%s %sV%s\"/><text x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>\n".formatted(
                    place(x(t)), place(TOP), place(HEIGHT - BOTTOM), place(x(t)), place(HEIGHT - BOTTOM + 13), PlainDouble.format(t)));
        }
        for (double regret : ticks(lowest, highest)) {
            svg.append("<path class=\"rule\" d=\"M%s %sH%s\"/><text x=\"%s\" y=\"%s\" text-anchor=\"end\">%s</text>\n".formatted(
                    place(LEFT), place(y(regret)), place(WIDTH - RIGHT), place(LEFT - 4), place(y(regret) + 3.5),
                    PlainDouble.format(regret)));
        }
        List<String> policies = cells.policies();
        for (int i = 0; i < policies.size(); i++) {
            if (cell.curves().curves().containsKey(policies.get(i))) {
                svg.append(curve(cell, i, policies.get(i)));
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private String curve(Cell cell, int index, String policy) {
        List<Interval> points = cell.curves().curves().get(policy).get(Quantity.AVERAGE_REGRET);
        StringBuilder path = new StringBuilder();
        double lastX = Double.NEGATIVE_INFINITY;
        double lastY = 0;
        for (int j = 0; j < points.size(); j++) {
            double x = x(cell.curves().rounds().get(j));
            if (points.get(j).estimate() > 0 && (x >= lastX + LEAST_STEP || j == points.size() - 1)) {
                lastX = x;
                lastY = y(points.get(j).estimate());
                path.append(path.isEmpty() ? "M" : " ").append(place(lastX)).append(' ').append(place(lastY));
            }
        }
        return path.isEmpty() ? "" : "<g class=\"policy%d\"><path class=\"line\" d=\"%s\"/>%s</g>\n".formatted(index, path,
                marker(styles.get(policy), lastX, lastY, MARKER_RADIUS));
    }

    private double x(double t) {
        double share = horizon == 1 ? 0 : StrictMath.log(t) / StrictMath.log(horizon);
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private double y(double regret) {
        return HEIGHT - BOTTOM - StrictMath.log(regret / lowest) / StrictMath.log(highest / lowest) * (HEIGHT - TOP - BOTTOM);
    }

    /** Powers of ten between two numbers, and their 2- and 5-fold where these are few. */
    private static List<Double> ticks(double from, double to) {
        List<Double> ticks = new ArrayList<>();
        boolean few = StrictMath.log10(to / from) < FEW_DECADES;
        for (int power = (int) Math.floor(StrictMath.log10(from)); power <= StrictMath.log10(to); power++) {
            for (String multiple : few ? List.of("1", "2", "5") : List.of("1")) {
                double tick = Double.parseDouble(multiple + "e" + power);
                if (tick >= from * (1 - 1e-9) && tick <= to * (1 + 1e-9)) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    /** A coordinate to a tenth. */
    private static String place(double coordinate) {
        String text = String.format(Locale.ROOT, "%.1f", coordinate);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
