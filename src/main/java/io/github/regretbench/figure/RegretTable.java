package io.github.regretbench.figure;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.ResultFolder.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The table of one experiment, from its stored results: a row per policy, then what became of the claims. Times are per round, in
 * microseconds: of RegretBench's own thread (CPU), and for policies that are programs of their own the whole exchange with them on the
 * wall's clock, which that thread's time does not hold.
 */
public final class RegretTable {
    private static final List<String> HEADER = List.of("policy", "R_T/T", "interval", "gain (nats)", "paper distance", "samples differ by",
            "choose CPU us", "update CPU us", "program wall us");

    private static final List<String> CSV_HEADER = List.of("policy", "average_regret", "average_regret_lower", "average_regret_upper",
            "information_gain", "mean_relative_distance", "same_size_samples_95", "choose_us_per_round", "update_us_per_round",
            "exchange_us_per_round", "policy_us_per_round");

    private final Experiment experiment;
    private final List<List<String>> rows = new ArrayList<>();
    private final StringBuilder csv = new StringBuilder(String.join(",", CSV_HEADER)).append('\n');
    private final List<String> claims = new ArrayList<>();
    private String together = "";
    private final String intervals;
    private final Optional<String> supremum;

    private RegretTable(ResultFolder folder) {
        experiment = folder.experiment();
        Map<String, Map<String, String>> timings = byPolicy(folder.timings());
        Map<String, Map<String, String>> distances = byPolicy(folder.distances());
        List<Map<String, String>> summary = folder.summary().rows();
        for (Map<String, String> row : summary) {
            String policy = row.get("policy");
            Map<String, String> distance = distances.get(policy);
            Map<String, String> all = new HashMap<>(row);
            all.putAll(timings.get(policy));
            all.putAll(distance == null ? Map.of() : distance);
            csv.append(String.join(",", CSV_HEADER.stream().map(column -> all.getOrDefault(column, "")).toList())).append('\n');
            rows.add(List.of(policy, significant(row, "average_regret"), interval(row, "average_regret"),
                    significant(row, "information_gain"),
                    distance == null ? "" : percent(distance, "mean_relative_distance"),
                    distance == null || distance.get("same_size_samples_95").isEmpty() ? ""
                            : "up to " + percent(distance, "same_size_samples_95"),
                    timings.get(policy).get("choose_us_per_round"), timings.get(policy).get("update_us_per_round"),
                    timings.get(policy).get("exchange_us_per_round")));
        }
        intervals = folder.intervals();
        supremum = supremum(folder);
        for (Map<String, String> row : folder.claims().rows()) {
            claims.add(claim(row));
            together = row.get("claims_together");
        }
    }

    /** How large objectives of one norm are, for regret is measured in their unit. */
    static Optional<String> supremum(ResultFolder folder) {
        return folder.supremum().map(sup -> "f of RKHS norm %s: sup |f| over the arms is %s on average, %s to %s".formatted(
                PlainDouble.format(folder.experiment().norm().orElseThrow()), PlainDouble.significant(sup.mean(), 4),
                PlainDouble.significant(sup.least(), 4), PlainDouble.significant(sup.largest(), 4)));
    }

    /** The table of the results in a folder. */
    public static RegretTable of(ResultFolder folder) {
        return new RegretTable(folder);
    }

    private static Map<String, Map<String, String>> byPolicy(Table table) {
        Map<String, Map<String, String>> map = new HashMap<>();
        table.rows().forEach(row -> map.put(row.get("policy"), row));
        return map;
    }

    private static String claim(Map<String, String> row) {
        String verdict = row.get("verdict").replace('-', ' ');
        if (row.get("difference").isEmpty()) {
            return "%-12s %s at t = %s".formatted(verdict, row.get("claim"), row.get("at"));
        }
        return "%-12s %s at t = %s: difference %s, %s at %s from N = %s".formatted(verdict, row.get("claim"), row.get("at"),
                significant(row, "difference"), interval(row, ""),
                PlainDouble.percent(Table.number(row, "level"), 4), row.get("independent_pieces"));
    }

    private static String interval(Map<String, String> row, String quantity) {
        String prefix = quantity.isEmpty() ? "" : quantity + "_";
        return row.get(prefix + "lower").isEmpty() ? "unknown" : "[%s, %s]".formatted(significant(row, prefix + "lower"),
                significant(row, prefix + "upper"));
    }

    /** Four significant digits. */
    private static String significant(Map<String, String> row, String column) {
        return PlainDouble.significant(Table.number(row, column), 4);
    }

    private static String percent(Map<String, String> row, String column) {
        return PlainDouble.percent(Table.number(row, column), 3);
    }

    /** For the console. */
    public String text() {
        List<List<String>> all = new ArrayList<>(List.of(HEADER));
        all.addAll(rows);
        List<Integer> used = IntStream.range(0, HEADER.size()).filter(j -> rows.stream().anyMatch(row -> !row.get(j).isEmpty())).boxed().toList();
        all.replaceAll(row -> used.stream().map(row::get).toList());
        int[] widths = new int[all.get(0).size()];
        all.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder("%s: %s; %d trials of %d rounds; %s%n".formatted(
                experiment.name(), experiment.title(), experiment.trials(), experiment.horizon(), intervals));
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder("  ");
            for (int i = 0; i < widths.length; i++) {
                line.append(String.format(Locale.ROOT, (i == 0 ? "%-" : "%") + widths[i] + "s  ", row.get(i)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        supremum.ifPresent(sup -> text.append("  ").append(sup).append('\n'));
        claims.forEach(claim -> text.append("  ").append(claim).append('\n'));
        if (!claims.isEmpty()) {
            text.append("  %s claims are tested together%s: their intervals hold together at %s%n".formatted(together,
                    Integer.parseInt(together) > claims.size() ? ", those of the figure's other panels included" : "",
                    PlainDouble.percent(experiment.intervals().level(), 4)));
        }
        return text.toString();
    }

    /** Writes the table as {@code table.csv} into the folder; it holds times, so it differs from run to run. */
    public void write(ResultFolder folder) throws IOException {
        folder.add("table.csv", csv.toString());
    }
}
