package io.github.regretbench.report;

import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.MeanCurves.Quantity;
import io.github.regretbench.experiment.ResultFolder.Table;
import io.github.regretbench.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The last round in tables, and what became of the experiments' claims. */
final class ResultTables {
    private static final String ORACLE = "oracle";

    private final Cells cells;
    private final Map<String, String> labels;
    private final List<String> policies;

    ResultTables(Cells cells) {
        this.cells = cells;
        labels = cells.labels();
        policies = cells.policies();
    }

    /** One table for one experiment; for more, one a quantity, of which the first is open. */
    String html() {
        StringBuilder html = new StringBuilder();
        if (cells.isSingle()) {
            html.append(single(cells.cells().get(0)));
        } else {
            html.append(matrix(Quantity.AVERAGE_REGRET));
            for (Quantity quantity : Quantity.values()) {
                if (quantity != Quantity.AVERAGE_REGRET) {
                    html.append(Html.details(capital(words(quantity)), matrix(quantity)));
                }
            }
        }
        return html.append(claims()).toString();
    }

    private String single(Cell cell) {
        List<String> header = new ArrayList<>(List.of("Policy"));
        for (Quantity quantity : Quantity.values()) {
            header.add(capital(words(quantity)) + (quantity == Quantity.INFORMATION_GAIN ? "" : Html.text(cell.unit())));
        }
        List<List<String>> rows = new ArrayList<>();
        for (String policy : policies) {
            List<String> row = new ArrayList<>(List.of(Html.text(labels.get(policy))));
            for (Quantity quantity : Quantity.values()) {
                row.add(mean(cell, policy, quantity));
            }
            rows.add(row);
        }
        Experiment experiment = cell.experiment();
        return Html.table("Means at t = %d over %s; below them %s. Bold: the lowest regret%s.".formatted(experiment.horizon(),
                Html.count(experiment.trials(), "trial"), Html.text(cell.folder().intervals()), reservation()), header, rows);
    }

    private String matrix(Quantity quantity) {
        List<String> header = new ArrayList<>(List.of(Html.text(String.join(" · ", cells.axes()))));
        policies.forEach(policy -> header.add(Html.text(labels.get(policy))));
        List<List<String>> rows = new ArrayList<>();
        for (Cell cell : cells.cells()) {
            String unit = quantity == Quantity.INFORMATION_GAIN ? "" : cell.unit();
            List<String> row = new ArrayList<>(List.of(Html.text(cell.name() + unit)));
            policies.forEach(policy -> row.add(mean(cell, policy, quantity)));
            rows.add(row);
        }
        String intervals = String.join("; ", cells.different(cell -> Html.text(cell.folder().intervals())));
        return Html.table("Mean %s at the last round; below it %s.%s".formatted(words(quantity), intervals,
                quantity == Quantity.INFORMATION_GAIN ? "" : " Bold: the lowest of a row" + reservation() + "."), header, rows);
    }

    private String reservation() {
        return policies.contains(ORACLE) ? ", the oracle aside" : "";
    }

    private String mean(Cell cell, String policy, Quantity quantity) {
        Optional<Interval> last = cell.last(policy, quantity);
        if (last.isEmpty()) {
            return "–";
        }
        String mean = Html.number(last.get().estimate());
        boolean lowest = quantity != Quantity.INFORMATION_GAIN && lowest(cell, quantity).contains(policy);
        return (lowest ? "<strong>" + mean + "</strong>" : mean) + (last.get().isKnown()
                ? "<small>[%s, %s]</small>".formatted(Html.number(last.get().lower()), Html.number(last.get().upper())) : "");
    }

    /** The policies whose mean at the last round is the lowest; the oracle does not count. */
    List<String> lowest(Cell cell, Quantity quantity) {
        List<String> rivals = policies.stream().filter(policy -> cell.last(policy, quantity).isPresent())
                .filter(policy -> !cell.experiment().player(policy).family().name().equals(ORACLE)).toList();
        double least = rivals.stream().mapToDouble(policy -> cell.last(policy, quantity).orElseThrow().estimate()).min().orElse(Double.NaN);
        return rivals.stream().filter(policy -> cell.last(policy, quantity).orElseThrow().estimate() == least).toList();
    }

    private String claims() {
        List<List<String>> rows = new ArrayList<>();
        for (Cell cell : cells.cells()) {
            for (Map<String, String> row : cell.folder().claims().rows()) {
                String verdict = row.get("verdict");
                rows.add(List.of(Html.text((cells.isSingle() ? "" : cell.name() + ": ") + row.get("claim")), Html.text(row.get("at")),
                        Html.text(row.get("independent_pieces")), Html.text(row.get("claims_together")),
                        row.get("difference").isEmpty() ? "–" : Html.number(Table.number(row, "difference")) + interval(row),
                        "<span class=\"answer %s\">%s</span>".formatted(Html.text(verdict), Html.text(verdict.replace('-', ' ')))));
            }
        }
        return rows.isEmpty() ? "" : Html.table("Claims that the experiment was to confirm or refute, by the difference of mean average "
                + "regrets, paired by trial. The intervals of as many claims as are tested together hold together at the experiment's level, by "
                + "Bonferroni's inequality. N: independent trials, distinct objectives or blocks of them.",
                List.of("Claim", "t", "N", "Claims together", "Difference", "Verdict"), rows);
    }

    private static String interval(Map<String, String> row) {
        return row.get("lower").isEmpty() ? "" : "<small>[%s, %s]</small>".formatted(Html.number(Table.number(row, "lower")),
                Html.number(Table.number(row, "upper")));
    }

    static String words(Quantity quantity) {
        return switch (quantity) {
            case AVERAGE_REGRET -> "average regret R<sub>t</sub>/t";
            case BEST_SAMPLED_REGRET -> "simple regret, best sampled";
            case RECOMMENDED_REGRET -> "simple regret, recommended";
            case INFORMATION_GAIN -> "information gain (nats)";
        };
    }

    static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
