package io.github.regretbench.figure;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.ResultFolder.Table;
import io.github.regretbench.statistics.Friedman;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A comparison in words and columns, and as a LaTeX table, from its files. */
public final class ComparisonTable {
    private static final List<String> POLICIES = List.of("policy", "mean", "95% Student t", "median", "quartiles");
    private static final List<String> PAIRS = List.of("first - second", "difference", "95% BCa", "95% Student t", "P(first lower)",
            "p (Holm)", "answer");
    private static final int DIGITS = 4;
    /** A column of a two-column page holds so many problems, both columns some more. */
    private static final int COLUMN_HOLDS = 2;

    private final ResultFolder folder;
    private final List<String> notes;

    private ComparisonTable(ResultFolder folder, List<String> notes) {
        this.folder = folder;
        this.notes = notes;
    }

    /**
     * The tables of a comparison.
     *
     * @param notes what has to be known before the numbers
     */
    public static ComparisonTable of(ResultFolder folder, List<String> notes) {
        return new ComparisonTable(folder, List.copyOf(notes));
    }

    /** For the console. */
    public String text() {
        String quantity = ComparisonFigures.quantity(folder).words();
        StringBuilder text = new StringBuilder();
        notes.forEach(note -> text.append(note).append('\n'));
        Map<String, List<Map<String, String>>> pairs = ComparisonFigures.by("problem", folder.read("pairs.csv").rows());
        ComparisonFigures.by("problem", folder.read("policies.csv").rows()).forEach((problem, looks) -> {
            Map<String, List<Map<String, String>>> pairLooks = ComparisonFigures.by("at", pairs.get(problem));
            ComparisonFigures.by("at", looks).forEach((at, rows) -> {
                text.append("\n%s, %s at t = %s%n".formatted(problem, quantity, rows.get(0).get("t")));
                columns(text, POLICIES, rows.stream().map(ComparisonTable::policy).toList());
                columns(text, PAIRS, pairLooks.get(at).stream().map(ComparisonTable::pair).toList());
            });
        });
        Map<String, List<Map<String, String>>> ranks = ComparisonFigures.by("at", folder.read("ranks.csv").rows());
        folder.read("friedman.csv").rows().forEach(row -> across(text, row, ranks.get(row.get("at"))));
        return text.toString();
    }

    private static List<String> policy(Map<String, String> row) {
        return List.of(row.get("policy"), significant(row, "mean"), interval(row, "lower", "upper"), significant(row, "median"),
                interval(row, "q25", "q75"));
    }

    private static List<String> pair(Map<String, String> row) {
        return List.of(row.get("policy") + " - " + row.get("other"), significant(row, "difference"),
                interval(row, "bca_lower", "bca_upper"), interval(row, "student_lower", "student_upper"),
                share(row, "superiority") + (row.get("superiority_lower").isEmpty() ? ""
                        : " [%s, %s]".formatted(share(row, "superiority_lower"), share(row, "superiority_upper"))),
                PlainDouble.significant(Table.number(row, "p_holm"), 2), answer(row));
    }

    private static String answer(Map<String, String> row) {
        return switch (row.get("answer")) {
            case "first-lower" -> row.get("policy") + " lower";
            case "second-lower" -> row.get("other") + " lower";
            case "equal" -> "equal in each of the N";
            case "mean-disagrees" -> disagreement(row);
            case "too-few" -> "too few to tell";
            default -> "cannot tell";
        };
    }

    /** Ranks and means say different things: who is lower by which, and how many of the N count, for equal ones have no rank. */
    private static String disagreement(Map<String, String> row) {
        double n = Table.number(row, "wilcoxon_n");
        boolean first = Table.number(row, "w_plus") < n * (n + 1) / 4;
        double difference = Table.number(row, "difference");
        return "%s lower by ranks of %s unequal, %s on average".formatted(row.get(first ? "policy" : "other"), row.get("wilcoxon_n"),
                difference == 0 ? "equal" : row.get(difference < 0 ? "policy" : "other") + " lower");
    }

    private static void across(StringBuilder text, Map<String, String> row, List<Map<String, String>> ranks) {
        Friedman friedman = ComparisonFigures.friedman(row, ranks);
        text.append("\nacross %d problems %s: Friedman chi-square %s, ".formatted(friedman.problems(), ComparisonFigures.when(row.get("at")),
                PlainDouble.significant(friedman.tieCorrectedChiSquare(), 4)));
        if (friedman.allowsVerdict()) {
            text.append("%s p by permuting %s = %s: %s%n".formatted(friedman.isExact() ? "exact" : "sampled",
                    friedman.independent() == friedman.problems() ? "each problem" : friedman.independent() + " groups without a common seed, function or data file",
                    PlainDouble.significant(friedman.p(), 2), friedman.differ() ? "policies differ" : "cannot tell them apart"));
        } else {
            text.append("no verdict: all problems share their random numbers, function or data file, which makes them one independent problem\n");
        }
        if (friedman.allowsVerdict() && Double.isInfinite(friedman.criticalDifference())) {
            text.append("  too few problems: even if all agreed, no two policies could be told apart\n");
        }
        columns(text, List.of("policy", "average rank"), ranks.stream().sorted(Comparator.comparingDouble(r -> Table.number(r,
                "average_rank"))).map(r -> List.of(r.get("policy"), rank(r))).toList());
        if (friedman.differ()) {
            String groups = friedman.alike().stream().map(group -> group.stream().map(j -> ranks.get(j).get("policy"))
                    .collect(Collectors.joining(", "))).collect(Collectors.joining(" | "));
            text.append("  average ranks differ if at least %s apart, all pairs together at 5%%%s%n".formatted(
                    PlainDouble.significant(friedman.criticalDifference(), 3), groups.isEmpty() ? "; all do" : "; not told apart: " + groups));
        }
    }

    /** Rows in columns, the first to the left and the others to the right. */
    static void columns(StringBuilder text, List<String> header, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>(List.of(header));
        all.addAll(rows);
        int[] widths = IntStream.range(0, header.size()).map(i -> all.stream().mapToInt(row -> row.get(i).length()).max().orElseThrow())
                .toArray();
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder("  ");
            for (int i = 0; i < widths.length; i++) {
                boolean words = i == 0 || header.get(i).equals("answer");
                line.append(String.format(Locale.ROOT, "%" + (words ? "-" : "") + widths[i] + "s  ", row.get(i)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }

    /** Writes {@code comparison.tex}: a booktabs table for each round that was compared at. */
    public Path write() throws IOException {
        StringBuilder tex = new StringBuilder("% Written by RegretBench; needs \\usepackage{booktabs}.\n");
        Map<String, List<Map<String, String>>> looks = ComparisonFigures.by("at", folder.read("policies.csv").rows());
        looks.forEach((at, rows) -> latex(tex, at, rows));
        Path file = folder.path().resolve("comparison.tex");
        AtomicFile.write(file, out -> out.write(tex.toString().getBytes(StandardCharsets.UTF_8)));
        return file;
    }

    private void latex(StringBuilder tex, String at, List<Map<String, String>> rows) {
        Map<String, List<Map<String, String>>> problems = ComparisonFigures.by("problem", rows);
        List<String> policies = rows.stream().map(row -> row.get("policy")).distinct().toList();
        List<Map<String, String>> pairs = folder.read("pairs.csv").rows().stream().filter(row -> row.get("at").equals(at)).toList();
        Map<String, String> ranks = folder.read("ranks.csv").rows().stream().filter(row -> row.get("at").equals(at))
                .collect(Collectors.toMap(row -> row.get("policy"), ComparisonTable::rank));
        boolean wide = problems.size() > COLUMN_HOLDS;
        tex.append("\\begin{table").append(wide ? "*" : "").append("}\n\\centering\n\\caption{Mean ")
                .append(ComparisonFigures.quantity(folder).words().replaceAll("R_t(/t)?", "\\$R_t$1\\$")).append(' ')
                .append(ComparisonFigures.when(at).replaceAll("t = (\\d+)", "\\$t = $1\\$"))
                .append(" over 95\\% Student t intervals").append(pieces(problems.keySet()))
                .append(". Bold: lowest; \\textsuperscript{*}: not told apart from it (paired ").append(pairs.stream().map(row -> row.get("test"))
                        .distinct().map(test -> test.equals("wilcoxon") ? "Wilcoxon test" : "Student t test of block means")
                        .collect(Collectors.joining(" or "))).append(", Holm over the pairs of a problem, not over problems, 5\\%).").append(ranks.isEmpty() ? "" : " Rank: average over problems.").append("}\n")
                .append("\\begin{tabular}{@{}l").append("c".repeat(problems.size())).append(ranks.isEmpty() ? "" : "r")
                .append("@{}}\n\\toprule\npolicy");
        problems.keySet().forEach(problem -> tex.append(" & ").append(LatexText.of(problem)));
        tex.append(ranks.isEmpty() ? "" : " & rank").append(" \\\\\n\\midrule\n");
        Map<String, String> labels = folder.labels();
        for (String policy : policies) {
            StringBuilder intervals = new StringBuilder();
            tex.append(LatexText.of(labels.get(policy)));
            problems.forEach((problem, each) -> {
                Map<String, String> own = each.stream().filter(row -> row.get("policy").equals(policy)).findFirst().orElse(null);
                tex.append(" & ").append(own == null ? "--" : mean(own, each, pairs.stream()
                        .filter(row -> row.get("problem").equals(problem)).toList()));
                intervals.append(" & ").append(own == null || own.get("lower").isEmpty() ? "" : "\\scriptsize[%s, %s]".formatted(
                        tex(own, "lower"), tex(own, "upper")));
            });
            tex.append(ranks.isEmpty() ? "" : " & " + ranks.getOrDefault(policy, "--")).append(" \\\\\n").append(intervals)
                    .append(ranks.isEmpty() ? "" : " &").append(" \\\\\n");
        }
        tex.append("\\bottomrule\n\\end{tabular}\n\\end{table").append(wide ? "*" : "").append("}\n");
    }

    /** N of each problem. */
    private String pieces(Set<String> problems) {
        return folder.read("problems.csv").rows().stream().filter(row -> problems.contains(row.get("problem")))
                .map(row -> "%s N = %s%s".formatted(LatexText.of(row.get("problem")), row.get("pieces"),
                        !row.get("block_length").isEmpty() ? " blocks" : row.get("pieces").equals(row.get("trials")) ? "" : " objectives"))
                .collect(Collectors.joining(", ", " (", ")"));
    }

    /** The mean, marked as the lowest of its problem or as not told apart from that. */
    private static String mean(Map<String, String> own, List<Map<String, String>> rows, List<Map<String, String>> pairs) {
        Map<String, String> best = rows.stream().min(Comparator.comparingDouble(row -> Table.number(row, "mean"))).orElseThrow();
        boolean near = own != best && pairs.stream().anyMatch(pair -> List.of(pair.get("policy"), pair.get("other")).containsAll(List.of(
                own.get("policy"), best.get("policy"))) && !pair.get("answer").endsWith("-lower"));
        return own == best ? "\\textbf{" + tex(own, "mean") + "}" : tex(own, "mean") + (near ? "\\textsuperscript{*}" : "");
    }

    static String tex(Map<String, String> row, String column) {
        return SummaryTable.cell(Table.number(row, column), Double.NaN, Double.NaN);
    }

    static String interval(Map<String, String> row, String lower, String upper) {
        return row.get(lower).isEmpty() ? "unknown" : "[%s, %s]".formatted(significant(row, lower), significant(row, upper));
    }

    private static String share(Map<String, String> row, String column) {
        return String.format(Locale.ROOT, "%.2f", Table.number(row, column));
    }

    private static String rank(Map<String, String> row) {
        return String.format(Locale.ROOT, "%.2f", Table.number(row, "average_rank"));
    }

    static String significant(Map<String, String> row, String column) {
        return PlainDouble.significant(Table.number(row, column), DIGITS);
    }
}
