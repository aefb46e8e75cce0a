package io.github.regretbench.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a {@link CandidateTable} is read from a file.
 *
 * @param inputs columns that say what a configuration is; all but the values' when empty
 * @param values columns with the measured values: one, or several repeats of the same measurement
 * @param log inputs whose decimal logarithm is taken
 * @param categories inputs whose cells are names; they become 0, 1, 2, ... in the order of their first rows
 * @param unitCube whether the inputs that are no categories are scaled to [0, 1], least and largest value of the rows that are used
 * @param within least and largest value, both included, of inputs as they stand in the file; rows outside are left out
 * @param dropIncomplete whether rows without all values are left out; else the first is an error
 * @param transform of the values
 * @param sign +1, or -1 to maximise minus the transformed value
 * @param variances column with the noise variance at each configuration, of signed and transformed values
 */
public record CandidateFormat(List<String> inputs, List<String> values, List<String> log, List<String> categories, boolean unitCube,
        Map<String, List<Double>> within, boolean dropIncomplete, ValueTransform transform, int sign, Optional<String> variances) {
    /** {@code r0..r9}: names that end in consecutive numbers. */
    private static final Pattern RANGE = Pattern.compile("(.*?)(\\d{1,4})\\.\\.(.*?)(\\d{1,4})");

    /** @throws IllegalArgumentException with a sentence for the user when parts contradict one another */
    public CandidateFormat {
        inputs = List.copyOf(inputs);
        values = expanded(values);
        log = List.copyOf(log);
        categories = List.copyOf(categories);
        within = new LinkedHashMap<>(within);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a table of configurations needs a 'value' column, or 'repeats' of it");
        }
        for (String name : log) {
            if (categories.contains(name)) {
                throw new IllegalArgumentException("'%s' is in 'log' and in 'categories'; names have no logarithm, take it out of one"
                        .formatted(name));
            }
        }
        within.forEach((name, range) -> {
            if (range.size() != 2 || !(range.get(0) <= range.get(1))) {
                throw new IllegalArgumentException("'within' gives %s for '%s'; expected [least, largest]".formatted(range, name));
            }
        });
        if (sign != 1 && sign != -1) {
            throw new IllegalArgumentException("'sign' is " + sign + "; expected 1 or -1");
        }
    }

    /** A format without a column of variances. */
    public CandidateFormat(List<String> inputs, List<String> values, List<String> log, List<String> categories, boolean unitCube,
            Map<String, List<Double>> within, boolean dropIncomplete, ValueTransform transform, int sign) {
        this(inputs, values, log, categories, unitCube, within, dropIncomplete, transform, sign, Optional.empty());
    }

    private static List<String> expanded(List<String> values) {
        List<String> names = new ArrayList<>();
        for (String value : values) {
            Matcher range = RANGE.matcher(value);
            if (range.matches() && range.group(1).equals(range.group(3))) {
                int last = Integer.parseInt(range.group(4));
                for (int i = Integer.parseInt(range.group(2)); i <= last; i++) {
                    names.add(range.group(1) + i);
                }
            } else {
                names.add(value);
            }
        }
        return List.copyOf(names);
    }

    /** Whether the values are repeats of one measurement. */
    public boolean isRepeated() {
        return values.size() > 1;
    }
}
