package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.data.PointList;
import io.github.regretbench.space.Points;
import java.util.Map;

/**
 * Points that an experiment reads from a file.
 *
 * @param file where they are
 * @param points the arms
 */
record PointArms(DataFile file, Points points) implements MeasuredData {

    /**
     * Reads them.
     *
     * @throws BadInputException when the file is missing or holds no points
     */
    static PointArms read(Arms.PointsFile arms, DataDirectory data) {
        DataFile file = DataFile.of(data.own(arms.file()));
        return new PointArms(file, Points.of(PointList.read(file.path())));
    }

    @Override
    public Map<String, String> files() {
        return file.identity();
    }

    @Override
    public String use() {
        return "%d points in %d dimension%s".formatted(points.size(), points.dimension(), points.dimension() == 1 ? "" : "s");
    }
}
