package io.github.regretbench.export;

import io.github.regretbench.experiment.Arms;
import io.github.regretbench.space.Points;
import java.util.Optional;

/** Where arms are. A sensor, which has no geometry, is at its bare index. */
final class Coordinates {
    private final Optional<Points> points;

    Coordinates(Arms arms) {
        points = arms.geometry();
    }

    int dimension() {
        return points.map(Points::dimension).orElse(1);
    }

    double[] of(int arm) {
        return points.map(p -> p.point(arm)).orElseGet(() -> new double[] {arm});
    }
}
