package io.github.regretbench.figure;

import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.experiment.Comparison;
import io.github.regretbench.experiment.RegretQuantity;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.ResultFolder.Table;
import io.github.regretbench.statistics.Friedman;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws a comparison from its files: curves of each problem, performance profiles, and the critical-difference diagram of ranks. */
public final class ComparisonFigures {
    /** Where the highest value of a linear axis is looked for, as a share of the horizon: average regrets start far above the rest. */
    private static final double SETTLED = 0.05;
    private static final double HEADROOM = 1.05;
    /** Where a logarithmic axis of ratios may end. */
    private static final List<Integer> RATIO_ENDS = List.of(2, 5, 10, 20, 50, 100);

    private ComparisonFigures() {
    }

    /**
     * Draws all of them as SVG, PDF and PNG into the comparison's folder.
     *
     * @return the files, by figure, SVG first
     * @throws BadInputException when labels do not fit
     */
    public static List<List<Path>> draw(ResultFolder folder) throws IOException {
        List<List<Path>> files = new ArrayList<>();
        try {
            Map<String, List<Map<String, String>>> curves = by("problem", folder.read("curves.csv").rows());
            Map<String, PolicyStyle> styles = styles(folder);
            for (Map<String, String> problem : folder.read("problems.csv").rows()) {
                Curves drawn = new Curves(problem, by("policy", curves.get(problem.get("problem"))), folder.labels(), styles);
                if (drawn.hasRounds()) {
                    files.add(Figure.of(drawn.means()).write(folder.path(), problem.get("problem") + "-mean"));
                    files.add(Figure.of(drawn.medians()).write(folder.path(), problem.get("problem") + "-median"));
                }
            }
            List<Panel> profiles = profiles(folder);
            if (!profiles.isEmpty()) {
                files.add(Figure.of(profiles).write(folder.path(), "profiles"));
            }
            List<CriticalDifferenceDiagram> diagrams = diagrams(folder);
            if (!diagrams.isEmpty()) {
                files.add(Figure.ofDiagrams(diagrams).write(folder.path(), "critical-difference"));
            }
        } catch (IllegalArgumentException e) {
            throw new BadInputException("a figure of the comparison cannot be drawn: %s; its tables are in %s, choose fewer policies with "
                    .formatted(e.getMessage(), folder.path()) + "--policies or give them shorter names", e);
        }
        return files;
    }

    static Map<String, List<Map<String, String>>> by(String column, List<Map<String, String>> rows) {
        Map<String, List<Map<String, String>>> map = new LinkedHashMap<>();
        rows.forEach(row -> map.computeIfAbsent(row.get(column), key -> new ArrayList<>()).add(row));
        return map;
    }

    /** One look for a policy in all figures of the comparison. */
    private static Map<String, PolicyStyle> styles(ResultFolder folder) {
        return PolicyStyle.distinct(List.copyOf(folder.labels().keySet()));
    }

    private static List<Double> column(List<Map<String, String>> rows, String column) {
        return rows.stream().map(row -> Table.number(row, column)).toList();
    }

    /** "at the horizon" or "at t = 100". */
    static String when(String at) {
        return at.equals(Comparison.AT_HORIZON) ? "at the horizon" : "at t = " + at;
    }

    private static List<Panel> profiles(ResultFolder folder) {
        List<Panel> panels = new ArrayList<>();
        int problems = folder.read("problems.csv").rows().size();
        Map<String, PolicyStyle> styles = styles(folder);
        Map<String, String> labels = folder.labels();
        Map<String, List<Map<String, String>>> looks = by("at", folder.read("profiles.csv").rows());
        looks.forEach((at, rows) -> {
            Map<String, List<Map<String, String>>> policies = by("policy", rows);
            double end = RATIO_ENDS.stream().filter(e -> policies.values().stream().allMatch(p -> p.stream()
                    .allMatch(row -> Table.number(row, "ratio") < e || Table.number(row, "share") == 1))).findFirst().orElse(100);
            Axis ratio = Axis.logarithmic("Ratio τ to the lowest regret in the trial", 1, end);
            List<Layer> layers = new ArrayList<>();
            policies.forEach((policy, points) -> layers.add(styles.get(policy).line(labels.get(policy), column(points, "ratio"),
                    column(points, "share"))));
            policies.forEach((policy, points) -> layers.add(styles.get(policy).spread(ratio, column(points, "ratio"),
                    column(points, "share"), (double) layers.size() / policies.size() % 1)));
            panels.add(new Panel(letter(panels.size(), looks.size()) + "Performance profiles " + when(at), ratio,
                    Axis.linear("Share of trials within τ", 0, 1), List.of(), layers, "By %s. %s".formatted(words(quantity(folder)),
                            problems == 1 ? "All trials count alike." : "Trials of " + problems + " problems, each counting alike.")));
        });
        return panels;
    }

    private static List<CriticalDifferenceDiagram> diagrams(ResultFolder folder) {
        List<CriticalDifferenceDiagram> diagrams = new ArrayList<>();
        Map<String, String> labels = folder.labels();
        Map<String, List<Map<String, String>>> ranks = by("at", folder.read("ranks.csv").rows());
        for (Map<String, String> row : folder.read("friedman.csv").rows()) {
            List<Map<String, String>> policies = ranks.get(row.get("at"));
            Friedman friedman = friedman(row, policies);
            diagrams.add(new CriticalDifferenceDiagram(letter(diagrams.size(), ranks.size()) + "Average ranks " + when(row.get("at")),
                    policies.stream().map(p -> labels.get(p.get("policy"))).toList(), friedman,
                    "Ranks of mean %s on %s problems; 1 is lowest. A bar joins policies that cannot be told apart at 5%%, all pairs together. %s"
                            .formatted(words(quantity(folder)), row.get("problems"), verdict(friedman))));
        }
        return diagrams;
    }

    private static String verdict(Friedman friedman) {
        return !friedman.allowsVerdict() ? "All problems share their random numbers, function or data file: there is one independent problem, and no test."
                : "Friedman's test %s that all rank alike (%s p = %s).".formatted(friedman.differ() ? "rejects" : "does not reject",
                        friedman.isExact() ? "exact" : "sampled", PlainDouble.significant(friedman.p(), 2));
    }

    /** The test as it was written. */
    static Friedman friedman(Map<String, String> row, List<Map<String, String>> ranks) {
        return new Friedman(Integer.parseInt(row.get("problems")), Integer.parseInt(row.get("independent")), column(ranks, "average_rank"), Table.number(row, "chi_square"),
                Table.number(row, "chi_square_tie_corrected"), Table.number(row, "iman_davenport_f"), Table.number(row, "chi_square_p"),
                Table.number(row, "iman_davenport_p"), Table.number(row, "p"), row.get("law").equals("exact"),
                Table.number(row, "critical_difference"));
    }

    /** With subscripts as figures write them. */
    static String words(RegretQuantity quantity) {
        return quantity.words().replace("R_t", "R_{t}");
    }

    /** The next number below that is 1, 2 or 5 times a power of ten. */
    static double below(double value) {
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(value)));
        return value >= 5 * power ? 5 * power : value >= 2 * power ? 2 * power : power;
    }

    /** The letter of a panel among several. */
    private static String letter(int panel, int panels) {
        return panels == 1 ? "" : (char) ('a' + panel) + "  ";
    }

    static RegretQuantity quantity(ResultFolder folder) {
        return quantity(folder.read("problems.csv").rows().get(0).get("quantity"));
    }

    /** As files write it. */
    static RegretQuantity quantity(String written) {
        return List.of(RegretQuantity.values()).stream().filter(q -> q.written().equals(written)).findFirst().orElseThrow();
    }

    /** The curves of one problem. */
    private static final class Curves {
        private final Map<String, String> problem;
        private final Map<String, List<Map<String, String>>> policies;
        private final Map<String, PolicyStyle> styles;
        private final Map<String, String> labels;
        private final double horizon;
        private final String words;
        private final String unit;

        Curves(Map<String, String> problem, Map<String, List<Map<String, String>>> policies, Map<String, String> labels,
                Map<String, PolicyStyle> styles) {
            this.problem = problem;
            this.policies = policies;
            this.labels = labels;
            this.styles = styles;
            horizon = Table.number(problem, "horizon");
            unit = problem.get("unit").isEmpty() ? "" : " (" + problem.get("unit") + ")";
            words = words(quantity(problem.get("quantity")));
        }

        /** One round makes no curve. */
        boolean hasRounds() {
            return policies.values().iterator().next().size() > 1;
        }

        List<Panel> means() {
            String block = problem.get("block_length");
            return panels("Mean", "mean", "lower", "upper", "Bands: 95% intervals of the mean, "
                    + "Student t over N = " + problem.get("pieces") + (!block.isEmpty() ? " blocks of about " + block + " rows"
                            : problem.get("pieces").equals(problem.get("trials")) ? " trials" : " objectives"));
        }

        List<Panel> medians() {
            return panels("Median", "median", "q25", "q75", "Bands: quartiles of trials");
        }

        /** Linear, then with a logarithmic axis of rounds, then with two. */
        private List<Panel> panels(String what, String middle, String lower, String upper, String bands) {
            String label = what + " " + words + unit;
            Axis linear = Axis.linear(label, 0, HEADROOM * Math.max(highest(middle), highest(upper)));
            String note = "%s: %s of %s trials. %s".formatted(problem.get("problem"), what.toLowerCase(Locale.ROOT),
                    problem.get("trials"), problem.get("pieces").equals("1") ? "" : bands + ".");
            List<Panel> panels = new ArrayList<>();
            panels.add(panel("a  Linear axes", Axis.linear(AxisLabels.ROUND, 0, horizon), linear, middle, lower, upper, note));
            panels.add(panel("b  Logarithmic rounds", Axis.logarithmic(AxisLabels.ROUND, 1, horizon), linear, middle, lower, upper, note));
            List<Double> positive = policies.values().stream().flatMap(rows -> column(rows, middle).stream()).filter(v -> v > 0).toList();
            if (!positive.isEmpty()) {
                panels.add(panel("c  Logarithmic axes", Axis.logarithmic(AxisLabels.ROUND, 1, horizon), Axis.logarithmic(label,
                        below(positive.stream().min(Double::compare).orElseThrow() / HEADROOM),
                        HEADROOM * positive.stream().max(Double::compare).orElseThrow()), middle, lower, upper, note));
            }
            return panels;
        }

        private double highest(String column) {
            double highest = policies.values().stream().flatMap(List::stream).filter(row -> Table.number(row, "t") >= SETTLED * horizon)
                    .mapToDouble(row -> Table.number(row, column)).filter(Double::isFinite).max().orElse(0);
            return highest > 0 ? highest : 1;
        }

        private Panel panel(String title, Axis x, Axis y, String middle, String lower, String upper, String note) {
            List<Band> bands = new ArrayList<>();
            List<Layer> lines = new ArrayList<>();
            List<Layer> marks = new ArrayList<>();
            boolean zeros = y instanceof Axis.Logarithmic
                    && policies.values().stream().flatMap(List::stream).anyMatch(row -> !(Table.number(row, middle) > 0));
            policies.forEach((policy, all) -> {
                List<Map<String, String>> rows = all.stream()
                        .filter(row -> y instanceof Axis.Linear || Table.number(row, middle) > 0).toList();
                if (rows.isEmpty()) {
                    return;
                }
                PolicyStyle style = styles.get(policy);
                if (!rows.get(0).get(lower).isEmpty()) {
                    bands.add(Band.around(column(rows, "t"), column(rows, lower), column(rows, upper), style.colour()));
                }
                lines.add(style.line(labels.get(policy), column(rows, "t"), column(rows, middle)));
                marks.add(style.spread(x, column(rows, "t"), column(rows, middle), (marks.size() + 0.5) / policies.size()));
            });
            lines.addAll(marks);
            return new Panel(title, x, y, bands, lines, note + (zeros ? " Regrets of 0 are left out." : ""));
        }
    }
}
