package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.data.RowUse;
import io.github.regretbench.data.SensorTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of a measured table that an experiment reads: those that train the covariance, and those that are objectives. */
final class SensorRows implements MeasuredData {
    private final DataFile file;
    private final Optional<String> changed;
    private final RowUse use;
    private final List<String> suspicions;
    private final SensorTable train;
    private final SensorTable test;
    private final int sign;

    /**
     * Reads them.
     *
     * @throws BadInputException when the table is missing, is not the one of its name (unless that is accepted), or has too few usable rows
     */
    static SensorRows read(Arms.Sensors sensors, DataDirectory data) {
        Path file = sensors.timed() ? data.require(sensors.table()) : data.own(sensors.table());
        try {
            return new SensorRows(sensors, data, DataFile.of(file));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(file + ": " + e.getMessage(), e);
        }
    }

    private SensorRows(Arms.Sensors sensors, DataDirectory data, DataFile file) {
        this.file = file;
        this.sign = sensors.sign();
        SensorTable whole = sensors.timed() ? SensorTable.read(file.path()) : SensorTable.readTasks(file.path());
        this.changed = sensors.timed() ? data.authenticate(sensors.table(), file.sha256(), whole) : Optional.empty();
        String column = sensors.timed() ? "sensor" : "column";
        SensorTable kept = sensors.exclude().isEmpty() ? whole : whole.without(sensors.exclude());
        SensorTable read = sensors.missing().isEmpty() ? kept : kept.withMissing(sensors.missing());
        SensorTable table = sensors.from().isPresent() ? read.between(sensors.from().get(), sensors.to().get()) : read;
        int split = (int) ((long) table.rows() * sensors.trainNumerator() / sensors.trainDenominator());
        if (split < 1 || split >= table.rows()) {
            throw new IllegalArgumentException("%d usable rows are too few to split into training and test rows".formatted(table.rows()));
        }
        this.train = complete(table.rows(0, split), "training", column);
        this.test = complete(table.rows(split, table.rows()), "test", column);
        this.use = new RowUse(whole.rows(), table.rows(), train.rows(), split - train.rows(), test.rows(), table.rows() - split - test.rows(),
                read.emptyCells() - kept.emptyCells());
        this.suspicions = sensors.timed() ? table.suspicions() : List.of();
    }

    private static SensorTable complete(SensorTable rows, String part, String column) {
        List<String> dead = rows.deadSensors();
        if (!dead.isEmpty()) {
            throw new IllegalArgumentException("no reading of %s%s %s in any of the %d %s rows; leave %s out with exclude: [%s]".formatted(
                    column, dead.size() == 1 ? "" : "s", String.join(", ", dead), rows.rows(), part, dead.size() == 1 ? "it" : "them",
                    String.join(", ", dead)));
        }
        try {
            return rows.completeRows();
        } catch (BadInputException e) {
            throw new IllegalArgumentException(("none of the %d %s rows has a reading of every %s (%s); leave %ss with many gaps out with "
                    + "exclude: [...]").formatted(rows.rows(), part, column, rows.emptiest(), column), e);
        }
    }

    Path file() {
        return file.path();
    }

    List<String> sensors() {
        return train.sensors();
    }

    double[][] train() {
        return readings(train);
    }

    double[][] test() {
        return readings(test);
    }

    private double[][] readings(SensorTable table) {
        double[][] rows = new double[table.rows()][];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = table.readings(r);
            for (int j = 0; j < rows[r].length; j++) {
                rows[r][j] *= sign;
            }
        }
        return rows;
    }

    @Override
    public Map<String, String> files() {
        return file.identity();
    }

    @Override
    public String use() {
        return use.toString();
    }

    @Override
    public Optional<String> changed() {
        return changed;
    }

    @Override
    public List<String> warnings() {
        List<String> all = new ArrayList<>(changed.stream().toList());
        suspicions.forEach(suspicion -> all.add(file.path().getFileName() + ": " + suspicion));
        return all;
    }
}
