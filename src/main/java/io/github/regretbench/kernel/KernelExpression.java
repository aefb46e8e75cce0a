package io.github.regretbench.kernel;

import io.github.regretbench.Registry;
import io.github.regretbench.Require;
import io.github.regretbench.Spelling;
import io.github.regretbench.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Reads kernels as they are written in experiment files and on the command line, for example
 * {@code 0.5 * se(lengthscale=0.2) + matern(nu=2.5, lengthscale=[0.4, 0.9])}: sums, products and positive factors of the
 * {@linkplain KernelFamily#all known kernels}.
 */
public final class KernelExpression {
    /** {@code stretched(KERNEL, lengthscale=[l_1, ..., l_d])} divides the inputs of any kernel. */
    static final String STRETCHED = "stretched";
    private static final int MOST_DIMENSIONS = 1_000_000;

    /** {@code on(KERNEL, inputs=[j_1, ..., j_m])} is a kernel of some coordinates, by number from 1 or by name. */
    static final String ON = "on";

    private final Tokens tokens;
    private final ToIntFunction<String> coordinates;
    private final Set<KernelFamily> families = new LinkedHashSet<>();
    private final List<KernelFamily> known = KernelFamily.all();

    private KernelExpression(String text, ToIntFunction<String> coordinates) {
        this.tokens = new Tokens(text, "kernel");
        this.coordinates = coordinates;
    }

    /**
     * The kernel that {@code text} describes.
     *
     * @throws IllegalArgumentException with a sentence for the user when it describes none
     */
    public static Kernel parse(String text) {
        return parse(text, List.of());
    }

    /**
     * The same for coordinates that have names.
     *
     * @param inputs the names, in order
     */
    public static Kernel parse(String text, List<String> inputs) {
        return tree(text, inputs).kernel();
    }

    /** The text with its structure; parameters may be left out. */
    static KernelTree tree(String text, List<String> inputs) {
        return new KernelExpression(text, name -> {
            if (!inputs.contains(name)) {
                throw new IllegalArgumentException(inputs.isEmpty()
                        ? "'%s' is no input, for the coordinates have no names here; write their numbers, from 1 (in '%s')".formatted(name, text)
                        : "no input is called '%s' (in '%s'); %sknown: %s".formatted(name, text, Spelling.hint(name, inputs),
                                String.join(", ", inputs)));
            }
            return 1 + inputs.indexOf(name);
        }).whole();
    }

    /**
     * The known kernels that {@code text} names, in order.
     *
     * @throws IllegalArgumentException with a sentence for the user when it describes no kernel
     */
    public static List<KernelFamily> families(String text) {
        KernelExpression expression = new KernelExpression(text, anyName(new ArrayList<>()));
        expression.whole().kernel();
        return List.copyOf(expression.families);
    }

    /** The same where parameters may be left out. */
    static List<KernelFamily> named(String text) {
        KernelExpression expression = new KernelExpression(text, anyName(new ArrayList<>()));
        expression.whole();
        return List.copyOf(expression.families);
    }

    /**
     * A text that two expressions share if they read to equal kernels, however their numbers and spaces are written: {@code 0.2} is
     * {@code 0.20}. A user's own kernel whose {@code equals} does not compare values stays as it is written.
     *
     * @throws IllegalArgumentException with a sentence for the user when {@code text} describes no kernel
     */
    public static String canonical(String text) {
        List<String> names = new ArrayList<>();
        Kernel kernel = new KernelExpression(text, anyName(names)).whole().kernel();
        if (!kernel.equals(new KernelExpression(text, anyName(new ArrayList<>())).whole().kernel())) {
            return text;
        }
        return names.isEmpty() ? kernel.toString() : kernel + " with inputs " + names;
    }

    /** Names stand for different coordinates, whatever they are; they are added to {@code names}. */
    private static ToIntFunction<String> anyName(List<String> names) {
        return name -> {
            if (!names.contains(name)) {
                names.add(name);
            }
            return MOST_DIMENSIONS + names.indexOf(name);
        };
    }

    private KernelTree whole() {
        KernelTree kernel = sum();
        tokens.expectEnd();
        return kernel;
    }

    private KernelTree sum() {
        KernelTree result = product();
        while (tokens.accept("+")) {
            result = new KernelTree.Plus(result, product());
        }
        return result;
    }

    private KernelTree product() {
        double factor = 1;
        KernelTree result = null;
        do {
            if (tokens.isNumber()) {
                double number = tokens.number();
                Require.positive("a factor in the kernel '" + tokens.text() + "'", number);
                factor *= number;
            } else {
                KernelTree kernel = kernel();
                result = result == null ? kernel : new KernelTree.Times(result, kernel);
            }
        } while (tokens.accept("*"));
        if (result == null) {
            throw new IllegalArgumentException("'%s' is a number where a kernel is expected; write constant(variance=%s)"
                    .formatted(tokens.text(), factor));
        }
        return factor == 1 ? result : new KernelTree.Multiple(factor, result);
    }

    private KernelTree kernel() {
        if (tokens.accept("(")) {
            KernelTree inner = sum();
            tokens.expect(")");
            return inner;
        }
        tokens.requireMore("a kernel");
        String name = tokens.take();
        if (name.equals(STRETCHED)) {
            return stretched();
        }
        if (name.equals(ON)) {
            return on();
        }
        KernelFamily family = known.stream().filter(f -> f.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kernel is called '%s' (in '%s'); %sknown: %s"
                        .formatted(name, tokens.text(), Spelling.hint(name, known.stream().map(KernelFamily::name).toList()),
                                String.join(", ", known.stream().map(KernelFamily::name).toList()) + Registry.OWN)));
        families.add(family);
        return new KernelTree.Named(family, tokens.arguments(this::numbers));
    }

    private KernelTree stretched() {
        tokens.expect("(");
        KernelTree base = sum();
        tokens.expect(",");
        tokens.expect("lengthscale");
        tokens.expect("=");
        KernelTree result = new KernelTree.Divided(base, numbers());
        tokens.expect(")");
        return result;
    }

    private KernelTree on() {
        tokens.expect("(");
        KernelTree base = sum();
        tokens.expect(",");
        tokens.expect("inputs");
        tokens.expect("=");
        List<Integer> inputs = new ArrayList<>();
        boolean list = tokens.accept("[");
        do {
            inputs.add(input());
        } while (list && tokens.accept(","));
        if (list) {
            tokens.expect("]");
        }
        tokens.expect(")");
        return new KernelTree.On(base, inputs);
    }

    private int input() {
        if (!tokens.isNumber()) {
            return coordinates.applyAsInt(tokens.take());
        }
        double number = tokens.number();
        if (!(number >= 1 && number < MOST_DIMENSIONS && number == Math.rint(number))) {
            throw new IllegalArgumentException("'inputs' has %s in '%s'; expected whole numbers from 1, or names".formatted(number, tokens.text()));
        }
        return (int) number;
    }

    private List<Double> numbers() {
        List<Double> numbers = new ArrayList<>();
        if (!tokens.accept("[")) {
            return List.of(tokens.number());
        }
        do {
            numbers.add(tokens.number());
        } while (tokens.accept(","));
        tokens.expect("]");
        return numbers;
    }
}
