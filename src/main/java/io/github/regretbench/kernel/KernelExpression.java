package io.github.regretbench.kernel;

import io.github.regretbench.Registry;
import io.github.regretbench.Spelling;
import io.github.regretbench.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads kernels as they are written in experiment files and on the command line, for example
 * {@code 0.5 * se(lengthscale=0.2) + matern(nu=2.5, lengthscale=[0.4, 0.9])}: sums, products and positive factors of the
 * {@linkplain KernelFamily#all known kernels}.
 */
public final class KernelExpression {
    /** {@code stretched(KERNEL, lengthscale=[l_1, ..., l_d])} divides the inputs of any kernel. */
    static final String STRETCHED = "stretched";

    private final Tokens tokens;
    private final Set<KernelFamily> families = new LinkedHashSet<>();
    private final List<KernelFamily> known = KernelFamily.all();

    private KernelExpression(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * The kernel that {@code text} describes.
     *
     * @throws IllegalArgumentException with a sentence for the user when it describes none
     */
    public static Kernel parse(String text) {
        return new KernelExpression(new Tokens(text, "kernel")).whole();
    }

    /**
     * The known kernels that {@code text} names, in order.
     *
     * @throws IllegalArgumentException with a sentence for the user when it describes no kernel
     */
    public static List<KernelFamily> families(String text) {
        KernelExpression expression = new KernelExpression(new Tokens(text, "kernel"));
        expression.whole();
        return List.copyOf(expression.families);
    }

    private Kernel whole() {
        Kernel kernel = sum();
        tokens.expectEnd();
        return kernel;
    }

    private Kernel sum() {
        Kernel result = product();
        while (tokens.accept("+")) {
            result = result.plus(product());
        }
        return result;
    }

    private Kernel product() {
        double factor = 1;
        Kernel result = null;
        do {
            if (tokens.isNumber()) {
                double number = tokens.number();
                Distances.requirePositive("a factor in the kernel '" + tokens.text() + "'", number);
                factor *= number;
            } else {
                Kernel kernel = kernel();
                result = result == null ? kernel : result.times(kernel);
            }
        } while (tokens.accept("*"));
        if (result == null) {
            throw new IllegalArgumentException("'%s' is a number where a kernel is expected; write constant(variance=%s)"
                    .formatted(tokens.text(), factor));
        }
        return factor == 1 ? result : result.scaledBy(factor);
    }

    private Kernel kernel() {
        if (tokens.accept("(")) {
            Kernel inner = sum();
            tokens.expect(")");
            return inner;
        }
        String name = tokens.take();
        if (name.equals(STRETCHED)) {
            return stretched();
        }
        KernelFamily family = known.stream().filter(f -> f.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kernel is called '%s' (in '%s'); %sknown: %s"
                        .formatted(name, tokens.text(), Spelling.hint(name, known.stream().map(KernelFamily::name).toList()),
                                String.join(", ", known.stream().map(KernelFamily::name).toList()) + Registry.OWN)));
        families.add(family);
        Map<String, List<Double>> arguments = new LinkedHashMap<>();
        if (tokens.accept("(")) {
            if (!tokens.accept(")")) {
                do {
                    String parameter = tokens.take();
                    tokens.expect("=");
                    if (arguments.put(parameter, numbers()) != null) {
                        throw new IllegalArgumentException("'%s' is given twice in '%s'".formatted(parameter, tokens.text()));
                    }
                } while (tokens.accept(","));
                tokens.expect(")");
            }
        }
        return family.create(arguments);
    }

    private Kernel stretched() {
        tokens.expect("(");
        Kernel base = sum();
        tokens.expect(",");
        tokens.expect("lengthscale");
        tokens.expect("=");
        Kernel result = base.withLengthScales(numbers());
        tokens.expect(")");
        return result;
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
