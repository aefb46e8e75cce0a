package io.github.regretbench.learning;

import io.github.regretbench.PlainDouble;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a fit may assume.
 *
 * @param mean the prior mean of f; that of largest likelihood when empty
 * @param noiseVariance of one value, > 0; fitted when empty
 * @param bounds least and largest value of parameters by name, {@link #NOISE} among them, in the place of the usual ones
 */
public record FitSettings(Optional<Double> mean, Optional<Double> noiseVariance, Map<String, List<Double>> bounds) {
    /** What the noise variance is called among the parameters. */
    public static final String NOISE = "noise";

    /** @throws IllegalArgumentException unless the mean is finite, the variance > 0 and bounds are two numbers > 0, the least first */
    public FitSettings {
        bounds = new LinkedHashMap<>(bounds);
        mean.ifPresent(m -> {
            if (!Double.isFinite(m)) {
                throw new IllegalArgumentException("the prior mean is " + m + "; expected a finite number");
            }
        });
        noiseVariance.ifPresent(v -> {
            if (!(v > 0 && v < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the noise variance is " + PlainDouble.significant(v, 3) + "; expected a finite number > 0");
            }
        });
        bounds.forEach((name, range) -> {
            if (range.size() != 2 || !(range.get(0) > 0 && range.get(0) < range.get(1) && range.get(1) < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the bounds of '%s' are %s; expected two numbers > 0, the smaller first".formatted(name,
                        range.stream().map(PlainDouble::format).toList()));
            }
        });
    }

    /** Everything is fitted, within the usual bounds. */
    public static FitSettings usual() {
        return new FitSettings(Optional.empty(), Optional.empty(), Map.of());
    }
}
