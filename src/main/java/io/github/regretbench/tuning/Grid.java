package io.github.regretbench.tuning;

import io.github.regretbench.BadInputException;
import io.github.regretbench.bandit.RandomStreams;
import io.github.regretbench.experiment.Section;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Configurations of a program that are to be measured, each several times: every combination of the inputs' values, the last input varying
 * fastest, or a sample of them.
 *
 * <p>Its file:
 * <pre>
 * inputs:
 *   lr: {from: 0.0001, to: 1, count: 9, log: yes}
 *   depth: {from: 1, to: 8, step: 1}
 *   loss: [hinge, log]
 * repeats: 3                                        # repeat r gets the seed + r; 1 when left out
 * seed: 0                                           # 0 when left out
 * sample: {method: halton, count: 50}               # or random, with a seed of its own; all combinations when left out
 * </pre>
 */
public final class Grid {
    /** How configurations are drawn. */
    private enum Method {
        /** Independent and uniform. */
        RANDOM,
        /** J. H. Halton, Numerische Mathematik 2, 1960: base p_j, the j-th prime, for input j; from the first index on. */
        HALTON
    }

    private static final int MOST_CONFIGURATIONS = 1_000_000;
    private static final int MOST_REPEATS = 1000;
    private static final long MOST_MEASUREMENTS = 10_000_000;
    /** Beyond, Halton's sequence fills planes of two late inputs in stripes. */
    private static final int MOST_HALTON_INPUTS = 12;
    /** Of the draws for a configuration that is not there yet. */
    private static final int MOST_DRAWS = 10_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    /** What the columns of repeats and the number of a repeat are called. */
    private static final Pattern TAKEN = Pattern.compile("r[0-9]+|seed");

    private final List<Axis> axes;
    private final List<List<String>> configurations;
    private final int repeats;
    private final long seed;

    private Grid(List<Axis> axes, List<List<String>> configurations, int repeats, long seed) {
        this.axes = axes;
        this.configurations = configurations;
        this.repeats = repeats;
        this.seed = seed;
    }

    /** @throws BadInputException with file, line and column when it is no such file */
    public static Grid read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (CharacterCodingException e) {
            throw new BadInputException(file + " is not a text file in UTF-8; expected a grid of configurations in YAML", e);
        } catch (NoSuchFileException e) {
            throw new BadInputException("there is no file " + file + "; expected a grid of configurations in YAML, see `regretbench tabulate --help`", e);
        } catch (IOException e) {
            throw new BadInputException("%s cannot be read (%s); expected a grid of configurations in YAML".formatted(file,
                    Files.isDirectory(file) ? "it is a directory" : e.getMessage()), e);
        }
    }

    static Grid parse(String text, String file) {
        Section section = Section.parse(text, file, "a grid of configurations");
        return section.reading(() -> {
            Section inputs = section.section("inputs");
            List<Axis> axes = inputs.reading(() -> inputs.keys().stream().map(name -> {
                requireName(inputs, name);
                return Axis.read(inputs, name);
            }).toList());
            if (axes.isEmpty()) {
                throw section.bad("inputs", "'inputs' is empty; expected at least one input, such as lr: [0.1, 0.2]");
            }
            int repeats = (int) section.whole("repeats", 1, MOST_REPEATS, 1);
            long seed = section.whole("seed", 0, Integer.MAX_VALUE, 0);
            List<List<String>> configurations = section.optionalSection("sample").map(sample -> sample.reading(() -> sampled(sample, axes)))
                    .orElseGet(() -> combinations(section, axes, file));
            if ((long) configurations.size() * repeats > MOST_MEASUREMENTS) {
                throw new IllegalArgumentException("%d configurations with %d repeats each are more than %d measurements; give fewer".formatted(
                        configurations.size(), repeats, MOST_MEASUREMENTS));
            }
            return new Grid(axes, configurations, repeats, seed);
        });
    }

    private static void requireName(Section inputs, String name) {
        if (!NAME.matcher(name).matches()) {
            throw inputs.bad(name, "'%s' cannot be an input's name; expected letters, digits, and _ . - within".formatted(name));
        }
        if (TAKEN.matcher(name).matches()) {
            throw inputs.bad(name, "'%s' cannot be an input's name: the table calls repeats r0, r1, ... and the program gets 'seed'; rename it"
                    .formatted(name));
        }
    }

    private static List<List<String>> combinations(Section section, List<Axis> axes, String file) {
        long size = 1;
        for (Axis axis : axes) {
            if (axis.isInterval()) {
                throw axis.unsampled(file);
            }
            size *= axis.values().size();
            if (size > MOST_CONFIGURATIONS) {
                throw section.bad("inputs", "the inputs have more than %d combinations; give them fewer values, or draw some with 'sample'"
                        .formatted(MOST_CONFIGURATIONS));
            }
        }
        List<List<String>> all = List.of(List.of());
        for (Axis axis : axes) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> start : all) {
                for (String value : axis.values()) {
                    List<String> next = new ArrayList<>(start);
                    next.add(value);
                    longer.add(List.copyOf(next));
                }
            }
            all = longer;
        }
        return all;
    }

    private static List<List<String>> sampled(Section sample, List<Axis> axes) {
        sample.text("method");
        Method method = sample.choice("method", Method.class, Method.RANDOM);
        int count = (int) sample.whole("count", 1, MOST_CONFIGURATIONS);
        double most = 1;
        for (Axis axis : axes) {
            most *= axis.isInterval() ? Double.POSITIVE_INFINITY : axis.values().size();
        }
        if (count > most) {
            throw sample.bad("count", "'count' is %d, but the inputs have %.0f combinations; expected at most as many, or leave 'sample' out for all"
                    .formatted(count, most));
        }
        if (method == Method.HALTON && axes.size() > MOST_HALTON_INPUTS) {
            throw sample.bad("method", "'method' is halton, which is for at most %d inputs; use random".formatted(MOST_HALTON_INPUTS));
        }
        return method == Method.HALTON ? halton(sample, axes, count) : random(sample, axes, count);
    }

    /** An input's draws come from a stream of its name, so that they do not depend on the other inputs. */
    private static List<List<String>> random(Section sample, List<Axis> axes, int count) {
        RandomStreams streams = new RandomStreams(sample.whole("seed", 0, Long.MAX_VALUE, 1));
        List<UniformRandomProvider> generators = axes.stream().map(axis -> streams.stream("configurations", axis.name())).toList();
        return distinct(sample, axes, count, j -> generators.get(j).nextDouble());
    }

    private static List<List<String>> halton(Section sample, List<Axis> axes, int count) {
        int[] primes = new int[axes.size()];
        for (int found = 0, n = 2; found < primes.length; n++) {
            int candidate = n;
            boolean isPrime = true;
            for (int j = 0; j < found; j++) {
                isPrime &= candidate % primes[j] != 0;
            }
            if (isPrime) {
                primes[found++] = candidate;
            }
        }
        int[] index = new int[primes.length];
        IntUnaryOperator next = j -> ++index[j];
        return distinct(sample, axes, count, j -> radicalInverse(next.applyAsInt(j), primes[j]));
    }

    /** The digits of n in a base, mirrored at the point: a number in (0, 1). */
    static double radicalInverse(int n, int base) {
        double numerator = 0;
        double denominator = 1;
        for (int rest = n; rest > 0; rest /= base) {
            numerator = numerator * base + rest % base;
            denominator *= base;
        }
        return numerator / denominator;
    }

    private static List<List<String>> distinct(Section sample, List<Axis> axes, int count, ToDoubleFunction<Integer> draw) {
        Set<List<String>> drawn = new LinkedHashSet<>();
        for (int tries = 0; drawn.size() < count; tries++) {
            List<String> configuration = new ArrayList<>();
            for (int j = 0; j < axes.size(); j++) {
                configuration.add(axes.get(j).at(draw.applyAsDouble(j)));
            }
            tries = drawn.add(List.copyOf(configuration)) ? 0 : tries;
            if (tries == MOST_DRAWS) {
                throw sample.bad("count", "'count' is %d, but after %d configurations %d draws gave none that is new; expected fewer, or leave "
                        .formatted(count, drawn.size(), MOST_DRAWS) + "'sample' out for all combinations");
            }
        }
        return List.copyOf(drawn);
    }

    /** The names of the inputs. */
    public List<String> inputs() {
        return axes.stream().map(Axis::name).toList();
    }

    /** The inputs whose values are words. */
    public List<String> categories() {
        return axes.stream().filter(Axis::words).map(Axis::name).toList();
    }

    /** The inputs that are even in their logarithm. */
    public List<String> log() {
        return axes.stream().filter(Axis::log).map(Axis::name).toList();
    }

    /** A value of every input, per configuration, as the program and the table get them. */
    public List<List<String>> configurations() {
        return configurations;
    }

    /** How often each is measured. */
    public int repeats() {
        return repeats;
    }

    /** Configurations times repeats. */
    public int measurements() {
        return configurations.size() * repeats;
    }

    /** What a program gets as seed in repeat r, from 0. */
    public long seed(int repeat) {
        return seed + repeat;
    }
}
