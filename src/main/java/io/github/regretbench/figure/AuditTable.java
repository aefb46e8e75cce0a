package io.github.regretbench.figure;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.IntervalMethod;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.ResultFolder.Table;
import io.github.regretbench.theory.ScheduleFamily;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The verdicts of an audit in words, from its stored findings: a paragraph a policy. */
public final class AuditTable {
    private static final String ASSUMPTIONS = "assumptions";
    /** Rounds at which tightness is told: one a decade. */
    private static final double DECADE = 10;
    /** Growth intervals of fewer runs cover less. */
    private static final int MANY_RUNS = 10;

    private final Experiment experiment;
    private final ResultFolder folder;

    private AuditTable(ResultFolder folder) {
        this.folder = folder;
        this.experiment = folder.experiment();
    }

    /** The verdicts of the audit in a folder. */
    public static AuditTable of(ResultFolder folder) {
        return new AuditTable(folder);
    }

    /** For the console. */
    public String text() {
        Map<String, List<Map<String, String>>> findings = byPolicy(folder.audit());
        Map<String, List<Map<String, String>>> tests = byPolicy(folder.auditTests());
        Map<String, List<Map<String, String>>> levels = byPolicy(folder.auditLevels());
        Map<String, List<Map<String, String>>> growth = byPolicy(folder.auditGrowth());
        StringBuilder text = new StringBuilder("audit of %s: %d runs of %d rounds, kernel %s, delta = %s; answers on rates at %s confidence%n"
                .formatted(experiment.name(), experiment.trials(), experiment.horizon(), experiment.kernel(),
                        percent(experiment.delta()), percent(ResultFolder.AUDIT_CONFIDENCE)));
        if (folder.pieces() < experiment.trials()) {
            text.append("N = %s: limits on rates count these, and tests of laws take one run of each%s%n".formatted(pieces(),
                    experiment.intervals().kind() == IntervalMethod.Kind.BLOCK_MEANS ? "; growth is not fitted" : ""));
        }
        if (!tests.isEmpty()) {
            text.append("all %d tests of laws together reject a right model with a probability of at most %s (Holm)%n".formatted(
                    tests.values().stream().mapToInt(List::size).sum(), percent(1 - ResultFolder.AUDIT_CONFIDENCE)));
        }
        if (findings.values().stream().flatMap(List::stream).anyMatch(row -> row.get("check").equals("expected-regret")
                && !row.get("allowed").isEmpty())) {
            text.append(ResultFolder.EXPECTED_REGRET_IS_APPROXIMATE).append('\n');
        }
        RegretTable.supremum(folder).ifPresent(sup -> text.append(sup).append('\n'));
        Map<String, List<Map<String, String>>> assumptions = byPolicy(folder.auditAssumptions());
        findings.forEach((policy, rows) -> {
            text.append(policy).append(": ").append(promise(policy, rows)).append('\n');
            for (Map<String, String> row : assumptions.getOrDefault(policy, List.of())) {
                line(text, row.get("state").replace('-', ' '), row.get("assumption") + ": " + row.get("why"));
            }
            for (Map<String, String> row : rows) {
                if (!row.get("check").equals(ASSUMPTIONS)) {
                    line(text, row.get("check").replace('-', ' '), sentence(row, tests.getOrDefault(policy, List.of()).stream()
                            .filter(test -> test.get("check").equals(row.get("check"))).toList()));
                }
            }
            tightness(levels.getOrDefault(policy, List.of())).forEach((round, words) -> line(text, "t = " + round, words));
            growth.getOrDefault(policy, List.of()).forEach(row -> line(text, row.get("window") + " growth", growth(row)));
        });
        return text.toString();
    }

    private static Map<String, List<Map<String, String>>> byPolicy(Table table) {
        Map<String, List<Map<String, String>>> map = new LinkedHashMap<>();
        table.rows().forEach(row -> map.computeIfAbsent(row.get("policy"), p -> new ArrayList<>()).add(row));
        return map;
    }

    private static void line(StringBuilder text, String what, String words) {
        text.append(String.format(Locale.ROOT, "  %-16s %s%n", what, words));
    }

    /** Whether anything is promised here, and what: the first line of a policy's verdict. */
    private static String promise(String policy, List<Map<String, String>> rows) {
        if (policy.equals(ResultFolder.EVERY_POLICY)) {
            return "what all policies meet, against the model";
        }
        Optional<ScheduleFamily> family = rows.stream().filter(row -> List.of("band", ASSUMPTIONS).contains(row.get("check")))
                .flatMap(row -> ScheduleFamily.all().stream().filter(f -> f.name().equals(row.get("source")))).findFirst();
        String who = family.map(f -> " (%s, %s)".formatted(f.name(), f.citation())).orElse("");
        String what = family.map(f -> ": " + f.guarantee()).orElse(": a bound on the expected regret");
        return rows.stream().filter(row -> row.get("check").equals(ASSUMPTIONS)).findFirst().map(row -> switch (row.get("answer")) {
            case "holds" -> "the assumptions hold here" + who + what;
            case "fails" -> "an assumption fails here, so nothing is promised" + who;
            default -> "whether the assumptions hold here cannot be known, so nothing is promised" + who;
        }).orElse("nothing is proved about it, so nothing is promised" + who);
    }

    private String sentence(Map<String, String> row, List<Map<String, String>> tests) {
        String answer = row.get("answer").replace('-', ' ');
        return switch (row.get("check")) {
            case "calibration" -> tests.isEmpty() ? answer(row, answer) : law(answer, "innovations", "an innovation", tests);
            case "functions" -> law(answer, "coordinates of f", "a kernel", tests);
            case "noise" -> law(answer, "errors of rewards", "a noise", tests);
            case "expected-regret" -> row.get("allowed").isEmpty() ? row.get("source").isEmpty()
                    ? "no guarantee: it has no band, and no bound on its expected regret is known here"
                    : "no guarantee: %s holds under its assumptions only".formatted(row.get("source"))
                    : "%s: mean R_T %s [%s, %s], %s allows %s".formatted(answer(row, answer), significant(row, "estimate"),
                            significant(row, "lower"), significant(row, "upper"), row.get("source"), significant(row, "allowed"));
            case "algebra" -> answer.equals("holds") ? "holds in all runs, as it must"
                    : "violated in %s of %s runs: k_max, the noise variance or gamma_T is wrong".formatted(row.get("violations"),
                            row.get("trials"));
            default -> answer(row, answer) + ": " + count(row) + (row.get("allowed").isEmpty() ? ""
                    : ", delta is " + percent(Table.number(row, "allowed")));
        };
    }

    /** What limits and tests count. */
    private String pieces() {
        int n = folder.pieces();
        String one = experiment.intervals().kind() == IntervalMethod.Kind.BLOCK_MEANS ? " block"
                : n == experiment.trials() ? " run" : " distinct objective";
        return n + one + (n == 1 ? "" : "s");
    }

    private String answer(Map<String, String> row, String answer) {
        return answer.equals("cannot tell") ? "cannot tell with " + pieces() : answer;
    }

    private static String count(Map<String, String> row) {
        return "%s in %s of %s runs, rate %s".formatted(switch (row.get("check")) {
            case "band" -> "f outside mu +- sqrt(beta) sigma somewhere";
            case "confidence" -> "R_t above sum 2 sqrt(beta) sigma";
            case "realised" -> "R_t above sqrt(C1 t beta I)";
            case "worst-case" -> "R_t above sqrt(C1 t beta gamma)";
            default -> row.get("check");
        }, row.get("violations"), row.get("trials"), row.get("lower").isEmpty() ? "unknown"
                : percent(Table.number(row, "lower")) + " to " + percent(Table.number(row, "upper")));
    }

    private static String law(String answer, String what, String variance, List<Map<String, String>> tests) {
        String rejecting = tests.stream().filter(test -> test.get("rejects").equals("true")).map(test -> "%s %s (p = %s)".formatted(
                test.get("test"), significant(test, "statistic"), significant(test, "p_value"))).collect(Collectors.joining(", "));
        String power = tests.stream().map(test -> test.get("runs_to_notice_a_fifth")).filter(runs -> !runs.isEmpty()).findFirst()
                .map(runs -> "; %s variance 20%% larger shows with probability 90%% from %s run%s on".formatted(variance, runs,
                        runs.equals("1") ? "" : "s")).orElse("");
        return (rejecting.isEmpty() ? "%s: %d tests of N(0, 1) on %s %s, smallest p = %s".formatted(answer, tests.size(),
                tests.get(0).get("values"), what, significant(tests.stream().mapToDouble(t -> Table.number(t, "p_value")).min().orElseThrow()))
                : "%s: the %s %s are not N(0, 1): %s".formatted(answer, tests.get(0).get("values"), what, rejecting)) + power;
    }

    /** How many times the regret each level is, at the ends of decades and at the horizon. */
    private static Map<Integer, String> tightness(List<Map<String, String>> rows) {
        Map<Integer, String> words = new TreeMap<>();
        double next = DECADE;
        for (int i = 0; i < rows.size(); i++) {
            Map<String, String> row = rows.get(i);
            int round = Integer.parseInt(row.get("t"));
            if (round >= next || i == rows.size() - 1) {
                double regret = Table.number(row, "regret");
                List<String> parts = new ArrayList<>();
                for (String level : List.of("confidence", "realised", "worst_case", "expected_bound")) {
                    if (!row.get(level).isEmpty()) {
                        // Without regret there is nothing to be a multiple of.
                        double value = Table.number(row, level);
                        parts.add(level.replace('_', ' ') + " " + (regret > 0 ? significant(value / regret) + " times" : significant(value)));
                    }
                }
                words.put(round, "mean R_t = %s%s".formatted(significant(regret), parts.isEmpty() ? "" : "; " + String.join(", ", parts)));
                while (next <= round) {
                    next *= DECADE;
                }
            }
        }
        return words;
    }

    private String growth(Map<String, String> row) {
        String measured = "R_t ~ t^%s over t = %s..%s".formatted(significant(row, "exponent"), row.get("from"), row.get("to"))
                + (row.get("bca_lower").isEmpty() ? ", with too few runs for an interval"
                        : ", between %s and %s by a 95%% interval that covered %s in simulations%s".formatted(significant(row, "bca_lower"),
                                significant(row, "bca_upper"), folder.pieces() < MANY_RUNS ? "86 to 89%" : "89 to 91%",
                                folder.pieces() < MANY_RUNS ? " of 6 to 10 runs" : " of 10 and 30 runs"));
        if (row.get("theory_exponent").isEmpty()) {
            return measured;
        }
        if (row.get("log_power").isEmpty()) {
            return measured + "; theory at most t^%s polylog t".formatted(significant(row, "theory_exponent"));
        }
        return measured + "; theory at most t^%s (log t)^%s, that log factor divided out t^%s".formatted(significant(row, "theory_exponent"),
                significant(row, "log_power"), significant(row, "exponent_without_log")) + (row.get("without_log_lower").isEmpty() ? ""
                        : " [%s, %s]".formatted(significant(row, "without_log_lower"), significant(row, "without_log_upper")));
    }

    private static String significant(Map<String, String> row, String column) {
        return row.get(column).isEmpty() ? "unknown" : significant(Table.number(row, column));
    }

    private static String significant(double value) {
        return PlainDouble.significant(value, 3);
    }

    private static String percent(double fraction) {
        return PlainDouble.percent(fraction, 3);
    }
}
