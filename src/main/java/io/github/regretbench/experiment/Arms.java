package io.github.regretbench.experiment;

import io.github.regretbench.data.CandidateFormat;
import io.github.regretbench.space.Box;
import io.github.regretbench.space.Points;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** The decision set of an experiment, as its file says it. */
public sealed interface Arms {

    /** All arms as points, where the file of the experiment says them; nothing for those of other files. */
    Optional<Points> geometry();

    /** The coordinates of one of the arms, nothing for arms without geometry. */
    default Optional<double[]> coordinates() {
        return Optional.empty();
    }

    /**
     * A uniform grid on a box.
     *
     * @param box the box
     * @param counts points along each side
     */
    record Grid(Box box, List<Integer> counts) implements Arms {
        @Override
        public Optional<double[]> coordinates() {
            return Optional.of(box.lower().stream().mapToDouble(Double::doubleValue).toArray());
        }

        @Override
        public Optional<Points> geometry() {
            return Optional.of(box.grid(counts));
        }

        /** The number of points, without making them. */
        int size() {
            return box.gridSize(counts);
        }
    }

    /**
     * Points one by one.
     *
     * @param points coordinates of each
     */
    record Listed(List<List<Double>> points) implements Arms {
        @Override
        public Optional<double[]> coordinates() {
            return Optional.of(points.get(0).stream().mapToDouble(Double::doubleValue).toArray());
        }

        @Override
        public Optional<Points> geometry() {
            return Optional.of(Points.of(points.stream().map(p -> p.stream().mapToDouble(Double::doubleValue).toArray())
                    .toArray(double[][]::new)));
        }
    }

    /**
     * Points in a file.
     *
     * @param file name in the data directory, or path
     */
    record PointsFile(String file) implements Arms {
        @Override
        public Optional<Points> geometry() {
            return Optional.empty();
        }
    }

    /** The rows of a Gram matrix, or the vertices of a graph: what the kernel is of. */
    record Rows() implements Arms {
        @Override
        public Optional<Points> geometry() {
            return Optional.empty();
        }
    }

    /**
     * Configurations of a table with recorded values.
     *
     * @param file name in the data directory, path, or name of a {@linkplain io.github.regretbench.data.ShippedTable shipped table}
     * @param format how it is read
     * @param mean the prior mean of the signed and transformed values; their own mean over all configurations when empty
     */
    record Table(String file, CandidateFormat format, Optional<Double> mean) implements Arms {
        @Override
        public Optional<Points> geometry() {
            return Optional.empty();
        }
    }

    /**
     * The columns of a measured table: sensors read at the same times, or models tried on the same tasks. The first rows train the covariance,
     * the others are objectives.
     *
     * @param timed whether the table is one of sensors, with a column of times
     * @param table file name in the data directory; or a path where rows are not timed
     * @param sign +1, or -1 to maximise minus the reading
     * @param from first time of day to use, if not all
     * @param to first time of day not to use any more, given with {@code from}; not after it where the window goes over midnight
     * @param trainNumerator of the fraction of rows to train on
     * @param trainDenominator of that fraction
     * @param missing readings that stand for "no reading", such as -999
     * @param exclude sensors that are no arms
     */
    record Sensors(boolean timed, String table, int sign, Optional<LocalTime> from, Optional<LocalTime> to, int trainNumerator,
            int trainDenominator, List<Double> missing, List<String> exclude) implements Arms {

        /** @throws IllegalArgumentException unless the fraction is strictly between 0 and 1 and the times differ */
        public Sensors {
            missing = List.copyOf(missing);
            exclude = List.copyOf(exclude);
            if (!(trainNumerator > 0 && trainNumerator < trainDenominator)) {
                throw new IllegalArgumentException("'train' is %d/%d; expected a fraction strictly between 0 and 1"
                        .formatted(trainNumerator, trainDenominator));
            }
            if (from.isPresent() != to.isPresent()) {
                throw new IllegalArgumentException("'from' and 'to' are given together or not at all");
            }
            if (from.isPresent() && from.equals(to)) {
                throw new IllegalArgumentException("'from' and 'to' are the same; leave both out for the whole day");
            }
            if (sign != 1 && sign != -1) {
                throw new IllegalArgumentException("'sign' is " + sign + "; expected 1 or -1");
            }
        }

        @Override
        public Optional<Points> geometry() {
            return Optional.empty();
        }
    }
}
