package io.github.regretbench.bandit;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;

/**
 * Objectives that are rows of a table: one simultaneous reading of all sensors. Trials take the rows in one random order and,
 * when there are more trials than rows, in that order again. Srinivas et al. 2010, section 6 (sensor data).
 */
public final class TableRows implements ObjectiveFamily {
    private final double[][] rows;
    private final int[] order;

    private TableRows(double[][] rows, int[] order) {
        this.rows = rows;
        this.order = order;
    }

    /**
     * Rows in a random order.
     *
     * @param rows one objective each, equally long; not copied
     * @param random the experiment's stream for the order of rows
     */
    public static TableRows of(double[][] rows, UniformRandomProvider random) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("a table of objectives needs at least one row");
        }
        return new TableRows(rows, new PermutationSampler(random, rows.length, rows.length).sample());
    }

    @Override
    public Objective objective(int trial, UniformRandomProvider random) {
        return Objective.of(rows[position(trial)]);
    }

    @Override
    public int position(int trial) {
        return order[trial % order.length];
    }
}
