package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.bandit.Rewards;
import io.github.regretbench.bandit.Rules;
import io.github.regretbench.data.CandidateTable;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.data.ShippedTable;
import io.github.regretbench.space.Points;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The configurations of a table that an experiment plays on, their values f and the deviations that were recorded. */
final class Candidates implements MeasuredData {
    private final DataFile file;
    private final CandidateTable table;
    private final double mean;
    private final boolean ownMean;

    /**
     * Reads them.
     *
     * @throws BadInputException when the table is missing or unusable
     */
    static Candidates read(Arms.Table arms, DataDirectory data) {
        Optional<ShippedTable> shipped = ShippedTable.named(arms.file());
        if (shipped.isPresent()) {
            return new Candidates(DataFile.of(shipped.get()), CandidateTable.read(shipped.get(), arms.format()), arms.mean());
        }
        DataFile file = DataFile.of(data.own(arms.file()));
        return new Candidates(file, CandidateTable.read(file.path(), arms.format()), arms.mean());
    }

    private Candidates(DataFile file, CandidateTable table, Optional<Double> mean) {
        this.file = file;
        this.table = table;
        this.ownMean = mean.isEmpty();
        this.mean = mean.orElseGet(() -> average(table));
    }

    private static double average(CandidateTable table) {
        double sum = 0;
        for (int i = 0; i < table.points().length; i++) {
            sum += table.mean(i);
        }
        return sum / table.points().length;
    }

    Path file() {
        return file.path();
    }

    CandidateTable table() {
        return table;
    }

    /** The prior mean of the values. */
    double mean() {
        return mean;
    }

    Points points() {
        return Points.of(table.points());
    }

    /** f: the mean of each configuration's values, less the prior mean. */
    double[] values() {
        double[] f = new double[table.points().length];
        for (int i = 0; i < f.length; i++) {
            f[i] = table.mean(i) - mean;
        }
        return f;
    }

    /** Observations of these configurations in another file, less the prior mean. */
    List<Rules.Observation> observations(Path start) {
        return table.observations(start).stream().map(o -> new Rules.Observation(o.configuration(), o.value() - mean)).toList();
    }

    /** What repeats differ by from their means; nothing without repeats. */
    Optional<Rewards> recorded() {
        if (table.values()[0].length == 1) {
            return Optional.empty();
        }
        double[][] deviations = new double[table.values().length][];
        for (int i = 0; i < deviations.length; i++) {
            double[] row = table.values()[i].clone();
            double f = table.mean(i);
            for (int r = 0; r < row.length; r++) {
                row[r] -= f;
            }
            deviations[i] = row;
        }
        return Optional.of(Rewards.Recorded.of(deviations));
    }

    @Override
    public Map<String, String> files() {
        return file.identity();
    }

    @Override
    public String use() {
        return table.use() + (ownMean ? "; the prior mean is that of the table itself" : "");
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        Set<Double> different = new HashSet<>();
        for (double[] row : table.values()) {
            different.add(row[0]);
        }
        if (different.size() == 1 && table.values().length > 1) {
            warnings.add(file.path().getFileName() + ": every configuration has the same value; check the column");
        }
        return warnings;
    }
}
