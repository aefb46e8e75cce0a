package io.github.regretbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formulas in comments are AsciiMath between backticks: what would be drawn wrong, or not at all, comes to light without a browser. */
class FormulaTest {
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);
    /** Where a text begins that a formula cannot reach into. */
    private static final String NEXT_TEXT = "(?m)^ *\\* *(?=@)|<(?:p|li|td|th|h2)\\b[^>]*>|\\*/";
    private static final Pattern FORMULA = Pattern.compile("`([^`]*)`");
    /** A name and its argument; those of AsciiMath's own functions belong together, those of ours do not: a(x) / b is a times (x / b). */
    private static final String APPLICATION = "\\b(?!(?:sqrt|log|exp|det|cos|sin|tan|min|max|floor|ceil)\\b)[A-Za-z]\\w*(?<!_)"
            + "(?:_\\([^()]*\\))?(?:\\^\\w+)?\\((?:[^()]|\\([^()]*\\))*\\)";
    private static final Pattern MISREAD = Pattern.compile(APPLICATION + "\\s*/|/\\s*" + APPLICATION);

    static List<String> problems(String comment) {
        List<String> problems = new ArrayList<>();
        if (backticks(firstSentence(comment)) % 2 != 0) {
            problems.add("the first sentence, which is the summary, ends within a formula: " + firstSentence(comment));
            return problems;
        }
        for (String text : comment.split(NEXT_TEXT)) {
            String words = words(text);
            if (backticks(words) % 2 != 0) {
                problems.add("one backtick without another: " + words.strip());
                continue;
            }
            for (Matcher formula = FORMULA.matcher(words); formula.find();) {
                check(formula.group(1).replace("&lt;", "<").replace("&gt;", ">"), problems);
            }
        }
        return problems;
    }

    private static String words(String text) {
        return text.replaceAll("\\{@code [^}]*}", "").replaceAll("^/\\*\\*|\\s*\n *\\*? ?", " ").strip();
    }

    private static long backticks(String words) {
        return words.chars().filter(c -> c == '`').count();
    }

    /** The summary, as javadoc finds it; empty where a backtick is missing anyway. */
    private static String firstSentence(String comment) {
        String words = words(comment.split(NEXT_TEXT)[0]);
        if (backticks(words) % 2 != 0) {
            return "";
        }
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        sentences.setText(words);
        return words.substring(0, Math.max(0, sentences.next()));
    }

    private static void check(String formula, List<String> problems) {
        if (formula.isBlank() || !isBalanced(formula)) {
            problems.add("nothing in it, or an odd bracket: " + formula);
        }
        if (Pattern.compile("[.?] ").matcher(formula).find()) {
            problems.add("a summary would end within it: " + formula);
        }
        if (MISREAD.matcher(formula).find()) {
            problems.add("the slash takes the argument without its function, which parentheses around both prevent: " + formula);
        }
    }

    private static boolean isBalanced(String formula) {
        StringBuilder open = new StringBuilder();
        for (char c : formula.toCharArray()) {
            if ("([{".indexOf(c) >= 0) {
                open.append(")]}".charAt("([{".indexOf(c)));
            } else if (")]}".indexOf(c) >= 0) {
                if (open.isEmpty() || open.charAt(open.length() - 1) != c) {
                    return false;
                }
                open.setLength(open.length() - 1);
            }
        }
        return open.isEmpty();
    }

    @Test
    void formulasCanBeDrawn() throws IOException {
        List<String> problems = new ArrayList<>();
        int formulas = 0;
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java") || f.endsWith("overview.html")).sorted().toList()) {
                String text = Files.readString(file);
                List<String> comments = text.startsWith("<!DOCTYPE") ? List.of(text)
                        : COMMENT.matcher(text).results().map(comment -> comment.group()).toList();
                for (String comment : comments) {
                    formulas += FORMULA.matcher(comment).results().count();
                    problems(comment).forEach(problem -> problems.add(file + ": " + problem));
                }
            }
        }
        assertThat(problems).isEmpty();
        // There were some 1300 when this was written.
        assertThat(formulas).isGreaterThan(500);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/** The gain `gamma_T of T rounds. */ | one backtick",
        "/** `(k!)^(1-N)`, the least p. */ | the first sentence",
        "/** Half of `log(1 + k_max. */ | one backtick",
        "/** `1/2 log(1 + k_max` nats. */ | odd bracket",
        "/** `k(x, y) = x . y`. */ | a summary",
        "/** `sigma_(t-1)^2(x_t) / s_2`. */ | the slash",
        "/** `2^(1-nu) / Gamma(nu) u^nu`. */ | the slash",
        "/** `P(A) + F(A_t) / 2`. */ | the slash"})
    void mistakesAreFound(String comment, String problem) {
        assertThat(problems(comment)).singleElement().asString().contains(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/** `(sigma_(t-1)^2(x_t)) / s_2`, `g(i) = 1/2 log(1 + K_(ii) / s_2)` and {@code a`b}. */",
        "/** `B + R_s / sqrt(lambda) sqrt(2 log((2 n N) / delta))`. */",
        "/** `gamma_T &lt;= log T / log 1.25`. */"})
    void soundFormulasAreNot(String comment) {
        assertThat(problems(comment)).isEmpty();
    }
}
