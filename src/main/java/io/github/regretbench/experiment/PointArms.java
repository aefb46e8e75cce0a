package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.data.PointList;
import io.github.regretbench.space.Points;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Points that an experiment reads from a file.
 *
 * @param file where they are
 * @param sha256 of the file
 * @param points the arms
 */
record PointArms(Path file, String sha256, Points points) implements MeasuredData {

    /**
     * Reads them.
     *
     * @throws BadInputException when the file is missing or holds no points
     */
    static PointArms read(Arms.PointsFile arms, DataDirectory data) {
        Path file = data.own(arms.file());
        try {
            return new PointArms(file, DataDirectory.sha256(file), Points.of(PointList.read(file)));
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Map<String, String> files() {
        return Map.of(file.getFileName().toString(), sha256);
    }

    @Override
    public String use() {
        return "%d points in %d dimension%s".formatted(points.size(), points.dimension(), points.dimension() == 1 ? "" : "s");
    }

    @Override
    public Optional<String> changed() {
        return Optional.empty();
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }
}
