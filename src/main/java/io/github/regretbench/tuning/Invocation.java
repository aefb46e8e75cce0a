package io.github.regretbench.tuning;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.Spelling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a program gets a configuration: where its command has {@code {name}}, else as further arguments {@code --name=value}, or as an object of
 * JSON on its standard input. Beside the inputs there is {@code seed}.
 *
 * @param command the program and its arguments
 * @param inputs names
 * @param standardInput whether it gets JSON
 */
record Invocation(List<String> command, List<String> inputs, boolean standardInput) {
    static final String SEED = "seed";

    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_.-]*)}");

    Invocation {
        command = List.copyOf(command);
        inputs = List.copyOf(inputs);
    }

    /**
     * Checks a command against what it is to get.
     *
     * @throws BadInputException when the command names something else, or not all of it
     */
    static Invocation of(List<String> command, Grid grid, boolean standardInput) {
        Invocation invocation = new Invocation(command, grid.inputs(), standardInput);
        List<String> named = invocation.named();
        List<String> known = new ArrayList<>(grid.inputs());
        known.add(SEED);
        for (String name : named) {
            if (!known.contains(name)) {
                throw new BadInputException("the command has {%s}, which is no input; %sexpected %s".formatted(name, Spelling.hint(name, known),
                        String.join(", ", known.stream().map(input -> "{" + input + "}").toList())));
            }
        }
        if (standardInput && !named.isEmpty()) {
            throw new BadInputException("the command has {%s} although it gets its inputs as JSON; leave out one of both".formatted(named.get(0)));
        }
        if (!named.isEmpty()) {
            for (String input : grid.inputs()) {
                if (!named.contains(input)) {
                    throw new BadInputException("the command has {%s} but not {%s}; name all inputs, or none to get them as --%s=VALUE".formatted(
                            named.get(0), input, input));
                }
            }
            if (grid.repeats() > 1 && !named.contains(SEED)) {
                throw new BadInputException("the command has no {seed}, so that all %d repeats would be the same; add it, such as --seed={seed}"
                        .formatted(grid.repeats()));
            }
        }
        return invocation;
    }

    private List<String> named() {
        List<String> named = new ArrayList<>();
        for (String word : command) {
            for (Matcher place = PLACE.matcher(word); place.find();) {
                named.add(place.group(1));
            }
        }
        return named;
    }

    /** The command for a configuration. */
    List<String> command(List<String> values, long seed) {
        if (standardInput) {
            return command;
        }
        List<String> filled = new ArrayList<>();
        if (named().isEmpty()) {
            filled.addAll(command);
            for (int j = 0; j < inputs.size(); j++) {
                filled.add("--" + inputs.get(j) + "=" + values.get(j));
            }
            filled.add("--" + SEED + "=" + seed);
            return filled;
        }
        for (String word : command) {
            filled.add(PLACE.matcher(word).replaceAll(place -> Matcher.quoteReplacement(place.group(1).equals(SEED) ? Long.toString(seed)
                    : values.get(inputs.indexOf(place.group(1))))));
        }
        return filled;
    }

    /** What the program finds on its standard input. */
    String input(List<String> values, long seed) {
        if (!standardInput) {
            return "";
        }
        ObjectNode object = new ObjectMapper().createObjectNode();
        for (int j = 0; j < inputs.size(); j++) {
            double number = PlainDouble.parse(values.get(j));
            if (Double.isNaN(number)) {
                object.put(inputs.get(j), values.get(j));
            } else {
                object.put(inputs.get(j), new BigDecimal(values.get(j)));
            }
        }
        return object.put(SEED, seed) + "\n";
    }
}
