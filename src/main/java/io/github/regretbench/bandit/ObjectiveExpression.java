package io.github.regretbench.bandit;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.Registry;
import io.github.regretbench.Spelling;
import io.github.regretbench.Tokens;
import io.github.regretbench.gp.Prior;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Objectives as they are written in experiment files, for example {@code prior-draw} or {@code forrester(scale=2)}: a name of
 * {@link ObjectiveKind#all} with its arguments.
 *
 * @param kind what they are
 * @param given the arguments that were written, by parameter
 */
public record ObjectiveExpression(ObjectiveKind kind, Map<String, Double> given) {

    /** @throws IllegalArgumentException when there is no such parameter */
    public ObjectiveExpression {
        given = new LinkedHashMap<>(given);
        for (String parameter : given.keySet()) {
            if (!kind.parameters().containsKey(parameter)) {
                throw new IllegalArgumentException("the objective %s has no parameter '%s'; %s".formatted(kind.name(), parameter,
                        kind.parameters().isEmpty() ? "it has none" : Spelling.hint(parameter, kind.parameters().keySet()) + "it has " + String.join(", ", kind.parameters().keySet())));
            }
        }
    }

    /**
     * The objectives that {@code text} describes.
     *
     * @throws IllegalArgumentException with a sentence for the user when it describes none
     */
    public static ObjectiveExpression parse(String text) {
        Tokens tokens = new Tokens(text, "objective");
        tokens.requireMore("an objective");
        String name = tokens.take();
        List<ObjectiveKind> kinds = ObjectiveKind.all();
        ObjectiveKind kind = kinds.stream().filter(k -> k.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no objective is called '%s' (in '%s'); %sknown: %s".formatted(name, text,
                        Spelling.hint(name, kinds.stream().map(ObjectiveKind::name).toList()), String.join(", ", kinds.stream().map(ObjectiveKind::name).toList()) + Registry.OWN)));
        Map<String, Double> given = tokens.arguments(tokens::number);
        tokens.expectEnd();
        return new ObjectiveExpression(kind, given);
    }

    /** Whether these are the objectives that come with RegretBench under that name. */
    public boolean is(String name) {
        return kind.name().equals(name);
    }

    /** The value of a parameter, given or by default. */
    public double value(String parameter) {
        return given.getOrDefault(parameter, kind.parameters().get(parameter));
    }

    /** Whether they have the norm that an experiment's 'norm' says. */
    public boolean hasNorm() {
        return is(ObjectiveKind.RKHS_EXPANSION) || is(ObjectiveKind.RKHS_SPHERE_ON_ARMS);
    }

    /** The objectives on the arms of a prior; not for those that an experiment makes itself. */
    public ObjectiveFamily on(Prior truth) {
        Map<String, Double> values = new LinkedHashMap<>(kind.parameters());
        values.putAll(given);
        return kind.constructor().orElseThrow().apply(truth, values);
    }

    /** The same with all its parameters, in one order: equal objectives have equal ones. */
    public ObjectiveExpression withDefaults() {
        Map<String, Double> values = new LinkedHashMap<>();
        kind.parameters().keySet().forEach(parameter -> values.put(parameter, value(parameter)));
        return new ObjectiveExpression(kind, values);
    }

    /** The expression as it would be written; parses back to an equal one. */
    @Override
    public String toString() {
        return given.isEmpty() ? kind.name() : given.entrySet().stream().map(p -> p.getKey() + "=" + PlainDouble.format(p.getValue()))
                .collect(Collectors.joining(", ", kind.name() + "(", ")"));
    }
}
