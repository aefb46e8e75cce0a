package io.github.regretbench.experiment;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.bandit.PolicyFamily;
import io.github.regretbench.experiment.Experiment.Player;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What people read in place of a policy's name, in figures, tables, LaTeX and reports: the file's own label; else a name that the file
 * chose freely; else what was run, from its parameters. A name that is a policy's of ours is never believed: the parameters decide.
 */
public final class PolicyLabels {
    /** A longer schedule is named without its parameters. */
    private static final int LONGEST_SCHEDULE = 14;
    /** 1/factor this near to a whole number is one. */
    private static final double WHOLE = 1e-9;
    private static final double MOST_PARTS = 1000;

    private PolicyLabels() {
    }

    /**
     * The labels of experiments' policies by name, no two alike: where two would be, each has its name behind it. A name that stands for
     * different rules in different experiments remains as it is, with "varies" behind it.
     */
    public static Map<String, String> of(Collection<Experiment> experiments) {
        Map<String, Set<String>> rules = new LinkedHashMap<>();
        experiments.forEach(experiment -> experiment.policies().forEach(player -> rules
                .computeIfAbsent(player.name(), name -> new LinkedHashSet<>()).add(player.label())));
        Map<String, String> labels = new LinkedHashMap<>();
        rules.forEach((name, each) -> labels.put(name, each.size() == 1 ? each.iterator().next() : name + " (varies)"));
        Map<String, Integer> uses = new HashMap<>();
        labels.values().forEach(label -> uses.merge(label, 1, Integer::sum));
        labels.replaceAll((name, label) -> uses.get(label) > 1 ? label + " [" + name + "]" : label);
        return labels;
    }

    /** The label of a policy whose file gives none. */
    static String derived(Player player) {
        String name = player.name();
        Set<String> families = PolicyFamily.all().stream().map(PolicyFamily::name).collect(Collectors.toSet());
        return families.contains(name) ? rule(player) : name;
    }

    private static String rule(Player player) {
        String family = player.family().name();
        return switch (family) {
            case "gp-ucb" -> "GP-UCB (" + scaled((Double) player.parameters().get("factor")) + ")";
            case "gp-ucb-theorem1" -> "GP-UCB (Thm. 1)";
            case "ucb" -> "GP-UCB (" + schedule((String) player.parameters().get("schedule")) + ")";
            case "gp-ts" -> "GP-TS (" + schedule((String) player.parameters().get("schedule")) + ")";
            case "ei" -> withParameters("EI", player);
            case "mpi" -> withParameters("MPI", player);
            case "mean-only" -> "mean only";
            case "variance-only" -> "variance only";
            case "thompson" -> "Thompson";
            default -> withParameters(family, player);
        };
    }

    /** Theorem 1's beta times a factor, as the paper writes it: "β/5". */
    private static String scaled(double factor) {
        double parts = 1 / factor;
        if (factor == 1) {
            return "Thm. 1";
        }
        return parts > 1 && parts < MOST_PARTS && Math.abs(parts - Math.rint(parts)) < WHOLE
                ? "β/" + Math.round(parts) : PlainDouble.format(factor) + " β";
    }

    private static String schedule(String expression) {
        return switch (expression) {
            case "theorem1" -> "Thm. 1";
            case "theorem2" -> "Thm. 2";
            case "theorem3" -> "Thm. 3";
            default -> expression.length() <= LONGEST_SCHEDULE ? expression : expression.replaceAll("\\([^()]*\\)", "");
        };
    }

    /** The parameters that are not at their defaults. */
    private static String withParameters(String text, Player player) {
        List<String> changed = new ArrayList<>();
        player.family().parameters().forEach((parameter, standard) -> {
            Object value = player.parameters().get(parameter);
            if (value != null && !(value instanceof List) && !value.equals(PolicyFamily.written(standard))) {
                changed.add((parameter.equals("xi") ? "ξ" : parameter) + " = "
                        + (value instanceof Double number ? PlainDouble.format(number) : value));
            }
        });
        return changed.isEmpty() ? text : text + " (" + String.join(", ", changed) + ")";
    }
}
