package io.github.regretbench.data;

import java.util.Locale;

/**
 * What became of the rows of a table, and of readings that stand for none.
 *
 * @param rows of the table
 * @param inWindow those whose time of day is used
 * @param train complete rows that the covariance is estimated from
 * @param trainDropped training rows in which a reading is missing
 * @param test complete rows that are objectives
 * @param testDropped test rows in which a reading is missing
 * @param codes readings that were taken for missing because the experiment names them
 */
public record RowUse(int rows, int inWindow, int train, int trainDropped, int test, int testDropped, int codes) {

    /** One sentence without a stop. */
    @Override
    public String toString() {
        String dropped = trainDropped + testDropped == 0 ? "none dropped"
                : String.format(Locale.ROOT, "%d dropped because a reading is missing (%d of training, %d of test)", trainDropped + testDropped,
                        trainDropped, testDropped);
        return String.format(Locale.ROOT, "%d rows%s: %d used to estimate the covariance, %d as objectives, %s%s", rows,
                inWindow == rows ? "" : ", " + inWindow + " in the time of day", train, test, dropped,
                codes == 0 ? "" : "; " + codes + " readings are missing by 'missing'");
    }
}
