package io.github.regretbench.figure;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.experiment.AlongAxis;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.ResultFolder.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Policies along an axis in words and columns, and as a LaTeX table, from the files of an {@link AlongAxis}. */
public final class AlongTable {
    /** A column of a two-column page holds so many values of an axis. */
    private static final int COLUMN_HOLDS = 3;

    private final ResultFolder folder;
    private final List<String> notes;
    private final List<Map<String, String>> slices;
    private final List<Map<String, String>> values;
    private final List<Map<String, String>> differences;

    private AlongTable(ResultFolder folder, List<String> notes) {
        this.folder = folder;
        this.notes = notes;
        slices = folder.read(AlongAxis.SLICES).rows();
        values = folder.read(AlongAxis.VALUES).rows();
        differences = folder.read(AlongAxis.DIFFERENCES).rows();
    }

    /**
     * The tables of an axis.
     *
     * @param notes what has to be known before the numbers
     */
    public static AlongTable of(ResultFolder folder, List<String> notes) {
        return new AlongTable(folder, List.copyOf(notes));
    }

    private static List<Map<String, String>> with(List<Map<String, String>> rows, String column, String value) {
        return rows.stream().filter(row -> row.get(column).equals(value)).toList();
    }

    /** For the console. */
    public String text() {
        StringBuilder text = new StringBuilder();
        notes.forEach(note -> text.append(note).append('\n'));
        for (Map<String, String> slice : slices) {
            String quantity = ComparisonFigures.quantity(slice.get("quantity")).words();
            String axis = slice.get("axis");
            ComparisonFigures.by("at", with(values, "slice", slice.get("slice"))).forEach((at, rows) -> {
                text.append("\n%s, %s %s%n".formatted(slice.get("slice"), quantity, ComparisonFigures.when(at)));
                ComparisonTable.columns(text, List.of("policy", axis, "mean", "95% Student t"), rows.stream().map(row -> List.of(row.get("policy"),
                        row.get("value"), ComparisonTable.significant(row, "mean"), ComparisonTable.interval(row, "lower", "upper"))).toList());
                ComparisonTable.columns(text, List.of("policy", axis, "difference", "95% BCa", "95% t", "p (Holm)", "answer"),
                        with(with(differences, "slice", slice.get("slice")), "at", at).stream().map(AlongTable::difference).toList());
            });
        }
        return text.toString();
    }

    private static List<String> difference(Map<String, String> row) {
        return List.of(row.get("policy"), row.get("value") + " - " + row.get("baseline"), ComparisonTable.significant(row, "difference"),
                row.get("comparison").equals("unpaired") ? "" : ComparisonTable.interval(row, "bca_lower", "bca_upper"),
                ComparisonTable.interval(row, "t_lower", "t_upper"), PlainDouble.significant(Table.number(row, "p_holm"), 2), answer(row));
    }

    private static String answer(Map<String, String> row) {
        String said = switch (row.get("answer")) {
            case "lower", "higher" -> row.get("answer") + " at " + row.get("value");
            case "equal" -> "equal in every trial";
            case "mean-disagrees" -> "one lower in most trials, not on average";
            case "too-few" -> "too few to tell";
            default -> "cannot tell";
        };
        return row.get("comparison").equals("unpaired") ? said + " (unpaired)" : said;
    }

    /** Writes {@code along.tex}: a booktabs table for each slice and round that was compared at. */
    public Path write() throws IOException {
        StringBuilder tex = new StringBuilder("% Written by RegretBench; needs \\usepackage{booktabs}.\n");
        for (Map<String, String> slice : slices) {
            ComparisonFigures.by("at", with(values, "slice", slice.get("slice"))).forEach((at, rows) -> latex(tex, slice, at, rows));
        }
        Path file = folder.path().resolve("along.tex");
        AtomicFile.write(file, out -> out.write(tex.toString().getBytes(StandardCharsets.UTF_8)));
        return file;
    }

    private void latex(StringBuilder tex, Map<String, String> slice, String at, List<Map<String, String>> rows) {
        List<String> names = rows.stream().map(row -> row.get("value")).distinct().toList();
        List<Map<String, String>> own = with(with(differences, "slice", slice.get("slice")), "at", at);
        boolean wide = names.size() > COLUMN_HOLDS;
        String tests = own.stream().map(row -> switch (row.get("test")) {
            case "wilcoxon" -> "paired Wilcoxon test";
            case "welch" -> "Welch's test, unpaired";
            default -> "paired Student t test of block means";
        }).distinct().collect(Collectors.joining(" or "));
        tex.append("\\begin{table").append(wide ? "*" : "").append("}\n\\centering\n\\caption{").append(LatexText.of(slice.get("slice")))
                .append(": mean ").append(ComparisonFigures.quantity(slice.get("quantity")).words().replaceAll("R_t(/t)?", "\\$R_t$1\\$"))
                .append(' ').append(ComparisonFigures.when(at).replaceAll("t = (\\d+)", "\\$t = $1\\$")).append(" along ")
                .append(LatexText.of(slice.get("axis"))).append(", over 95\\% Student t intervals (N = ").append(slice.get("pieces"))
                .append(!slice.get("block_length").isEmpty() ? " blocks" : slice.get("pieces").equals(slice.get("trials")) ? "" : " objectives")
                .append("). \\textsuperscript{*}: told apart from ").append(LatexText.of(slice.get("baseline"))).append(" (").append(tests)
                .append(", Holm, 5\\%).}\n\\begin{tabular}{@{}l").append("c".repeat(names.size())).append("@{}}\n\\toprule\npolicy");
        names.forEach(name -> tex.append(" & ").append(LatexText.of(name)));
        tex.append(" \\\\\n\\midrule\n");
        Map<String, String> labels = folder.labels();
        ComparisonFigures.by("policy", rows).forEach((policy, all) -> {
            StringBuilder intervals = new StringBuilder();
            tex.append(LatexText.of(labels.get(policy)));
            for (String name : names) {
                List<Map<String, String>> cell = with(all, "value", name);
                boolean apart = with(with(own, "policy", policy), "value", name).stream()
                        .anyMatch(row -> row.get("answer").equals("lower") || row.get("answer").equals("higher"));
                tex.append(" & ").append(cell.isEmpty() ? "--" : ComparisonTable.tex(cell.get(0), "mean") + (apart ? "\\textsuperscript{*}" : ""));
                intervals.append(" & ").append(cell.isEmpty() || cell.get(0).get("lower").isEmpty() ? "" : "\\scriptsize[%s, %s]".formatted(
                        ComparisonTable.tex(cell.get(0), "lower"), ComparisonTable.tex(cell.get(0), "upper")));
            }
            tex.append(" \\\\\n").append(intervals).append(" \\\\\n");
        });
        tex.append("\\bottomrule\n\\end{tabular}\n\\end{table").append(wide ? "*" : "").append("}\n");
    }
}
