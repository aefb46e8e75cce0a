package io.github.regretbench;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How files write names, and what was meant by one that is not known. */
public final class Spelling {
    private Spelling() {
    }

    /** An enum constant as files write it: lower case with hyphens. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The known name that {@code given} is most likely a misspelling of; of equally near ones the first. */
    public static Optional<String> nearest(String given, Collection<String> known) {
        return known.stream().filter(name -> isMisspelling(given, name)).min(Comparator.comparingInt(name -> distance(plain(given), plain(name))));
    }

    /** {@code did you mean 'x'? }, for a message that goes on, or nothing when no known name is near. */
    public static String hint(String given, Collection<String> known) {
        return nearest(given, known).map(name -> "did you mean '" + name + "'? ").orElse("");
    }

    /** The known names, those nearest to {@code given} first, with commas between them. */
    public static String nearestFirst(String given, List<String> known) {
        return String.join(", ", known.stream().sorted(Comparator.comparingInt(name -> distance(plain(given), plain(name)))).toList());
    }

    /** Whether one name differs from another by a letter or two, whatever the case, hyphens and underscores. */
    public static boolean isMisspelling(String given, String of) {
        return distance(plain(given), plain(of)) <= 1 + of.length() / 4;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    /** Levenshtein's edit distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
