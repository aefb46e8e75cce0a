package io.github.regretbench.figure;

import io.github.regretbench.BadInputException;
import io.github.regretbench.Spelling;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.FigureSettings;
import io.github.regretbench.experiment.MeanCurves;
import io.github.regretbench.experiment.PolicyLabels;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.statistics.Interval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * The figure of a run that nobody had to describe: a quantity over rounds, a curve per policy with a band; of a suite a panel per cell, all
 * with the same axes. Where axes end is found from the curves.
 *
 * @param quantity what is drawn
 * @param logRounds whether the axis of rounds is logarithmic
 * @param logQuantity whether the other axis is
 * @param labels what policies are called in place of their labels, by name
 */
public record RunFigures(Quantity quantity, boolean logRounds, boolean logQuantity, Map<String, String> labels) {
    /** As an experiment has it that says nothing else. */
    public static final RunFigures STANDARD = new RunFigures(Quantity.AVERAGE_REGRET, false, false, Map.of());

    /** Panels of one figure. */
    public static final int MOST_CELLS = 24;
    private static final int MOST_COLUMNS = 4;
    private static final int POINTS = 200;
    /** Where the highest value of a linear axis is looked for, as a share of the horizon: average regrets start far above the rest. */
    private static final double SETTLED = 0.05;
    private static final double HEADROOM = 1.05;
    /** Points of the width of a panel that its title may take. */
    private static final double TITLE_WIDTH = PanelPainter.WIDTH - 4.0;
    private static final FigureText TITLE = new FigureText(9);

    /** What can be drawn. */
    public enum Quantity {
        /** R_t/t. */
        AVERAGE_REGRET(MeanCurves.Quantity.AVERAGE_REGRET, "average regret R_{t}/t", true),
        /** R_t. */
        CUMULATIVE_REGRET(MeanCurves.Quantity.AVERAGE_REGRET, "cumulative regret R_{t}", true),
        /** Simple regret of the best arm sampled. */
        BEST_SAMPLED_REGRET(MeanCurves.Quantity.BEST_SAMPLED_REGRET, "best-sampled simple regret", true),
        /** Simple regret of argmax mu_t. */
        RECOMMENDED_REGRET(MeanCurves.Quantity.RECOMMENDED_REGRET, "recommended simple regret", true),
        /** I(y_1..t; f). */
        INFORMATION_GAIN(MeanCurves.Quantity.INFORMATION_GAIN, "information gain", false);

        private final MeanCurves.Quantity stored;
        private final String words;
        private final boolean inUnits;

        Quantity(MeanCurves.Quantity stored, String words, boolean inUnits) {
            this.stored = stored;
            this.words = words;
            this.inUnits = inUnits;
        }

        /** As options write it. */
        public String written() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private String label(String unit) {
            return "Mean " + words + (!inUnits ? " (nats)" : unit.isEmpty() ? "" : " (" + unit + ")");
        }

        private double of(double value, int t) {
            return this == CUMULATIVE_REGRET ? value * t : value;
        }
    }

    /**
     * One curve.
     *
     * @param t rounds
     * @param points one a round
     */
    private record Curve(List<Double> t, List<Interval> points) {
        List<Double> means() {
            return points.stream().map(Interval::estimate).toList();
        }
    }

    /**
     * A panel's curves, by policy.
     *
     * @param folder of the experiment
     * @param experiment that there are results of
     * @param curves by policy
     */
    private record Cell(ResultFolder folder, Experiment experiment, Map<String, Curve> curves) {
    }

    /** Copies the labels. */
    public RunFigures {
        labels = Map.copyOf(labels);
    }

    /** Whether nothing was asked for. */
    public boolean isStandard() {
        return equals(STANDARD);
    }

    /**
     * Checks, before anything is run, that the policies are there that have labels.
     *
     * @throws BadInputException when one is not, or a label cannot be drawn
     */
    public void check(List<Experiment> experiments) {
        Set<String> known = experiments.stream().flatMap(e -> e.policies().stream()).map(Experiment.Player::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        labels.forEach((policy, label) -> {
            if (!known.contains(policy)) {
                throw new BadInputException("--labels names '%s', and no policy is called so; %sknown: %s".formatted(policy,
                        Spelling.hint(policy, known), String.join(", ", known)));
            }
            try {
                FigureText.check(label);
            } catch (IllegalArgumentException e) {
                throw new BadInputException("--labels: " + e.getMessage(), e);
            }
        });
    }

    /**
     * Draws it as SVG, PDF and PNG.
     *
     * @param folders of finished experiments, at most {@link #MOST_CELLS}; more than one are cells of a suite
     * @param columns panels side by side, where there are several
     * @param directory where to; made when missing
     * @param name of the files, without ending
     * @return the files, SVG first
     * @throws IllegalArgumentException with a reason for the user, when the curves cannot be drawn
     */
    public List<Path> draw(List<ResultFolder> folders, int columns, Path directory, String name) throws IOException {
        List<Cell> cells = folders.stream().map(this::cell).toList();
        if (cells.stream().anyMatch(cell -> cell.curves().values().iterator().next().t().size() < 2)) {
            throw new IllegalArgumentException("one recorded round makes no curve");
        }
        Map<String, String> names = new LinkedHashMap<>(PolicyLabels.of(cells.stream().map(Cell::experiment).toList()));
        names.putAll(labels);
        Map<String, PolicyStyle> styles = PolicyStyle.distinct(List.copyOf(names.keySet()));
        Axis y = axis(cells);
        List<Panel> panels = cells.stream().map(cell -> panel(cell, names, styles, y, cells.size() > 1)).toList();
        boolean single = cells.size() == 1;
        return Figure.of(panels, Math.min(panels.size(), Math.min(MOST_COLUMNS, columns)), single ? "" : note(cells)).write(directory, name);
    }

    private Cell cell(ResultFolder folder) {
        MeanCurves stored = MeanCurves.of(folder, POINTS);
        Map<String, Curve> curves = new LinkedHashMap<>();
        stored.curves().forEach((policy, quantities) -> {
            List<Interval> points = new ArrayList<>();
            for (int i = 0; i < stored.rounds().size(); i++) {
                Interval point = quantities.get(quantity.stored).get(i);
                int t = stored.rounds().get(i);
                points.add(new Interval(quantity.of(point.estimate(), t), quantity.of(point.lower(), t), quantity.of(point.upper(), t)));
            }
            curves.put(policy, new Curve(stored.rounds().stream().map(Integer::doubleValue).toList(), points));
        });
        return new Cell(folder, folder.experiment(), curves);
    }

    private static String unit(Experiment experiment) {
        return experiment.figure().map(FigureSettings::unit).orElse("");
    }

    private Axis axis(List<Cell> cells) {
        List<String> units = cells.stream().map(cell -> unit(cell.experiment())).distinct().toList();
        String label = quantity.label(units.size() == 1 ? units.get(0) : "");
        double[] values = cells.stream().flatMapToDouble(cell -> cell.curves().values().stream().flatMapToDouble(curve -> curve.points().stream()
                .mapToDouble(Interval::estimate))).toArray();
        if (logQuantity) {
            double[] positive = Arrays.stream(values).filter(v -> v > 0).sorted().toArray();
            if (positive.length == 0) {
                throw new IllegalArgumentException("no value is above 0, and a logarithmic axis shows no others; leave out y in --log");
            }
            return Axis.logarithmic(label, ComparisonFigures.below(positive[0] / HEADROOM), HEADROOM * positive[positive.length - 1]);
        }
        double highest = cells.stream().flatMapToDouble(cell -> cell.curves().values().stream().flatMapToDouble(curve -> settled(cell, curve)))
                .filter(Double::isFinite).max().orElse(0);
        double lowest = Math.min(0, Arrays.stream(values).min().orElse(0));
        return Axis.linear(label, HEADROOM * lowest, highest > lowest ? HEADROOM * highest : HEADROOM * lowest + 1);
    }

    private static DoubleStream settled(Cell cell, Curve curve) {
        DoubleStream.Builder values = DoubleStream.builder();
        for (int i = 0; i < curve.t().size(); i++) {
            if (curve.t().get(i) >= SETTLED * cell.experiment().horizon()) {
                values.add(curve.points().get(i).estimate()).add(curve.points().get(i).upper());
            }
        }
        return values.build();
    }

    private Panel panel(Cell cell, Map<String, String> names, Map<String, PolicyStyle> styles, Axis y, boolean small) {
        int horizon = cell.experiment().horizon();
        Axis x = logRounds ? Axis.logarithmic(AxisLabels.ROUND, 1, horizon) : Axis.linear(AxisLabels.ROUND, 0, horizon);
        List<Band> bands = new ArrayList<>();
        List<Layer> lines = new ArrayList<>();
        List<Layer> marks = new ArrayList<>();
        boolean[] leftOut = new boolean[1];
        cell.curves().forEach((policy, curve) -> {
            Curve shown = logQuantity ? positive(curve) : curve;
            leftOut[0] |= shown.t().size() < curve.t().size();
            if (shown.t().isEmpty()) {
                return;
            }
            PolicyStyle style = styles.get(policy);
            if (shown.points().get(0).isKnown()) {
                bands.add(Band.around(shown.t(), shown.points().stream().map(Interval::lower).toList(),
                        shown.points().stream().map(Interval::upper).toList(), style.colour()));
            }
            lines.add(style.line(names.get(policy), shown.t(), shown.means()));
            marks.add(style.spread(x, shown.t(), shown.means(), (marks.size() + 0.5) / cell.curves().size()));
        });
        lines.addAll(marks);
        String zeros = leftOut[0] ? " Values of 0 are left out." : "";
        return new Panel(fitting(cell.experiment().name()), x, y, bands, lines, small ? zeros.strip() : note(List.of(cell)) + zeros);
    }

    private static Curve positive(Curve curve) {
        List<Double> t = new ArrayList<>();
        List<Interval> points = new ArrayList<>();
        for (int i = 0; i < curve.t().size(); i++) {
            if (curve.points().get(i).estimate() > 0) {
                t.add(curve.t().get(i));
                points.add(curve.points().get(i));
            }
        }
        return new Curve(t, points);
    }

    private static String note(List<Cell> cells) {
        Set<String> said = new LinkedHashSet<>();
        for (Cell cell : cells) {
            int trials = cell.experiment().trials();
            said.add(trials == 1 ? "One run, no bands." : "Mean of %d runs; bands: %s.".formatted(trials, cell.folder().intervals()));
        }
        return said.size() == 1 ? said.iterator().next() : "Means over runs; bands: intervals as the table of each experiment has them.";
    }

    /** Without letters in its middle, where it is longer than a panel is wide. */
    private static String fitting(String title) {
        String text = title;
        for (int kept = title.length() - 1; TITLE.width(text) > TITLE_WIDTH; kept--) {
            text = title.substring(0, (kept + 1) / 2) + "…" + title.substring(title.length() - kept / 2);
        }
        return text;
    }

    /** What {@code --quantity} names. */
    public static Optional<Quantity> named(String written) {
        return Arrays.stream(Quantity.values()).filter(quantity -> quantity.written().equals(written)).findFirst();
    }
}
