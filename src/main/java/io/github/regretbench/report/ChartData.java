package io.github.regretbench.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.Spelling;
import io.github.regretbench.experiment.Experiment.Player;
import io.github.regretbench.experiment.MeanCurves.Quantity;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.ResultFolder.Table;
import io.github.regretbench.figure.PolicyStyle;
import io.github.regretbench.statistics.Interval;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The curves as JSON for {@code report.js}: policies with their looks; for each cell its labels, its rounds and, by policy and quantity,
 * mean and interval at each round, and what bounds the regret. Numbers have six digits or a few more, and null stands where there is none.
 */
final class ChartData {
    static final String SCHEMA = "regretbench/report/1";
    /** Two more than are shown. */
    private static final int DIGITS = 6;
    /** Of the marks on the curves, in CSS pixels. */
    static final double MARKER_RADIUS = 3.6;

    private final Cells cells;
    private final Map<String, String> labels;
    private final Map<String, PolicyStyle> styles;
    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;

    private ChartData(Cells cells, Map<String, PolicyStyle> styles) throws IOException {
        this.cells = cells;
        labels = cells.labels();
        this.styles = styles;
        json = new JsonFactory().createGenerator(text);
    }

    /** The JSON, safe inside a script element. */
    static String of(Cells cells, Map<String, PolicyStyle> styles) throws IOException {
        ChartData data = new ChartData(cells, styles);
        data.write();
        data.json.close();
        return data.text.toString().replace("<", "\\u003c");
    }

    private void write() throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeArrayFieldStart("policies");
        for (String policy : cells.policies()) {
            PolicyStyle style = styles.get(policy);
            json.writeStartObject();
            json.writeStringField("name", policy);
            json.writeStringField("label", labels.get(policy));
            json.writeStringField("marker", style.marker().path(MARKER_RADIUS));
            json.writeBooleanField("hollow", style.hollow());
            json.writeArrayFieldStart("dash");
            for (float length : style.dash()) {
                json.writeNumber(PlainDouble.format(length));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("cells");
        for (Cell cell : cells.cells()) {
            cell(cell);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void cell(Cell cell) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", cell.experiment().name());
        json.writeObjectFieldStart("labels");
        for (Map.Entry<String, String> label : cell.labels().entrySet()) {
            json.writeStringField(label.getKey(), label.getValue());
        }
        json.writeEndObject();
        json.writeStringField("unit", cell.unit());
        json.writeNumberField("trials", cell.experiment().trials());
        json.writeStringField("intervals", cell.folder().intervals());
        json.writeArrayFieldStart("rounds");
        for (int t : cell.curves().rounds()) {
            json.writeNumber(t);
        }
        json.writeEndArray();
        Map<String, Map<Integer, Map<String, String>>> levels = levels(cell.folder());
        json.writeObjectFieldStart("curves");
        for (Player player : cell.experiment().policies()) {
            json.writeObjectFieldStart(player.name());
            for (Map.Entry<Quantity, List<Interval>> curve : cell.curves().curves().get(player.name()).entrySet()) {
                json.writeObjectFieldStart(Spelling.of(curve.getKey()));
                numbers("mean", curve.getValue(), Interval::estimate);
                if (curve.getValue().get(0).isKnown()) {
                    numbers("lower", curve.getValue(), Interval::lower);
                    numbers("upper", curve.getValue(), Interval::upper);
                }
                json.writeEndObject();
            }
            bounds(cell, levels.getOrDefault(player.name(), Map.of()));
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /** What an audit said of the regret, by policy and round. */
    private static Map<String, Map<Integer, Map<String, String>>> levels(ResultFolder folder) {
        Map<String, Map<Integer, Map<String, String>>> levels = new HashMap<>();
        if (folder.isAudited()) {
            folder.auditLevels().rows().forEach(row -> levels.computeIfAbsent(row.get("policy"), p -> new HashMap<>())
                    .put(Integer.valueOf(row.get("t")), row));
        }
        return levels;
    }

    private void bounds(Cell cell, Map<Integer, Map<String, String>> levels) throws IOException {
        json.writeObjectFieldStart("bounds");
        for (Bound bound : Bound.values()) {
            List<Double> values = cell.curves().rounds().stream()
                    .map(t -> levels.containsKey(t) ? Table.number(levels.get(t), bound.column()) : Double.NaN).toList();
            if (values.stream().anyMatch(Double::isFinite)) {
                numbers(bound.column(), values, Double::doubleValue);
            }
        }
        json.writeEndObject();
    }

    private <T> void numbers(String name, List<T> items, ToDoubleFunction<T> number) throws IOException {
        json.writeArrayFieldStart(name);
        for (double value : items.stream().mapToDouble(number).toArray()) {
            if (Double.isFinite(value)) {
                json.writeNumber(PlainDouble.format(shortened(value)));
            } else {
                json.writeNull();
            }
        }
        json.writeEndArray();
    }

    /** The number to six digits, or to so many that what is shown of it is the stored number rounded once. */
    private static double shortened(double value) {
        for (int digits = DIGITS;; digits++) {
            double rounded = new BigDecimal(value).round(new MathContext(digits)).doubleValue();
            if (Html.number(rounded).equals(Html.number(value))) {
                return rounded;
            }
        }
    }

    /** What may be drawn over the regret: the levels of an audit. */
    enum Bound {
        CONFIDENCE("confidence", "sum of 2 √β σ, the widths of the band"), REALISED("realised", "√(C₁ t β I), the gain of the run"),
        WORST_CASE("worst_case", "√(C₁ t β γ), the worst case"), EXPECTED("expected_bound", "bound on the expected regret");

        private final String column;
        private final String words;

        Bound(String column, String words) {
            this.column = column;
            this.words = words;
        }

        /** Its name in an audit's files. */
        String column() {
            return column;
        }

        /** For people. */
        String words() {
            return words;
        }

        /** Whether an audit has it for some policy. */
        boolean isIn(Cells cells) {
            return cells.folders().stream().filter(ResultFolder::isAudited)
                    .anyMatch(folder -> folder.auditLevels().rows().stream().anyMatch(row -> !row.get(column).isEmpty()));
        }

        static List<Bound> in(Cells cells) {
            return Arrays.stream(values()).filter(bound -> bound.isIn(cells)).toList();
        }
    }
}
