package io.github.regretbench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names, numbers and signs of a short text such as {@code 0.5 * se(lengthscale=0.2)}, taken one by one from left to right.
 * Every mistake is an IllegalArgumentException with a sentence for the user.
 */
public final class Tokens {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*([A-Za-z][A-Za-z0-9_-]*|[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?|[()\\[\\]=,*+])");
    private static final String END = "the end";
    /** Bounds on a text, so that reading it and evaluating what it describes stay within a thread's stack. */
    private static final int MOST_TOKENS = 10_000;
    private static final int DEEPEST = 100;

    private final String text;
    private final String what;
    private final List<String> tokens = new ArrayList<>();
    private int next;
    private int depth;

    /**
     * The tokens of {@code text}, which is to describe a {@code what}: a "kernel", for instance.
     *
     * @throws IllegalArgumentException when the text has a character that is part of no token, or is very long
     */
    public Tokens(String text, String what) {
        this.text = text;
        this.what = what;
        Matcher matcher = TOKEN.matcher(text);
        int position = 0;
        while (position < text.stripTrailing().length()) {
            if (!matcher.find(position) || matcher.start() != position) {
                throw new IllegalArgumentException("cannot read the %s '%s' at column %d".formatted(what, text, position + 1));
            }
            String token = matcher.group(1);
            // After a name, a number or a bracket, a plus adds: in "a+2" it is no sign.
            boolean adds = token.startsWith("+") && !tokens.isEmpty() && tokens.get(tokens.size() - 1).matches(".*[A-Za-z0-9.)\\]]");
            tokens.add(adds ? "+" : token);
            position = adds ? matcher.start(1) + 1 : matcher.end();
            if (tokens.size() > MOST_TOKENS) {
                throw new IllegalArgumentException("the %s has more than %d names, numbers and signs; write a shorter one"
                        .formatted(what, MOST_TOKENS));
            }
        }
        tokens.add(END);
    }

    /** The whole text, for messages. */
    public String text() {
        return text;
    }

    /** Takes the next token, whatever it is; the end is never passed. */
    public String take() {
        String token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("the %s has parentheses more than %d deep; remove some".formatted(what, DEEPEST));
        }
        return token;
    }

    /** Takes the next token if it is {@code token}, and says whether it was. */
    public boolean accept(String token) {
        boolean found = tokens.get(next).equals(token);
        if (found) {
            take();
        }
        return found;
    }

    /** Takes the next token, which has to be {@code token}. */
    public void expect(String token) {
        if (!accept(token)) {
            throw new IllegalArgumentException("expected %s but found %s in the %s '%s'".formatted(quoted(token),
                    quoted(tokens.get(next)), what, text));
        }
    }

    /** Something has to be left, and it is expected to be {@code wanted}. */
    public void requireMore(String wanted) {
        if (tokens.get(next).equals(END)) {
            throw new IllegalArgumentException("expected %s but found %s in the %s '%s'".formatted(wanted, END, what, text));
        }
    }

    /** Nothing may be left. */
    public void expectEnd() {
        expect(END);
    }

    /** Whether the next token is a number. */
    public boolean isNumber() {
        String token = tokens.get(next);
        char last = token.charAt(token.length() - 1);
        return Character.isDigit(last) && !Character.isLetter(token.charAt(0)) || last == '.';
    }

    /** Takes the next token, which has to be a number; it may be too large for a double and is then infinite. */
    public double number() {
        if (!isNumber()) {
            throw new IllegalArgumentException("expected a number but found %s in the %s '%s'".formatted(quoted(tokens.get(next)), what, text));
        }
        return Double.parseDouble(take());
    }

    /**
     * Takes the arguments after a name, {@code (a=1, b=2)}, by name and in order; none where there are no parentheses.
     *
     * @param value takes what stands after "="
     */
    public <V> Map<String, V> arguments(Supplier<V> value) {
        Map<String, V> arguments = new LinkedHashMap<>();
        if (accept("(") && !accept(")")) {
            do {
                String name = take();
                expect("=");
                if (arguments.put(name, value.get()) != null) {
                    throw new IllegalArgumentException("'%s' is given twice in '%s'".formatted(name, text));
                }
            } while (accept(","));
            expect(")");
        }
        return arguments;
    }

    private static String quoted(String token) {
        return token.equals(END) ? token : "'" + token + "'";
    }
}
