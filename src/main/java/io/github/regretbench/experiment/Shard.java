package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The share of an experiment's trials that one of several runs plays, found without asking the others: share i of k has the trials j with
 * (p + j) mod k = i - 1. All policies of a trial stay together; a suite of single trials is split as evenly as one long experiment; and where
 * a trial belongs does not depend on how many there are, so that more can be added.
 *
 * @param number i, from 1 to k
 * @param count k, at least 1
 * @param place p of the experiment in the suite as declared, from 0
 */
public record Shard(int number, int count, int place) {
    /** All trials. */
    public static final Shard WHOLE = new Shard(1, 1, 0);

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

    /** @throws IllegalArgumentException unless 1 &lt;= i &lt;= k and p >= 0 */
    public Shard {
        if (number < 1 || number > count || place < 0) {
            throw new IllegalArgumentException("expected 1 <= number <= count and place >= 0, got %d, %d, %d".formatted(number, count,
                    place));
        }
    }

    /**
     * A share of the first experiment, written i/k.
     *
     * @throws BadInputException when it is no such text
     */
    public static Shard parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (matcher.matches()) {
            int number = Integer.parseInt(matcher.group(1));
            int count = Integer.parseInt(matcher.group(2));
            if (number >= 1 && number <= count) {
                return new Shard(number, count, 0);
            }
        }
        throw new BadInputException("the shard is '%s'; expected i/k with whole numbers 1 <= i <= k below a million, such as 2/3".formatted(
                text));
    }

    /** The same share of another experiment of the suite. */
    public Shard at(int newPlace) {
        return new Shard(number, count, newPlace);
    }

    /** Whether nothing is left to others. */
    public boolean isWhole() {
        return count == 1;
    }

    /** Which share a trial belongs to. */
    Shard of(int trial) {
        return new Shard((int) (((long) place + trial) % count) + 1, count, place);
    }

    /** Its trials among 0..trials-1. */
    public BitSet trials(int trials) {
        BitSet own = new BitSet(trials);
        for (int trial = 0; trial < trials; trial++) {
            if (of(trial).number() == number) {
                own.set(trial);
            }
        }
        return own;
    }

    /** As {@link #parse} reads it. */
    public String written() {
        return number + "/" + count;
    }

    @Override
    public String toString() {
        return isWhole() ? "the whole" : "shard " + written();
    }
}
