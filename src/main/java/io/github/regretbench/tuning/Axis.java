package io.github.regretbench.tuning;

import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.experiment.Section;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one input of a program is varied over: listed values, or an interval whose values a sample gives.
 *
 * @param name of the input
 * @param values as the program and the table get them; empty for an interval
 * @param from least value of an interval
 * @param to largest value of an interval
 * @param log whether an interval is even in the logarithm
 * @param words whether a value is no number, so that all are taken as they are written
 */
record Axis(String name, List<String> values, double from, double to, boolean log, boolean words) {
    /** Rounding of computed values, so that 0.30000000000000004 reads 0.3. */
    private static final MathContext DIGITS = new MathContext(12);
    private static final long MOST_VALUES = 100_000;

    /** As YAML writes truth. */
    private enum Answer { YES, NO, TRUE, FALSE }

    Axis {
        values = List.copyOf(values);
    }

    /** Reads the value of a key: a list, or {from, to, count, step, log}. */
    static Axis read(Section inputs, String name) {
        if (!inputs.isSection(name)) {
            return listed(inputs, name);
        }
        Section range = inputs.section(name);
        return range.reading(() -> {
            double from = range.number("from");
            double to = range.number("to");
            Answer log = range.choice("log", Answer.class, Answer.NO);
            return interval(range, name, from, to, log == Answer.YES || log == Answer.TRUE);
        });
    }

    private static Axis listed(Section inputs, String name) {
        List<String> written = inputs.texts(name).stream().map(String::strip).toList();
        boolean words = written.stream().anyMatch(text -> Double.isNaN(PlainDouble.parse(text)));
        Set<String> values = new LinkedHashSet<>();
        for (String text : written) {
            if (text.chars().anyMatch(c -> c == ',' || c == ';' || c == '"' || c == '\n' || c == '\t')) {
                throw inputs.bad(name, "'%s' has the value '%s'; expected one without commas, semicolons, quotes, tabs and line breaks, which a "
                        .formatted(name, text) + "table cannot hold");
            }
            if (!values.add(words ? text : number(PlainDouble.parse(text)))) {
                throw inputs.bad(name, "'%s' has the value %s twice; leave one out".formatted(name, text));
            }
        }
        if (values.size() == 1) {
            throw inputs.bad(name, "'%s' has one value; give it another, or write it into the command".formatted(name));
        }
        return new Axis(name, List.copyOf(values), 0, 0, false, words);
    }

    private static Axis interval(Section range, String name, double from, double to, boolean log) {
        if (!(from < to)) {
            throw range.bad("to", "'to' is %s; expected a number above 'from', %s".formatted(number(to), number(from)));
        }
        if (!Double.isFinite(to - from)) {
            throw range.bad("to", "the interval of '%s' is longer than a double can say".formatted(name));
        }
        if (log && !(from > 0)) {
            throw range.bad("from", "'from' is %s, which has no logarithm; expected a number > 0, or leave 'log' out".formatted(number(from)));
        }
        if (range.has("count") && range.has("step") || log && range.has("step")) {
            throw range.bad("step", "'step' stands beside '%s'; give one of them".formatted(range.has("count") ? "count" : "log"));
        }
        Axis whole = new Axis(name, List.of(), from, to, log, false);
        List<String> values = new ArrayList<>();
        if (range.has("count")) {
            long count = range.whole("count", 2, MOST_VALUES);
            for (long i = 0; i < count; i++) {
                values.add(whole.at((double) i / (count - 1)));
            }
        } else if (range.has("step")) {
            values.addAll(steps(range, from, to, range.number("step")));
        }
        if (new LinkedHashSet<>(values).size() != values.size()) {
            throw range.bad("count", "'count' gives values of '%s' that coincide; expected fewer, or a longer interval".formatted(name));
        }
        return new Axis(name, values, from, to, log, false);
    }

    /** In decimals, so that no step is lost to rounding. */
    private static List<String> steps(Section range, double from, double to, double step) {
        if (!(step > 0 && (to - from) / step < MOST_VALUES) || step > to - from) {
            throw range.bad("step", "'step' is %s; expected a number > 0 that makes from 2 to %d values".formatted(number(step), MOST_VALUES));
        }
        List<String> values = new ArrayList<>();
        BigDecimal last = BigDecimal.valueOf(to);
        for (BigDecimal value = BigDecimal.valueOf(from); value.compareTo(last) <= 0; value = value.add(BigDecimal.valueOf(step))) {
            values.add(number(value.doubleValue()));
        }
        return values;
    }

    private static String number(double value) {
        return PlainDouble.format(value + 0.0);
    }

    /** Whether values can only be sampled. */
    boolean isInterval() {
        return values.isEmpty();
    }

    /** The value at a fraction of the way from the first to the last, in [0, 1] for intervals and [0, 1) for lists. */
    String at(double fraction) {
        if (!isInterval()) {
            return values.get((int) (fraction * values.size()));
        }
        if (fraction == 0 || fraction == 1) {
            return number(fraction == 0 ? from : to);
        }
        double value = log ? StrictMath.exp((1 - fraction) * StrictMath.log(from) + fraction * StrictMath.log(to)) : from * (1 - fraction) + to * fraction;
        return number(Math.min(to, Math.max(from, new BigDecimal(value).round(DIGITS).doubleValue())));
    }

    /** What is to be said of an interval where all combinations are wanted. */
    BadInputException unsampled(String file) {
        return new BadInputException("%s: input '%s' is an interval without 'count' or 'step'; add one, or sample: {method: random, count: 50} to "
                .formatted(file, name) + "draw configurations");
    }
}
