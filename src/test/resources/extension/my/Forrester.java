package my;

import io.github.regretbench.bandit.Objective;
import io.github.regretbench.bandit.ObjectiveKind;
import io.github.regretbench.bandit.ObjectiveProvider;
import io.github.regretbench.space.Points;
import java.util.Map;

/** The objective {@code forrester}, f(x) = -scale (6x - 2)^2 sin(12x - 4) for x in [0, 1]: the same in every trial. */
public final class Forrester implements ObjectiveProvider {
    @Override
    public ObjectiveKind objective() {
        return ObjectiveKind.of("forrester", Map.of("scale", 1.0), "f(x) = -scale (6x - 2)^2 sin(12x - 4), x in [0, 1]",
                "Forrester, Sobester and Keane 2008, appendix", (prior, parameters) -> {
                    Objective f = on(prior.points(), parameters.get("scale"));
                    return (trial, random) -> f;
                });
    }

    private static Objective on(Points arms, double scale) {
        if (arms.isIndexOnly() || arms.dimension() != 1) {
            throw new IllegalArgumentException("forrester is a function on [0, 1]; expected arms with one coordinate");
        }
        double[] values = new double[arms.size()];
        for (int i = 0; i < values.length; i++) {
            double x = arms.point(i)[0];
            values[i] = -scale * (6 * x - 2) * (6 * x - 2) * StrictMath.sin(12 * x - 4);
        }
        return Objective.of(values);
    }
}
