package io.github.regretbench.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads kernels as they are written in experiment files and on the command line, for example
 * {@code 0.5 * se(lengthscale=0.2) + matern(nu=2.5, lengthscale=[0.4, 0.9])}: sums, products and positive factors of the
 * {@linkplain KernelFamily#ALL known kernels}.
 */
public final class KernelExpression {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*([A-Za-z][A-Za-z0-9_-]*|[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?|[()\\[\\]=,*+])");
    private static final String END = "the end";
    /** Bounds on a text, so that reading it and evaluating the kernel stay within a thread's stack. */
    private static final int MOST_TOKENS = 10_000;
    private static final int DEEPEST = 100;

    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private int next;
    private int depth;

    private KernelExpression(String text) {
        this.text = text;
        Matcher matcher = TOKEN.matcher(text);
        int position = 0;
        while (position < text.stripTrailing().length()) {
            if (!matcher.find(position) || matcher.start() != position) {
                throw new IllegalArgumentException("cannot read the kernel '%s' at column %d"
                        .formatted(text, position + 1));
            }
            tokens.add(matcher.group(1));
            position = matcher.end();
            if (tokens.size() > MOST_TOKENS) {
                throw new IllegalArgumentException("the kernel has more than %d names, numbers and signs; expected an expression such "
                        .formatted(MOST_TOKENS) + "as 0.5 * se(lengthscale=0.2)");
            }
        }
        tokens.add(END);
    }

    /**
     * The kernel that {@code text} describes.
     *
     * @throws IllegalArgumentException with a sentence for the user when it describes none
     */
    public static Kernel parse(String text) {
        KernelExpression expression = new KernelExpression(text);
        Kernel kernel = expression.sum();
        expression.expect(END);
        return kernel;
    }

    private Kernel sum() {
        Kernel result = product();
        while (accept("+")) {
            result = result.plus(product());
        }
        return result;
    }

    private Kernel product() {
        double factor = 1;
        Kernel result = null;
        do {
            if (isNumber(peek())) {
                double number = Double.parseDouble(take());
                Distances.requirePositive("a factor in the kernel '" + text + "'", number);
                factor *= number;
            } else {
                Kernel kernel = kernel();
                result = result == null ? kernel : result.times(kernel);
            }
        } while (accept("*"));
        if (result == null) {
            throw new IllegalArgumentException("'%s' is a number where a kernel is expected; write constant(variance=%s)"
                    .formatted(text, factor));
        }
        return factor == 1 ? result : result.scaledBy(factor);
    }

    private Kernel kernel() {
        if (accept("(")) {
            if (++depth > DEEPEST) {
                throw new IllegalArgumentException("the kernel has parentheses more than " + DEEPEST + " deep; remove some");
            }
            Kernel inner = sum();
            expect(")");
            depth--;
            return inner;
        }
        String name = take();
        KernelFamily family = KernelFamily.ALL.stream().filter(f -> f.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kernel is called '%s' (in '%s'); known: %s"
                        .formatted(name, text,
                                String.join(", ", KernelFamily.ALL.stream().map(KernelFamily::name).toList()))));
        Map<String, List<Double>> arguments = new LinkedHashMap<>();
        if (accept("(")) {
            if (!accept(")")) {
                do {
                    String parameter = take();
                    expect("=");
                    if (arguments.put(parameter, numbers()) != null) {
                        throw new IllegalArgumentException("'%s' is given twice in '%s'".formatted(parameter, text));
                    }
                } while (accept(","));
                expect(")");
            }
        }
        return family.create(arguments);
    }

    private List<Double> numbers() {
        List<Double> numbers = new ArrayList<>();
        if (!accept("[")) {
            return List.of(number());
        }
        do {
            numbers.add(number());
        } while (accept(","));
        expect("]");
        return numbers;
    }

    private double number() {
        if (!isNumber(peek())) {
            throw new IllegalArgumentException("expected a number but found '%s' in the kernel '%s'"
                    .formatted(peek(), text));
        }
        return Double.parseDouble(take());
    }

    private static boolean isNumber(String token) {
        char last = token.charAt(token.length() - 1);
        return Character.isDigit(last) && !Character.isLetter(token.charAt(0)) || last == '.';
    }

    private String peek() {
        return tokens.get(next);
    }

    private String take() {
        String token = peek();
        advance();
        return token;
    }

    /** The end is never passed: whatever follows it is the end again. */
    private void advance() {
        next = Math.min(next + 1, tokens.size() - 1);
    }

    private boolean accept(String token) {
        if (peek().equals(token)) {
            advance();
            return true;
        }
        return false;
    }

    private void expect(String token) {
        if (!peek().equals(token)) {
            throw new IllegalArgumentException("expected %s but found %s in the kernel '%s'".formatted(quoted(token),
                    quoted(peek()), text));
        }
        advance();
    }

    private static String quoted(String token) {
        return token.equals(END) ? token : "'" + token + "'";
    }
}
