package io.github.regretbench.report;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.ResultFolder.Table;
import io.github.regretbench.figure.AuditTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The verdicts of the cells' audits: counted by policy and check, what was violated one by one, all words in full. */
final class AuditSection {
    /** What is checked, as an audit's files and as people write it. */
    private static final Map<String, String> CHECKS = checks();
    /** As an audit's files write them, from the worst to what says nothing, with a sign for each. */
    private static final Map<String, String> ANSWERS = answers();
    private static final String VIOLATED = "violated";
    private static final List<String> ALARMING = List.of(VIOLATED, "rejected");

    private final Cells cells;
    private final Map<String, String> labels;
    private final List<Cell> audited;

    AuditSection(Cells cells) {
        this.cells = cells;
        labels = cells.labels();
        audited = cells.cells().stream().filter(cell -> cell.folder().isAudited()).toList();
    }

    private static Map<String, String> checks() {
        Map<String, String> checks = new LinkedHashMap<>();
        checks.put("assumptions", "assumptions hold here");
        checks.put("functions", "f drawn from the prior");
        checks.put("noise", "noise as modelled");
        checks.put("band", "f stays in the band");
        checks.put("confidence", "R<sub>t</sub> ≤ Σ 2 √β σ");
        checks.put("realised", "R<sub>t</sub> ≤ √(C₁ t β I)");
        checks.put("worst-case", "R<sub>t</sub> ≤ √(C₁ t β γ)");
        checks.put("algebra", "steps between bounds");
        checks.put("expected-regret", "E R<sub>T</sub> ≤ its bound");
        checks.put("calibration", "innovations N(0, 1)");
        return checks;
    }

    private static Map<String, String> answers() {
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put(VIOLATED, "✗");
        answers.put("rejected", "✗");
        answers.put("fails", "✗");
        answers.put("cannot-tell", "?");
        answers.put("cannot-be-known", "?");
        answers.put("holds", "✓");
        answers.put("not-rejected", "○");
        answers.put("no-guarantee", "–");
        return answers;
    }

    /** How often each answer was given, the most alarming first, such as "1 violated, 17 hold"; empty when nothing was audited. */
    String words() {
        Map<String, Integer> totals = new LinkedHashMap<>();
        ANSWERS.keySet().forEach(answer -> totals.put(answer, 0));
        audited.forEach(cell -> cell.folder().audit().rows().forEach(row -> totals.merge(row.get("answer"), 1, Integer::sum)));
        return totals.entrySet().stream().filter(e -> e.getValue() > 0).map(e -> e.getValue() + " " + switch (e.getKey()) {
            case "cannot-tell" -> "undecided";
            case "holds" -> e.getValue() == 1 ? "holds" : "hold";
            case "fails" -> e.getValue() == 1 ? "fails" : "fail";
            case "cannot-be-known" -> "rest on what cannot be known";
            case "no-guarantee" -> "without a guarantee to hold";
            default -> e.getKey().replace('-', ' ');
        }).collect(Collectors.joining(", "));
    }

    String html() {
        if (audited.isEmpty()) {
            return "<p>These results have not been audited. <code>regretbench audit FILE</code> with the file that they were run from "
                    + "holds every run against what theory promises; then make this page again.</p>\n";
        }
        StringBuilder html = new StringBuilder(("<p>Each answer on a rate is given at %s confidence by itself; %s. “Cannot tell”: the runs are too few "
                + "to decide. “Not rejected”: no test rejects it, which does not prove it; all tests of laws in an "
                + "experiment share one error rate. “No guarantee”: nobody promises it for this "
                + "policy, or not under what is true here.%s</p>\n").formatted(PlainDouble.percent(ResultFolder.AUDIT_CONFIDENCE, 4),
                                ResultFolder.EXPECTED_REGRET_IS_APPROXIMATE, audited.size() == cells.cells().size() ? ""
                        : " Audited: %d of %d experiments.".formatted(audited.size(), cells.cells().size())));
        html.append(counts()).append(violations());
        Map<String, String> texts = new LinkedHashMap<>();
        audited.forEach(cell -> texts.put(cell.name(), AuditTable.of(cell.folder()).text()));
        return html.append(Html.texts("Every verdict in full", texts)).toString();
    }

    /** Answers by policy and check, in the order of the worst first. */
    private String counts() {
        Map<String, Map<String, Map<String, Integer>>> answers = new LinkedHashMap<>();
        cells.policies().forEach(policy -> answers.put(policy, new LinkedHashMap<>()));
        for (Cell cell : audited) {
            for (Map<String, String> row : cell.folder().audit().rows()) {
                answers.computeIfAbsent(row.get("policy"), p -> new LinkedHashMap<>())
                        .computeIfAbsent(row.get("check"), c -> new TreeMap<>()).merge(row.get("answer"), 1, Integer::sum);
            }
        }
        List<String> header = new ArrayList<>(List.of("Policy"));
        header.addAll(CHECKS.values());
        List<List<String>> rows = new ArrayList<>();
        answers.forEach((policy, byCheck) -> {
            List<String> row = new ArrayList<>(List.of(label(policy)));
            CHECKS.keySet().forEach(check -> row.add(counts(byCheck.getOrDefault(check, Map.of()))));
            rows.add(row);
        });
        return Html.table("What theory promises and what the runs say, by policy"
                + (cells.isSingle() ? "." : ", in how many experiments."), header, rows);
    }

    private String counts(Map<String, Integer> counts) {
        return ANSWERS.keySet().stream().filter(counts::containsKey).map(answer -> {
            String where = cells.isSingle() ? "" : counts.get(answer) == audited.size() ? " in all" : " in " + counts.get(answer);
            return "<span class=\"answer %s\">%s %s%s</span>".formatted(answer, ANSWERS.get(answer), answer.replace('-', ' '), where);
        }).collect(Collectors.joining(" "));
    }

    /** {@link ResultFolder#EVERY_POLICY} is none. */
    private String label(String policy) {
        return Html.text(labels.getOrDefault(policy, policy));
    }

    private String violations() {
        List<List<String>> rows = new ArrayList<>();
        for (Cell cell : audited) {
            for (Map<String, String> row : cell.folder().audit().rows()) {
                if (ALARMING.contains(row.get("answer"))) {
                    rows.add(List.of(Html.text(cell.name()), label(row.get("policy")),
                            CHECKS.getOrDefault(row.get("check"), Html.text(row.get("check"))), number(row, "estimate") + interval(row),
                            number(row, "allowed")));
                }
            }
        }
        return rows.isEmpty() ? ""
                : Html.table("What was violated: the rate of runs, or the mean, with one-sided limits, and what is allowed.", List.of(Html.text(String.join(" · ", cells.axes())), "Policy", "Promise", "Found", "Allowed"), rows);
    }

    private static String number(Map<String, String> row, String column) {
        return Html.number(Table.number(row, column));
    }

    private static String interval(Map<String, String> row) {
        return row.get("lower").isEmpty() ? "" : "<small>[%s, %s]</small>".formatted(number(row, "lower"), number(row, "upper"));
    }
}
