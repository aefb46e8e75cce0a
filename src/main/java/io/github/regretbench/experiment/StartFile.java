package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.bandit.Rules;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.data.PointList;
import io.github.regretbench.space.Points;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Observations that every policy has before round 1.
 *
 * @param file where they are
 * @param observations as arms and rewards, in the order of the file
 */
record StartFile(DataFile file, List<Rules.Observation> observations) implements MeasuredData {

    /** Observations of configurations of a table: the columns of its inputs and of its value. */
    static StartFile read(String name, Candidates candidates, DataDirectory data) {
        return read(data.own(name), candidates::observations);
    }

    /** Observations of points: the coordinates of an arm, then the reward. */
    static StartFile read(String name, Points points, DataDirectory data) {
        Map<List<Double>, Integer> arms = new HashMap<>();
        for (int i = 0; i < points.size(); i++) {
            arms.putIfAbsent(Arrays.stream(points.point(i)).boxed().toList(), i);
        }
        return read(data.own(name), file -> {
            List<Rules.Observation> observations = new ArrayList<>();
            for (double[] row : PointList.read(file)) {
                Integer arm = arms.get(Arrays.stream(row).limit(row.length - 1).boxed().toList());
                if (arm == null) {
                    throw new BadInputException("%s: row %d, %s, does not begin with the coordinates of an arm; expected those and the reward"
                            .formatted(file, observations.size() + 1, Arrays.toString(row)));
                }
                observations.add(new Rules.Observation(arm, row[row.length - 1]));
            }
            return observations;
        });
    }

    private static StartFile read(Path file, Function<Path, List<Rules.Observation>> reader) {
        return new StartFile(DataFile.of(file), reader.apply(file));
    }

    @Override
    public Map<String, String> files() {
        return file.identity();
    }

    @Override
    public String use() {
        return observations.size() + (observations.size() == 1 ? " observation" : " observations") + " known before round 1";
    }
}
