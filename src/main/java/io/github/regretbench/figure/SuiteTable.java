package io.github.regretbench.figure;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.ResultFolder.Table;
import io.github.regretbench.experiment.Suite;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The mean average regret R_T/T of all cells of a suite, a row per cell and a column per policy, from its {@value Suite#SUMMARIES}. */
public final class SuiteTable {
    private static final MathContext DIGITS = new MathContext(4);

    private final Map<String, Map<String, String>> cells = new LinkedHashMap<>();
    private final Set<String> policies = new LinkedHashSet<>();

    private SuiteTable(Table summaries) {
        for (Map<String, String> row : summaries.rows()) {
            policies.add(row.get("policy"));
            cells.computeIfAbsent(row.get("cell"), cell -> new LinkedHashMap<>()).put(row.get("policy"),
                    PlainDouble.format(BigDecimal.valueOf(Table.number(row, "average_regret")).round(DIGITS).stripTrailingZeros()));
        }
    }

    /** The table of a suite's folder. */
    public static SuiteTable of(ResultFolder suite) {
        return new SuiteTable(suite.read(Suite.SUMMARIES));
    }

    /** Aligned text; a cell without a policy has no number there. */
    public String text() {
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("R_T/T"));
        header.addAll(policies);
        rows.add(header);
        cells.forEach((cell, numbers) -> {
            List<String> row = new ArrayList<>(List.of(cell));
            policies.forEach(policy -> row.add(numbers.getOrDefault(policy, "")));
            rows.add(row);
        });
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int place = column;
                int width = rows.stream().mapToInt(r -> r.get(place).length()).max().orElseThrow();
                String space = " ".repeat(width - row.get(column).length());
                line.append(column == 0 ? row.get(0) + space : "  " + space + row.get(column));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
