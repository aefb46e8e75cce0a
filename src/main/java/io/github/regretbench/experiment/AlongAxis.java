package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.Spelling;
import io.github.regretbench.bandit.ObjectiveKind;
import io.github.regretbench.bandit.RandomStreams;
import io.github.regretbench.experiment.Experiment.Player;
import io.github.regretbench.statistics.Holm;
import io.github.regretbench.statistics.Interval;
import io.github.regretbench.statistics.WelchDifference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The same policy in cells of a suite that differ in one axis: its regret at each value of the axis, and the difference from one of them, the
 * baseline. Cells with the same seed are compared in pairs of trials, as far as these meet the same random numbers at the same places; cells
 * with seeds of their own by Welch's interval, and others not at all. Cells that agree in all other axes are a slice, which is judged by
 * itself. Written as CSV files, which tables and figures are made of.
 */
public final class AlongAxis {
    /** The file with one row per slice. */
    public static final String SLICES = "along-slices.csv";
    /** The file with one row per slice, policy and value of the axis. */
    public static final String VALUES = "along-values.csv";
    /** The file with one row per slice, policy and value of the axis other than the baseline. */
    public static final String DIFFERENCES = "along-differences.csv";

    /** A label that is a number as it stands. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");

    private final String suite;
    private final String axis;
    private final RegretQuantity quantity;
    private final List<Integer> at;
    private final List<String> wanted;
    private final String baseline;
    private final boolean ordered;
    private final List<Slice> slices = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** What is kept of a cell. */
    private static final class Played {
        private final Suite.Cell cell;
        private final Path folder;
        private final String version;
        private final int[] positions;
        private final List<Integer> rounds;
        /** By policy, look and trial. */
        private final Map<String, double[][]> values = new LinkedHashMap<>();

        Played(Suite.Cell cell, StoredValues stored, List<Integer> rounds) {
            this.cell = cell;
            this.rounds = rounds;
            folder = stored.folder();
            version = stored.about().get(Laboratory.VERSION);
            positions = stored.positions();
            for (Player player : cell.experiment().policies()) {
                values.put(player.name(), rounds.stream().map(t -> stored.at(player.name(), t)).toArray(double[][]::new));
            }
        }

        Experiment experiment() {
            return cell.experiment();
        }

        boolean has(String policy) {
            return values.containsKey(policy);
        }
    }

    /** A policy's difference from the baseline. */
    private record Difference(String policy, Played played, boolean paired, Interval bca, Interval interval, String test, double p,
            double adjusted, String answer) {
    }

    /**
     * Reads a suite's results.
     *
     * @param folder of a suite
     * @param axis one of its axes
     * @param against the label of the baseline among the axis' values; empty for the first
     * @param at the rounds to compare at; each cell's last when empty
     * @param policies those to compare; all when empty
     * @throws BadInputException when there is no such axis, value, round or policy, or cells can be compared neither in pairs nor otherwise
     */
    public AlongAxis(Path folder, String axis, Optional<String> against, RegretQuantity quantity, List<Integer> at, List<String> policies) {
        this.axis = axis;
        this.quantity = quantity;
        this.at = at.stream().distinct().toList();
        wanted = policies.stream().distinct().toList();
        Map<Suite.Cell, ResultFolder> results = Suite.results(folder);
        List<Suite.Cell> cells = List.copyOf(results.keySet());
        requireAxis(folder, cells);
        suite = Suite.stored(folder).name();
        ordered = cells.stream().allMatch(cell -> number(cell).isPresent());
        Map<String, List<Suite.Cell>> bySlice = new LinkedHashMap<>();
        for (Suite.Cell cell : cells) {
            bySlice.computeIfAbsent(slice(cell), s -> new ArrayList<>()).add(cell);
        }
        List<String> labels = sorted(cells).stream().map(cell -> cell.labels().get(axis)).distinct().toList();
        baseline = against.orElse(labels.get(0));
        if (!labels.contains(baseline)) {
            throw new BadInputException("--against is '%s', which the axis '%s' does not have; its values: %s".formatted(baseline, axis,
                    Spelling.nearestFirst(baseline, labels)));
        }
        if (labels.size() < 2) {
            throw new BadInputException("the axis '%s' of %s has one value, %s, and a comparison needs two; run more of its cells".formatted(axis,
                    folder, baseline));
        }
        bySlice.forEach((name, own) -> {
            if (own.size() < 2 || own.stream().noneMatch(this::isBaseline)) {
                notes.add("%s is left out: it has not been run at %s and another value of '%s'".formatted(name, baseline, axis));
            } else {
                slices.add(new Slice(name, sorted(own).stream().map(cell -> played(cell, results.get(cell))).toList()));
            }
        });
        if (slices.isEmpty()) {
            throw new BadInputException("no two cells of %s differ in '%s' alone, one of them at %s; run more of its cells, or choose another "
                    .formatted(folder, axis, baseline) + "value with --against");
        }
        requirePolicies(folder);
        slices.forEach(Slice::requireComparable);
    }

    private void requireAxis(Path folder, List<Suite.Cell> cells) {
        List<String> axes = List.copyOf(cells.get(0).labels().keySet());
        if (axes.isEmpty()) {
            throw new BadInputException(("%s holds one experiment, which has no axes; --along needs the results of a suite (schema %s), such as "
                    + "`regretbench run` makes of a file with `axes`").formatted(folder, SuiteFile.SCHEMA));
        }
        if (!axes.contains(axis)) {
            throw new BadInputException("the suite in %s has no axis '%s'; %sits axes: %s".formatted(folder, axis, Spelling.hint(axis, axes),
                    String.join(", ", axes)));
        }
    }

    private void requirePolicies(Path folder) {
        Set<String> known = new LinkedHashSet<>();
        slices.forEach(slice -> known.addAll(slice.shared()));
        for (String policy : wanted) {
            if (!known.contains(policy)) {
                throw new BadInputException("%s has no policy '%s' at %s and another value of '%s'; it has %s".formatted(folder, policy, baseline,
                        axis, String.join(", ", known)));
            }
        }
        if (known.isEmpty()) {
            throw new BadInputException("%s has no policy at %s and another value of '%s'; choose another value with --against".formatted(folder,
                    baseline, axis));
        }
    }

    private boolean isBaseline(Suite.Cell cell) {
        return cell.labels().get(axis).equals(baseline);
    }

    /** The values on the other axes; the suite's name when there are none. */
    private String slice(Suite.Cell cell) {
        String others = cell.labels().entrySet().stream().filter(label -> !label.getKey().equals(axis))
                .map(label -> label.getKey() + "=" + label.getValue()).collect(Collectors.joining(" "));
        return others.isEmpty() ? suite : others;
    }

    /** By numbers, where the axis has them, or as the suite's file lists them. */
    private List<Suite.Cell> sorted(List<Suite.Cell> cells) {
        return cells.stream().sorted(ordered ? Comparator.comparing(cell -> number(cell).orElseThrow())
                : Comparator.comparingInt(Suite.Cell::place)).toList();
    }

    /** What the axis says in numbers: the value of the experiment's key of that name, or a label that is a number. */
    private Optional<Double> number(Suite.Cell cell) {
        Object value = ExperimentFile.value(cell.experiment(), axis);
        String label = cell.labels().get(axis);
        return value instanceof Number number ? Optional.of(number.doubleValue())
                : value == null && NUMBER.matcher(label).matches() ? Optional.of(Double.valueOf(label)) : Optional.empty();
    }

    private Played played(Suite.Cell cell, ResultFolder folder) {
        StoredValues stored = new StoredValues(folder.path(), quantity);
        at.forEach(stored::requireRound);
        return new Played(cell, stored, at.isEmpty() ? List.of(cell.experiment().horizon()) : at);
    }

    /** Cells that agree in all axes but one, in the order of its values. */
    private final class Slice {
        private final String name;
        private final List<Played> cells;
        private final Played base;
        private final int trials;

        Slice(String name, List<Played> cells) {
            this.name = name;
            this.cells = cells;
            base = cells.stream().filter(played -> isBaseline(played.cell)).findFirst().orElseThrow();
            trials = cells.stream().mapToInt(played -> played.experiment().trials()).min().orElseThrow();
        }

        /** Those that are compared. */
        List<String> policies() {
            return shared().stream().filter(policy -> wanted.isEmpty() || wanted.contains(policy)).toList();
        }

        /** Policies of the baseline that some other cell has too. */
        List<String> shared() {
            return base.values.keySet().stream().filter(policy -> cells.stream().filter(played -> played.has(policy)).count() > 1).toList();
        }

        private TrialMeans means(Played played) {
            return new TrialMeans(played.experiment().intervals(), Arrays.copyOf(played.positions, trials),
                    new RandomStreams(played.experiment().seed()));
        }

        private double[] values(Played played, String policy, int look) {
            return Arrays.copyOf(played.values.get(policy)[look], trials);
        }

        boolean isPaired(Played played) {
            return played.experiment().seed() == base.experiment().seed();
        }

        /** Refuses cells whose trials are neither pairs nor independent. */
        void requireComparable() {
            for (Played played : cells) {
                String problem = null;
                if (!played.version.equals(base.version)) {
                    problem = "were made by different versions of RegretBench (%s and %s); run the suite again".formatted(
                            base.version, played.version);
                } else if (!played.experiment().intervals().equals(base.experiment().intervals())) {
                    problem = "differ in 'intervals', which say what counts as a piece of evidence; give all cells the same";
                } else if (isPaired(played) && (measured(played) || measured(base))
                        && !played.experiment().arms().equals(base.experiment().arms())) {
                    problem = "play measured rows that are not the same: trials of equal number are no pairs, and rows that both may have make them "
                            + "dependent";
                } else if (isPaired(played) && !Arrays.equals(Arrays.copyOf(played.positions, trials),
                        Arrays.copyOf(base.positions, trials))) {
                    problem = "share their seed but not the order of their objectives: their trials are neither pairs nor independent";
                } else if (!isPaired(played) && (measured(played) || measured(base))) {
                    problem = "have seeds of their own, but objectives that are measured rows, which no seed makes independent; run them with "
                            + "`randomness: common`";
                }
                if (problem != null) {
                    throw new BadInputException("%s and %s %s".formatted(base.folder, played.folder, problem));
                }
            }
        }

        private boolean measured(Played played) {
            return played.experiment().objective().is(ObjectiveKind.TEST_ROW) || means(played).independentPieces() < trials;
        }

        String unit() {
            return base.experiment().figure().map(figure -> figure.unit().replace(',', ' ')).orElse("");
        }

        String blockLength() {
            return means(base).overBlocks() ? Integer.toString(base.experiment().intervals().blockLength()) : "";
        }

        void writeValues(StringBuilder csv, int look) {
            for (String policy : policies()) {
                for (Played played : cells) {
                    if (played.has(policy)) {
                        ResultFolder.line(csv, name, label(look), policy, played.cell.labels().get(axis),
                                ordered ? number(played.cell).orElseThrow() : "", played.experiment().name(), played.rounds.get(look),
                                means(played).nonNegative(values(played, policy, look), Comparison.LEVEL));
                    }
                }
            }
        }

        /** All policies at all values, judged together by Holm. */
        List<Difference> differences(int look) {
            List<Difference> all = new ArrayList<>();
            List<PairTest> pairs = new ArrayList<>();
            for (String policy : policies()) {
                double[] others = values(base, policy, look);
                for (Played played : cells) {
                    if (played == base || !played.has(policy)) {
                        continue;
                    }
                    double[] own = values(played, policy, look);
                    PairTest pair = isPaired(played) ? PairTest.of(policy, own, policy, others, means(base)) : null;
                    pairs.add(pair);
                    all.add(pair != null ? new Difference(policy, played, true, pair.difference(), pair.student(), Spelling.of(pair.test()),
                            pair.p(), Double.NaN, "") : welch(policy, played, own, others));
                }
            }
            double[] adjusted = Holm.adjusted(all.stream().mapToDouble(Difference::p).toArray());
            List<Difference> judged = new ArrayList<>();
            for (int i = 0; i < adjusted.length; i++) {
                Difference d = all.get(i);
                String answer = d.paired() ? answer(pairs.get(i).adjusted(adjusted[i], isEnough(all.size())).answer())
                        : unpairedAnswer(d, adjusted[i]);
                judged.add(new Difference(d.policy(), d.played(), d.paired(), d.bca(), d.interval(), d.test(), d.p(), adjusted[i], answer));
            }
            return judged;
        }

        private Difference welch(String policy, Played played, double[] own, double[] others) {
            Interval none = new Interval(Double.NaN, Double.NaN, Double.NaN);
            if (trials < 2) {
                return new Difference(policy, played, false, none, new Interval(means(played).mean(own) - means(base).mean(others), Double.NaN,
                        Double.NaN), "welch", 1, Double.NaN, "");
            }
            WelchDifference welch = WelchDifference.of(means(played).pieceMeans(own), means(base).pieceMeans(others));
            return new Difference(policy, played, false, none, welch.interval(Comparison.LEVEL), "welch", welch.twoSided(), Double.NaN, "");
        }

        private boolean isEnough(int together) {
            return means(base).allowVerdict() && PairTest.leastP(means(base), together) <= Comparison.ALPHA;
        }

        private String unpairedAnswer(Difference difference, double adjusted) {
            return !means(base).allowVerdict() ? "too-few" : adjusted > Comparison.ALPHA ? "cannot-tell"
                    : difference.interval().estimate() < 0 ? "lower" : "higher";
        }

        List<String> notes() {
            List<String> said = new ArrayList<>();
            TrialMeans means = means(base);
            int n = means.independentPieces();
            long paired = cells.stream().filter(played -> played != base && isPaired(played)).count();
            String counted = means.overBlocks() ? "N = %d blocks of about %s consecutive rows, %d trials in all".formatted(n, blockLength(), trials)
                    : n == trials ? "N = %d trials".formatted(trials) : "N = %d distinct objectives, which %d trials share".formatted(n, trials);
            said.add("%s of each cell, %s".formatted(counted, paired == cells.size() - 1
                    ? "paired: trials of equal number meet the same random numbers" : paired == 0
                            ? "unpaired: each has a seed of its own, and differences are Welch's"
                            : "paired where the seed is that of the baseline, by Welch's t otherwise"));
            said.add("p is corrected by Holm over all policies and values%s".formatted(slices.size() > 1 ? " of a slice, each slice by itself" : ""));
            int most = cells.stream().mapToInt(played -> played.experiment().trials()).max().orElseThrow();
            if (most > trials) {
                said.add("up to %d trials are left out, some cells have only %d".formatted(most - trials, trials));
            }
            if (!means.overBlocks() && base.experiment().objective().is(ObjectiveKind.TEST_ROW)) {
                said.add("rows of the table are taken for independent; where neighbouring rows are alike, use 'intervals: {method: "
                        + "block-means, blockLength: ...}' with blocks longer than they are alike");
            }
            cells.stream().flatMap(played -> played.values.keySet().stream()).distinct().filter(policy -> !shared().contains(policy))
                    .forEach(policy -> said.add("%s is left out: it is not at %s and another value".formatted(policy, baseline)));
            int together = (int) policies().stream().mapToLong(policy -> cells.stream().filter(played -> played != base
                    && played.has(policy)).count()).sum();
            if (!means.allowVerdict()) {
                said.add("too few: no answer is given with fewer than %d independent pieces, and there %s %d".formatted(
                        TrialMeans.LEAST_PIECES, n == 1 ? "is" : "are", n));
            } else if (paired > 0 && !isEnough(together)) {
                said.add(("too few: with %d independent pieces and %d differences Wilcoxon's p by Holm is %s at least, so none can be told "
                        + "from 0 at 5%%").formatted(n, together, PlainDouble.format(PairTest.leastP(means, together))));
            }
            return said;
        }
    }

    private static String answer(PairTest.Answer answer) {
        return switch (answer) {
            case FIRST_LOWER -> "lower";
            case SECOND_LOWER -> "higher";
            default -> Spelling.of(answer);
        };
    }

    private String label(int look) {
        return at.isEmpty() ? Comparison.AT_HORIZON : at.get(look).toString();
    }

    /**
     * Computes and writes everything.
     *
     * @param out the folder; made when missing
     */
    public ResultFolder write(Path out) throws IOException {
        Files.createDirectories(out);
        ResultFolder folder = new ResultFolder(out);
        StringBuilder about = new StringBuilder("slice,axis,baseline,quantity,unit,trials,block_length,pieces,values,paired\n");
        StringBuilder values = new StringBuilder("slice,at,policy,value,number,cell,t,mean,lower,upper\n");
        StringBuilder differences = new StringBuilder("slice,at,policy,value,baseline,t,baseline_t,comparison,difference,bca_lower,bca_upper,t_lower,"
                + "t_upper,test,p,p_holm,answer\n");
        for (Slice slice : slices) {
            ResultFolder.line(about, slice.name, axis, baseline, quantity.written(), slice.unit(), slice.trials, slice.blockLength(),
                    slice.means(slice.base).independentPieces(), slice.cells.size(), slice.cells.stream().filter(slice::isPaired).count() - 1);
            for (int look = 0; look < Math.max(1, at.size()); look++) {
                slice.writeValues(values, look);
                for (Difference d : slice.differences(look)) {
                    ResultFolder.line(differences, slice.name, label(look), d.policy(), d.played().cell.labels().get(axis), baseline,
                            d.played().rounds.get(look), slice.base.rounds.get(look), d.paired() ? "paired" : "unpaired",
                            d.interval().estimate(), d.bca().lower(), d.bca().upper(), d.interval().lower(), d.interval().upper(), d.test(), d.p(),
                            d.adjusted(), d.answer());
                }
            }
        }
        folder.text(SLICES, about.toString());
        folder.text(VALUES, values.toString());
        folder.text(DIFFERENCES, differences.toString());
        folder.labels(PolicyLabels.of(slices.stream().flatMap(slice -> slice.cells.stream()).map(Played::experiment).toList()));
        return folder;
    }

    /** What a reader has to know before the numbers, in words: what is paired, what N is and where it is too small. */
    public List<String> notes() {
        List<String> said = new ArrayList<>(notes);
        Map<String, List<String>> bySaying = new LinkedHashMap<>();
        slices.forEach(slice -> slice.notes().forEach(note -> bySaying.computeIfAbsent(note, n -> new ArrayList<>()).add(slice.name)));
        bySaying.forEach((note, names) -> said.add((names.size() == slices.size() ? "" : String.join(", ", names) + ": ") + note));
        Set<String> policies = new LinkedHashSet<>();
        slices.forEach(slice -> policies.addAll(slice.policies()));
        for (String policy : policies) {
            Set<Object> rules = new HashSet<>();
            slices.forEach(slice -> slice.cells.stream().filter(played -> played.has(policy)).forEach(played -> {
                Player player = played.experiment().player(policy);
                rules.add(List.of(player.family().name(), player.parameters()));
            }));
            if (rules.size() > 1) {
                said.add("%s has other parameters in some cells: its differences are theirs too".formatted(policy));
            }
        }
        return said;
    }
}
