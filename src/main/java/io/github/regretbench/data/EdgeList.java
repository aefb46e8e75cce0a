package io.github.regretbench.data;

import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An undirected graph as others write it: an edge per line, the names of its two ends and, if any, its weight. A first line such as
 * {@code source,target,weight} is passed over.
 */
public final class EdgeList {
    private final List<String> vertices;
    private final double[][] weights;

    private EdgeList(List<String> vertices, double[][] weights) {
        this.vertices = vertices;
        this.weights = weights;
    }

    /** The names of the n vertices, in the order in which they first occur. */
    public List<String> vertices() {
        return vertices;
    }

    /** The symmetric n x n matrix of weights, 0 where there is no edge; not to be modified. */
    public double[][] weights() {
        return weights;
    }

    /**
     * Reads a file: UTF-8 or gzip, cells between commas, semicolons or tabs.
     *
     * @throws BadInputException which names file, line and column, when a line is no edge, an edge stands twice or joins a vertex with itself, or a
     *         weight is not > 0
     */
    public static EdgeList read(Path file) {
        try (CsvLines lines = CsvLines.open(file, "")) {
            Map<String, Integer> numbers = new LinkedHashMap<>();
            Map<Set<Integer>, Double> edges = new LinkedHashMap<>();
            boolean first = true;
            for (List<String> cells = lines.next(); cells != null; cells = lines.next()) {
                boolean header = first && isHeader(cells);
                first = false;
                if (!header) {
                    add(lines, cells, numbers, edges);
                }
            }
            if (edges.isEmpty()) {
                throw lines.badFile("has no edges; expected one per line, as source,target or source,target,weight.");
            }
            double[][] weights = new double[numbers.size()][numbers.size()];
            edges.forEach((ends, weight) -> {
                List<Integer> pair = List.copyOf(ends);
                weights[pair.get(0)][pair.get(1)] = weight;
                weights[pair.get(1)][pair.get(0)] = weight;
            });
            return new EdgeList(List.copyOf(numbers.keySet()), weights);
        }
    }

    private static boolean isHeader(List<String> cells) {
        return cells.size() == 3 && Double.isNaN(PlainDouble.parse(cells.get(2)))
                || cells.size() == 2 && List.of("from,to", "source,target").contains(String.join(",", cells)
                        .toLowerCase(Locale.ROOT));
    }

    private static void add(CsvLines lines, List<String> cells, Map<String, Integer> numbers, Map<Set<Integer>, Double> edges) {
        if (cells.size() != 2 && cells.size() != 3 || cells.get(0).isEmpty() || cells.get(1).isEmpty()) {
            throw lines.bad("is no edge; expected the names of two vertices and, if any, a weight.");
        }
        if (cells.get(0).equals(cells.get(1))) {
            throw lines.bad("the edge joins '" + cells.get(0) + "' with itself; leave it out.");
        }
        double weight = cells.size() == 2 ? 1 : PlainDouble.parse(cells.get(2));
        if (!(weight > 0)) {
            throw lines.bad("column 3: the weight is '" + cells.get(2) + "'; expected a finite number > 0.");
        }
        Set<Integer> ends = new HashSet<>();
        for (String name : cells.subList(0, 2)) {
            numbers.putIfAbsent(name, numbers.size());
            ends.add(numbers.get(name));
        }
        if (edges.putIfAbsent(ends, weight) != null) {
            throw lines.bad("the edge from '" + cells.get(0) + "' to '" + cells.get(1) + "' stands twice; keep one of them.");
        }
    }
}
