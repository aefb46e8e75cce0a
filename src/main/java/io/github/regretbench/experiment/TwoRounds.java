package io.github.regretbench.experiment;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.bandit.Step;
import io.github.regretbench.bandit.Trial;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.Experiment.Player;
import io.github.regretbench.gp.Belief;
import io.github.regretbench.gp.Posterior;
import io.github.regretbench.gp.Prior;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Two successive rounds of GP-UCB, of which the first plays an uncertain arm and the second one of high mean: the first such pair, by
 * trial and round, in the experiment fig2bc. Srinivas et al. 2010, Figure 2(b, c).
 */
final class TwoRounds {
    static final String EXPERIMENT = "fig2bc";
    /** So many samples at least give the picture a past. */
    private static final int LEAST_SAMPLES = 5;
    /** A value is high from this share of the highest on, and low up to the other. */
    private static final double HIGH = 0.95;
    private static final double LOW = 0.5;

    private final Bench bench;
    private final Trial trial;
    private final List<Step> steps;
    private final int first;

    private TwoRounds(Bench bench, Trial trial, List<Step> steps, int first) {
        this.bench = bench;
        this.trial = trial;
        this.steps = steps;
        this.first = first;
    }

    /** Plays trials until one has such a pair. */
    static TwoRounds find() {
        Experiment experiment = ExperimentFile.embedded(EXPERIMENT);
        Bench bench = Bench.of(experiment, new DataDirectory(Path.of("")));
        Player player = experiment.policies().get(0);
        for (int number = 0; number < experiment.trials(); number++) {
            Trial trial = bench.trial(player, number);
            List<Step> steps = new ArrayList<>();
            trial.run(() -> 0, steps::add);
            for (int t = LEAST_SAMPLES + 1; t < steps.size(); t++) {
                TwoRounds rounds = new TwoRounds(bench, trial, steps, t);
                if (rounds.firstIsUncertain() && rounds.secondIsPromising()) {
                    return rounds;
                }
            }
        }
        throw new IllegalStateException("no trial of " + EXPERIMENT + " has two such rounds");
    }

    private boolean firstIsUncertain() {
        Belief belief = before(first);
        int arm = step(first).arm();
        return belief.standardDeviation(arm) >= HIGH * highest(belief::standardDeviation)
                && belief.mean(arm) <= LOW * highest(belief::mean);
    }

    private boolean secondIsPromising() {
        Belief belief = before(first + 1);
        int arm = step(first + 1).arm();
        return belief.mean(arm) >= HIGH * highest(belief::mean)
                && belief.standardDeviation(arm) <= LOW * highest(belief::standardDeviation);
    }

    private double highest(IntToDoubleFunction quantity) {
        return IntStream.range(0, bench.prior().size()).mapToDouble(quantity).max().orElseThrow();
    }

    private Step step(int t) {
        return steps.get(t - 1);
    }

    /** The posterior that round t chose its arm by. */
    private Posterior before(int t) {
        Posterior posterior = bench.prior().observedWith(trial.setting().noiseVariance());
        steps.subList(0, t - 1).forEach(step -> posterior.observe(step.arm(), step.reward()));
        return posterior;
    }

    /** Writes the round that plays the uncertain arm. */
    void writeFirst(ResultFolder folder) throws IOException {
        write(folder, first);
    }

    /** Writes the round after it. */
    void writeSecond(ResultFolder folder) throws IOException {
        write(folder, first + 1);
    }

    private void write(ResultFolder folder, int t) throws IOException {
        Prior prior = bench.prior();
        Posterior belief = before(t);
        double width = Math.sqrt(step(t).beta());
        StringBuilder curves = new StringBuilder("x,f,mean,lower,upper\n");
        for (int i = 0; i < prior.size(); i++) {
            double mean = belief.mean(i);
            double half = width * belief.standardDeviation(i);
            ResultFolder.line(curves, x(i), trial.setting().objective().value(i), mean, mean - half, mean + half);
        }
        StringBuilder samples = new StringBuilder("t,x,y\n");
        steps.subList(0, t - 1).forEach(step -> ResultFolder.line(samples, step.t(), x(step.arm()), step.reward()));
        StringBuilder next = new StringBuilder("t,x,upper\n");
        int arm = step(t).arm();
        ResultFolder.line(next, t, x(arm), belief.mean(arm) + width * belief.standardDeviation(arm));
        folder.text("curves.csv", curves.toString());
        folder.text("samples.csv", samples.toString());
        folder.text("next.csv", next.toString());
        Experiment experiment = bench.experiment();
        Illustration.writeSetUp(folder, ("Round %d of trial %d of experiment %s: f drawn from a GP, kernel %s, %d points; noise "
                + "variance %s; β_{t} of Theorem 1 divided by 5.").formatted(t, trial.number(), experiment.name(), experiment.kernel(),
                        prior.size(), PlainDouble.format(experiment.noiseVariance())));
    }

    private double x(int arm) {
        return bench.prior().points().point(arm)[0];
    }
}
