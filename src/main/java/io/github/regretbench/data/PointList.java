package io.github.regretbench.data;

import io.github.regretbench.PlainDouble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Points as others write them: one a line, coordinates between commas, semicolons or tabs; names in the first line are passed over. */
public final class PointList {
    private PointList() {
    }

    /**
     * The coordinates of each point.
     *
     * @throws io.github.regretbench.BadInputException which names file, line and column, when there is none or one is no point
     */
    public static double[][] read(Path file) {
        try (CsvLines lines = CsvLines.open(file, "")) {
            List<double[]> points = new ArrayList<>();
            boolean mayBeHeader = true;
            for (List<String> cells = lines.next(); cells != null; cells = lines.next()) {
                double[] point = cells.stream().mapToDouble(PlainDouble::parse).toArray();
                boolean header = mayBeHeader && cells.stream().allMatch(cell -> cell.matches("\\p{L}.*") && Double.isNaN(PlainDouble.parse(cell))
                        && !cell.matches("(?i)nan|na|inf|infinity"));
                mayBeHeader = false;
                if (!header) {
                    check(lines, cells, point, points);
                    points.add(point);
                }
            }
            if (points.isEmpty()) {
                throw lines.badFile("is empty; expected one point per line, its coordinates separated by commas.");
            }
            return points.toArray(double[][]::new);
        }
    }

    private static void check(CsvLines lines, List<String> cells, double[] point, List<double[]> points) {
        for (int j = 0; j < point.length; j++) {
            if (Double.isNaN(point[j])) {
                throw lines.bad("column " + (j + 1) + ": '" + cells.get(j) + "' is no coordinate; expected one point per line, numbers with a decimal "
                        + "point, separated by commas, semicolons or tabs.");
            }
        }
        if (!points.isEmpty() && point.length != points.get(0).length) {
            throw lines.bad(point.length + " coordinates where the first point has " + points.get(0).length
                    + "; expected points of one dimension.");
        }
    }
}
