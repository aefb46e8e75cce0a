package io.github.regretbench.figure;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.KernelComparison;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.ResultFolder.Table;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of a {@link KernelComparison}, a row per experiment: for the console, as LaTeX (needs booktabs) and as Markdown. */
public final class KernelComparisonTable {
    private static final String MISSING = "–";
    /** Formulas as the notes and the header write them, and in TeX; the longer before those they hold. */
    private static final Map<String, String> FORMULAS = formulas("sqrt(C1 T beta_T gamma_T)", "\\sqrt{C_1 T \\beta_T \\gamma_T}",
            "R_T ~ T^p", "R_T \\sim T^p", "trace(K)/n = 1", "\\mathrm{tr}(K)/n = 1", "bound/R_T", "\\mathrm{bound}/R_T",
            "gamma_T", "\\gamma_T", "R_T", "R_T", "(log T)^q", "(\\log T)^q", "q / log T", "q / \\log T", "delta",
            "\\delta");
    private static final Pattern FORMULA = Pattern.compile(FORMULAS.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|")));

    private final List<String> notes;
    private final List<String> header;
    private final List<List<String>> rows;

    private KernelComparisonTable(ResultFolder folder) {
        List<Map<String, String>> results = KernelComparison.table(folder).rows();
        Map<String, String> first = results.get(0);
        notes = notes(runs(first) + " " + setUp(folder, results));
        header = List.of("d", "kernel", "gamma_T", "R_T", "bound", "bound/R_T", window(first, "decade"), window(first, "two_decades"),
                "theory, at most", "best arm");
        rows = results.stream().map(KernelComparisonTable::row).toList();
    }

    /** The table of the comparison in a folder. */
    public static KernelComparisonTable of(ResultFolder folder) {
        return new KernelComparisonTable(folder);
    }

    private static String window(Map<String, String> row, String window) {
        return row.get(window + "_from").isEmpty() ? "growth" : "growth %s..%s".formatted(row.get(window + "_from"), row.get("horizon"));
    }

    private static List<String> row(Map<String, String> row) {
        return List.of(row.get("dimension"), KernelComparison.kernel(row.get("kernel")).label(),
                "%s..%s".formatted(rounded(row, "gamma_lower", 5, RoundingMode.FLOOR),
                        rounded(row, "gamma_upper", 5, RoundingMode.CEILING)),
                regret(row), significant(row, "bound", 4), significant(row, "bound_over_regret", 3), exponent(row, "decade"),
                exponent(row, "two_decades"), theory(row),
                PlainDouble.percent(Table.number(row, "decade_best_arm"), 3));
    }

    private static String exponent(Map<String, String> row, String window) {
        String column = window + "_exponent";
        if (row.get(column).isEmpty()) {
            return MISSING;
        }
        return row.get(window + "_lower").isEmpty() ? thousandths(row, column) : "%s [%s, %s]".formatted(thousandths(row, column), thousandths(row, window + "_lower"),
                thousandths(row, window + "_upper"));
    }

    private static String thousandths(Map<String, String> row, String column) {
        return new BigDecimal(row.get(column)).setScale(3, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String theory(Map<String, String> row) {
        if (row.get("theory_exponent").isEmpty()) {
            return MISSING;
        }
        String power = "T^(" + significant(row, "theory_exponent", 3) + ")";
        return row.get("theory_log_power").isEmpty() ? power + " polylog T"
                : power + " (log T)^(" + significant(row, "theory_log_power", 3) + ")";
    }

    private static String regret(Map<String, String> row) {
        return significant(row, "regret", 4) + (row.get("regret_lower").isEmpty() ? ""
                : " [%s, %s]".formatted(significant(row, "regret_lower", 4), significant(row, "regret_upper", 4)));
    }

    private static String significant(Map<String, String> row, String column, int digits) {
        return row.get(column).isEmpty() ? MISSING : rounded(row, column, digits, RoundingMode.HALF_EVEN);
    }

    private static String rounded(Map<String, String> row, String column, int digits, RoundingMode mode) {
        return PlainDouble.format(new BigDecimal(row.get(column)).round(new MathContext(digits, mode)));
    }

    static String runs(Map<String, String> result) {
        return result.get("trials") + (result.get("trials").equals("1") ? " run" : " runs");
    }

    /** How the numbers were made: what follows "30 runs". */
    static String setUp(ResultFolder folder, List<Map<String, String>> results) {
        Experiment first = new ResultFolder(folder.path().resolve(results.get(0).get("experiment"))).experiment();
        List<String> arms = results.stream().map(row -> "%s (d = %s)".formatted(row.get("arms"), row.get("dimension"))).distinct().toList();
        return ("of GP-UCB (%s, delta = %s) on functions drawn from each kernel, on a grid in the unit cube, n = %s; length scale %s, "
                + "trace(K)/n = 1, noise variance %s.").formatted(first.player(KernelComparison.POLICY).parameters().get("schedule"),
                        PlainDouble.format(first.delta()), String.join(", ", arms), KernelComparison.LENGTH_SCALE,
                        PlainDouble.format(first.noiseVariance()));
    }

    /** How to read the columns. */
    private static List<String> notes(String setUp) {
        return List.of(setUp,
                "gamma_T: certified bracket, in nats. R_T: mean with 95% Student t interval. bound: sqrt(C1 T beta_T gamma_T). growth: p "
                + "of R_T ~ T^p with 95% bootstrap interval over whole runs. best arm: share of recorded plays of a best arm in the "
                + "last decade.",
                "Theory's order is an upper bound for large T; its (log T)^q adds q / log T to p at T. A grid has a best arm: where "
                + "that is nearly always played, regret hardly grows, whatever the kernel, and p speaks of the grid.");
    }

    /** For the console. */
    public String text() {
        List<List<String>> all = new ArrayList<>(List.of(header));
        rows.forEach(row -> all.add(row.stream().map(cell -> cell.replaceAll("\\^\\(([^)]*)\\)", "^$1")).toList()));
        int[] widths = new int[header.size()];
        all.forEach(row -> Arrays.setAll(widths, i -> Math.max(widths[i], row.get(i).length())));
        StringBuilder text = new StringBuilder();
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(String.format(Locale.ROOT, "  %-" + widths[i] + "s", row.get(i)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        notes.forEach(note -> text.append(note).append('\n'));
        return text.toString();
    }

    private static Map<String, String> formulas(String... plainAndTex) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < plainAndTex.length; i += 2) {
            map.put(plainAndTex[i], plainAndTex[i + 1]);
        }
        return map;
    }

    /** A cell or note with its formulas in TeX, between dollars. */
    private static String withFormulas(String text) {
        return text.startsWith("T^(") ? "$" + OrderTable.tex(text) + "$"
                : FORMULA.matcher(text).replaceAll(match -> Matcher.quoteReplacement("$" + FORMULAS.get(match.group()) + "$"));
    }

    private static String latex(String text) {
        return withFormulas(text).replace("%", "\\%").replace("é", "\\'e").replace("..", "--").replace(MISSING, "--")
                .replaceAll("(?<![\\w.$-])-(?=\\d)", "\\$-\\$");
    }

    private static String markdown(String text) {
        return withFormulas(text).replace("..", "–").replaceAll("(?<![\\w.–-])-(?=\\d)", "−");
    }

    private String latex() {
        StringBuilder body = new StringBuilder();
        String dimension = rows.get(0).get(0);
        for (List<String> row : rows) {
            body.append(row.get(0).equals(dimension) ? "" : "\\midrule\n").append(latexRow(row));
            dimension = row.get(0);
        }
        return "% Written by RegretBench; needs \\usepackage{booktabs}.\n\\begin{table*}\n\\centering\\scriptsize\n"
                + "\\setlength{\\tabcolsep}{4pt}\n\\caption{" + latex(String.join(" ", notes)) + "}\n\\label{tab:compare-kernels}\n"
                + "\\begin{tabular}{@{}lllrrrlllr@{}}\n\\toprule\n" + latexRow(header) + "\\midrule\n" + body
                + "\\bottomrule\n\\end{tabular}\n\\end{table*}\n";
    }

    private static String latexRow(List<String> row) {
        return String.join(" & ", row.stream().map(KernelComparisonTable::latex).toList()) + " \\\\\n";
    }

    private String markdown() {
        StringBuilder text = new StringBuilder(markdownRow(header)).append("|---".repeat(header.size())).append("|\n");
        rows.forEach(row -> text.append(markdownRow(row)));
        return text + "\n" + String.join("\n\n", notes.stream().map(KernelComparisonTable::markdown).toList()) + "\n";
    }

    private static String markdownRow(List<String> row) {
        return "| " + String.join(" | ", row.stream().map(KernelComparisonTable::markdown).toList()) + " |\n";
    }

    /**
     * Writes {@code compare-kernels.tex} and {@code compare-kernels.md}.
     *
     * @param directory where to; made when missing
     * @return the files
     */
    public List<Path> write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path latex = directory.resolve(KernelComparison.NAME + ".tex");
        Path markdown = directory.resolve(KernelComparison.NAME + ".md");
        AtomicFile.write(latex, out -> out.write(latex().getBytes(StandardCharsets.UTF_8)));
        AtomicFile.write(markdown, out -> out.write(markdown().getBytes(StandardCharsets.UTF_8)));
        return List.of(latex, markdown);
    }
}
