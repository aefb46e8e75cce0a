package io.github.regretbench.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The curves of Figure 5 of Srinivas et al. 2010, read off its vector graphics: good to about 0.005, 0.03 and 0.2 in
 * panels a, b and c. The paper's {@code gp-ucb} uses beta_t of Theorem 1 divided by 5.
 */
public final class PaperCurves {
    private static final String RESOURCE = "paper-figure5.csv";
    private static final String HEADER = "panel,policy,t,mean_average_regret";

    private PaperCurves() {
    }

    /** A point of a curve: mean average regret R_t/t at a round t. */
    public record Point(int round, double meanAverageRegret) {
        /** Checks the domain: rounds from 1, finite regrets from 0. */
        public Point {
            if (round < 1 || !(meanAverageRegret >= 0 && meanAverageRegret < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("expected a round from 1 and a finite regret from 0, got " + round + " and "
                        + meanAverageRegret);
            }
        }
    }

    /**
     * The curves of one panel, by policy in the order of the file.
     *
     * @param panel {@code 5a} (synthetic), {@code 5b} (temperature, degrees Celsius) or {@code 5c} (traffic, mph)
     * @throws IllegalArgumentException if there is no such panel
     */
    public static Map<String, List<Point>> panel(String panel) {
        Map<String, Map<String, List<Point>>> panels = parse(lines());
        if (!panels.containsKey(panel)) {
            throw new IllegalArgumentException("no panel '" + panel + "' in the paper's Figure 5, expected one of "
                    + panels.keySet());
        }
        return panels.get(panel);
    }

    /** Curves by panel and policy; rounds must increase along a curve. */
    static Map<String, Map<String, List<Point>>> parse(List<String> lines) {
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new IllegalArgumentException(RESOURCE + ", line 1: expected " + HEADER);
        }
        Map<String, Map<String, List<Point>>> panels = new LinkedHashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            if (cells.length != 4 || cells[0].isBlank() || cells[1].isBlank()) {
                throw new IllegalArgumentException(RESOURCE + ", line " + (i + 1) + ": expected " + HEADER + ", got "
                        + lines.get(i));
            }
            List<Point> curve = panels.computeIfAbsent(cells[0], p -> new LinkedHashMap<>())
                    .computeIfAbsent(cells[1], p -> new ArrayList<>());
            Point point = point(cells[2], cells[3], i + 1);
            int before = curve.isEmpty() ? 0 : curve.get(curve.size() - 1).round();
            if (point.round() <= before) {
                throw new IllegalArgumentException(RESOURCE + ", line " + (i + 1) + ": round " + point.round() + " follows round "
                        + before + ", expected increasing rounds from 1");
            }
            curve.add(point);
        }
        panels.replaceAll((panel, curves) -> {
            curves.replaceAll((policy, points) -> List.copyOf(points));
            return Collections.unmodifiableMap(curves);
        });
        return panels;
    }

    private static Point point(String round, String regret, int line) {
        try {
            return new Point(Integer.parseInt(round), Double.parseDouble(regret));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(RESOURCE + ", line " + line + ": expected a round from 1 and a finite regret from 0,"
                    + " got " + round + " and " + regret, e);
        }
    }

    private static List<String> lines() {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(PaperCurves.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + RESOURCE, e);
        }
    }
}
