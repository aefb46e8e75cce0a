package io.github.regretbench.theory;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.Registry;
import io.github.regretbench.Spelling;
import io.github.regretbench.Tokens;
import io.github.regretbench.theory.ScheduleFamily.Arguments;
import io.github.regretbench.theory.ScheduleFamily.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A schedule as it is written in experiment files and on the command line, for example {@code theorem1},
 * {@code self-normalised(norm=1, noiseDeviation=0.1)} or {@code scaled(theorem1, factor=0.2)}: a name of
 * {@link ScheduleFamily#all} with its arguments. What the model knows, such as n, `gamma_T` and `delta`, is no argument.
 */
public final class ScheduleExpression {
    private final Arguments arguments;

    private ScheduleExpression(Arguments arguments) {
        this.arguments = arguments;
    }

    /**
     * The schedule that {@code text} describes.
     *
     * @throws IllegalArgumentException with a sentence for the user when it describes none
     */
    public static ScheduleExpression parse(String text) {
        Tokens tokens = new Tokens(text, "schedule");
        ScheduleExpression expression = read(tokens, tokens.take());
        tokens.expectEnd();
        return expression;
    }

    private static ScheduleExpression read(Tokens tokens, String name) {
        ScheduleFamily family = named(name, tokens);
        Map<String, Double> numbers = new LinkedHashMap<>();
        Optional<ScheduleExpression> inside = Optional.empty();
        if (tokens.accept("(") && !tokens.accept(")")) {
            do {
                String word = tokens.take();
                if (tokens.accept("=")) {
                    if (numbers.put(word, tokens.number()) != null) {
                        throw new IllegalArgumentException("'%s' is given twice in '%s'".formatted(word, tokens.text()));
                    }
                } else if (inside.isEmpty() && family.parameters().contains(Parameter.INNER)) {
                    inside = Optional.of(read(tokens, word));
                } else {
                    tokens.expect("=");
                }
            } while (tokens.accept(","));
            tokens.expect(")");
        }
        return new ScheduleExpression(checked(new Arguments(family, numbers, inside)));
    }

    private static ScheduleFamily named(String name, Tokens tokens) {
        List<ScheduleFamily> families = ScheduleFamily.all();
        Optional<ScheduleFamily> family = families.stream().filter(f -> f.name().equals(name)).findFirst();
        if (family.isPresent() && family.get().constructor().isPresent()) {
            return family.get();
        }
        List<String> known = families.stream().filter(f -> f.constructor().isPresent()).map(ScheduleFamily::name).toList();
        throw new IllegalArgumentException("%s '%s' (in '%s'); %sknown: %s".formatted(family.isPresent()
                ? "arms cannot be chosen round by round with the schedule" : "no schedule is called", name, tokens.text(),
                Spelling.hint(name, known), String.join(", ", known) + Registry.OWN));
    }

    private static Arguments checked(Arguments arguments) {
        ScheduleFamily family = arguments.family();
        List<String> known = family.parameters().stream().filter(p -> !p.equals(Parameter.INNER)).map(Parameter::name).toList();
        for (String word : arguments.numbers().keySet()) {
            if (!known.contains(word)) {
                throw new IllegalArgumentException("%s has no parameter '%s'; %s".formatted(family.name(), word,
                        known.isEmpty() ? "it has none" : Spelling.hint(word, known) + "it has " + String.join(", ", known)));
            }
        }
        for (Parameter parameter : family.parameters()) {
            boolean given = parameter.equals(Parameter.INNER) ? arguments.inside().isPresent()
                    : parameter.defaultValue() != null || arguments.numbers().containsKey(parameter.name());
            if (!given) {
                throw new IllegalArgumentException("%s needs %s; write %s".formatted(family.name(), parameter.equals(Parameter.INNER)
                        ? "a schedule inside, such as theorem1" : "the parameter '" + parameter.name() + "'", family.signature()));
            }
        }
        return arguments;
    }

    /** What is claimed for this kind of schedule and by whom. */
    public ScheduleFamily family() {
        return arguments.family();
    }

    /** The same for the schedules inside too, this one's first. */
    public List<ScheduleFamily> families() {
        List<ScheduleFamily> families = new ArrayList<>(List.of(family()));
        arguments.inside().ifPresent(inside -> families.addAll(inside.families()));
        return families;
    }

    /**
     * The schedule for a model.
     *
     * @throws IllegalArgumentException with a sentence for the user when an argument is outside its domain, or the model is not one that
     *     the schedule can be used with
     */
    public Schedule schedule(Model model) {
        return family().constructor().orElseThrow().apply(model, arguments);
    }

    /** The expression as it would be written; parses back to one that makes the same schedules. */
    @Override
    public String toString() {
        List<String> texts = new ArrayList<>();
        arguments.inside().ifPresent(inside -> texts.add(inside.toString()));
        arguments.numbers().forEach((parameter, value) -> texts.add(parameter + "=" + PlainDouble.format(value)));
        return family().name() + (texts.isEmpty() ? "" : "(" + String.join(", ", texts) + ")");
    }
}
