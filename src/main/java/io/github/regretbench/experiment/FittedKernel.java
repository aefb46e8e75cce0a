package io.github.regretbench.experiment;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.bandit.Rules;
import io.github.regretbench.kernel.Kernel;
import io.github.regretbench.kernel.KernelTemplate;
import io.github.regretbench.learning.FitSettings;
import io.github.regretbench.learning.KernelFit;
import io.github.regretbench.space.Points;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The kernel of an experiment that was fitted to its table or to what is known before round 1. */
final class FittedKernel implements MeasuredData {
    /** Fits of this process by file, format, kernel and settings: a suite asks for each several times. */
    private static final Map<List<Object>, KernelFit> OF_TABLES = new ConcurrentHashMap<>();

    private final ModelKernel.Fitted written;
    private final List<String> inputs;
    private final KernelFit fit;

    private FittedKernel(ModelKernel.Fitted written, List<String> inputs, KernelFit fit) {
        this.written = written;
        this.inputs = inputs;
        this.fit = fit;
    }

    /**
     * Fits to all values of a table.
     *
     * @throws IllegalArgumentException with a sentence for the user when the table cannot tell
     */
    static FittedKernel to(Candidates candidates, ModelKernel.Fitted written, Experiment experiment) {
        List<String> inputs = candidates.table().inputs();
        FitSettings settings = settings(written, experiment, candidates.mean());
        return new FittedKernel(written, inputs, OF_TABLES.computeIfAbsent(List.of(candidates.files(), experiment.arms(), written, settings),
                key -> KernelFit.of(template(written, inputs), candidates.table().points(), candidates.table().values(), settings)));
    }

    /**
     * Fits to observations of arms, whose prior mean is 0.
     *
     * @param names of the inputs; none where they have only numbers
     * @throws IllegalArgumentException with a sentence for the user when they cannot tell
     */
    static FittedKernel to(List<Rules.Observation> known, Points arms, List<String> names, ModelKernel.Fitted written, Experiment experiment) {
        List<String> inputs = names.isEmpty() ? IntStream.rangeClosed(1, arms.dimension()).mapToObj(Integer::toString).toList() : names;
        Map<Integer, List<Rules.Observation>> byArm = known.stream().collect(Collectors.groupingBy(Rules.Observation::arm, TreeMap::new,
                Collectors.toList()));
        double[][] points = byArm.keySet().stream().map(arms::point).toArray(double[][]::new);
        double[][] values = byArm.values().stream().map(rewards -> rewards.stream().mapToDouble(Rules.Observation::reward).toArray())
                .toArray(double[][]::new);
        try {
            return new FittedKernel(written, inputs, KernelFit.of(template(written, inputs), points, values, settings(written, experiment, 0)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the observations of 'start': " + e.getMessage(), e);
        }
    }

    private static KernelTemplate template(ModelKernel.Fitted written, List<String> inputs) {
        return KernelTemplate.parse(written.expression(), inputs, written.perInput());
    }

    private static FitSettings settings(ModelKernel.Fitted written, Experiment experiment, double mean) {
        return new FitSettings(Optional.of(mean), Optional.of(experiment.noiseVariance()), written.bounds());
    }

    Kernel kernel() {
        return fit.kernel();
    }

    @Override
    public Map<String, String> files() {
        return Map.of();
    }

    @Override
    public String use() {
        return "the kernel is %s with %s, log likelihood %s".formatted(written, fit.estimates().stream().map(e -> e.name()
                + (e.axes().size() == 1 && inputs.size() > 1 ? " of " + inputs.get(e.axes().get(0)) : "") + " "
                + PlainDouble.format(e.value()) + (e.isAtBound() ? " (at a bound of the search)" : "")).collect(Collectors.joining(", ")),
                PlainDouble.significant(fit.logLikelihood(), 7));
    }

    @Override
    public List<String> warnings() {
        return List.of(written.on() == ModelKernel.Fitted.Data.TABLE
                ? "the kernel was fitted to the table that is played on, which no policy could know: an oracle, and no guarantee holds"
                : "the kernel was fitted to the observations of 'start': no guarantee holds");
    }
}
