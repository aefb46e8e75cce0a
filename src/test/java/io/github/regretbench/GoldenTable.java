package io.github.regretbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reference values from the folder {@code -Dgolden=DIR} (default: the shipped one, src/test/resources/golden, whose README and
 * gen_*.py say how they were computed).
 */
public final class GoldenTable {
    private GoldenTable() {
    }

    /** A row of a table. */
    public record Row(String table, int line, Map<String, String> cells) {

        public String text(String column) {
            String cell = cells.get(column);
            if (cell == null) {
                throw new IllegalStateException(this + " has no column '" + column + "'");
            }
            return cell;
        }

        public double number(String column) {
            return Double.parseDouble(text(column));
        }

        /** A vector written a;b;c. */
        public double[] vector(String column) {
            return Arrays.stream(text(column).split(";")).mapToDouble(Double::parseDouble).toArray();
        }

        /** Points written a;b/c;d. */
        public double[][] points(String column) {
            return Arrays.stream(text(column).split("/"))
                    .map(p -> Arrays.stream(p.split(";")).mapToDouble(Double::parseDouble).toArray()).toArray(double[][]::new);
        }

        /** Parameters written name=value;name=v1|v2. */
        public Map<String, String> parameters(String column) {
            Map<String, String> parameters = new LinkedHashMap<>();
            for (String part : text(column).split(";")) {
                String[] pair = part.split("=");
                parameters.put(pair[0], pair[1]);
            }
            return parameters;
        }

        @Override
        public String toString() {
            return table + ":" + line + " " + cells.values();
        }
    }

    public static List<Row> rows(String table) {
        Path file = Path.of(System.getProperty("golden", "src/test/resources/golden")).resolve(table);
        try {
            List<String> lines = Files.readAllLines(file);
            String[] header = lines.get(0).split(",");
            List<Row> rows = new ArrayList<>();
            for (int i = 1; i < lines.size(); i++) {
                String[] cells = lines.get(i).split(",", -1);
                Map<String, String> row = new LinkedHashMap<>();
                for (int j = 0; j < header.length; j++) {
                    row.put(header[j], cells[j]);
                }
                rows.add(new Row(table, i + 1, row));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("reference values " + file + " cannot be read", e);
        }
    }

    /** Fails unless |actual - expected| <= relative |expected|. */
    public static void assertClose(double actual, double expected, double relative, Object what) {
        if (!(Math.abs(actual - expected) <= relative * Math.abs(expected))) {
            throw new AssertionError("%s: got %s, expected %s (relative tolerance %s, off by %s)".formatted(what, actual, expected,
                    relative, Math.abs(actual - expected) / Math.abs(expected)));
        }
    }
}
