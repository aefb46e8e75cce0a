package io.github.regretbench.cli;

import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.bandit.GpUcb;
import io.github.regretbench.bandit.Objective;
import io.github.regretbench.bandit.RandomStreams;
import io.github.regretbench.bandit.Setting;
import io.github.regretbench.bandit.Ties;
import io.github.regretbench.bandit.Trial;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.theory.BoundSurvey;
import io.github.regretbench.theory.Model;
import io.github.regretbench.theory.RegretChain;
import io.github.regretbench.theory.Schedule;
import io.github.regretbench.theory.ScheduleExpression;
import io.github.regretbench.theory.ScheduleFamily.Guarantee;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code regretbench bound}: what theory promises for a model, bound by bound. */
@Command(name = "bound", mixinStandardHelpOptions = true,
        description = {"Print every regret bound that applies to a model, with its guarantee and source, and the chain of inequalities "
                + "behind GP-UCB's for one run on a function drawn from the prior."},
        footer = {"", "Example: regretbench bound --kernel 'se(lengthscale=0.2)' --grid 1000 --noise 0.025 --horizon 1000 --norm 1"})
final class BoundCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Mixin
    private ModelOptions options;
    @Option(names = "--delta", paramLabel = "P", defaultValue = "0.1",
            description = "Probability with which a confidence band may fail (default: ${DEFAULT-VALUE}).")
    private String delta;
    @Option(names = "--schedule", paramLabel = "SCHEDULE", defaultValue = "theorem1",
            description = "beta_t of GP-UCB (default: ${DEFAULT-VALUE}); `regretbench list schedules` shows them.")
    private String schedule;
    @Option(names = "--norm", paramLabel = "B", description = "Bound on the RKHS norm of f, for the bounds that need one.")
    private String norm;
    @Option(names = "--noise-deviation", paramLabel = "R",
            description = "Sub-Gaussian constant of the noise in these bounds (default: the root of --noise).")
    private String noiseDeviation;
    @Option(names = "--seed", paramLabel = "SEED", defaultValue = "1",
            description = "Of the function, its noise and ties (default: ${DEFAULT-VALUE}).")
    private Long seed;
    @Option(names = "--json", description = "Write JSON, with formulas and assumptions.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        double noiseVariance = options.noiseVariance();
        OptionalDouble b = norm == null ? OptionalDouble.empty() : OptionalDouble.of(positive("--norm", norm));
        if (norm == null && noiseDeviation != null) {
            throw new BadInputException("--noise-deviation is for the bounds that need --norm; give both, or neither");
        }
        double deviation = noiseDeviation == null ? Math.sqrt(noiseVariance) : positive("--noise-deviation", noiseDeviation);
        double failure = PlainDouble.parse(delta);
        if (!(failure > 0 && failure < 1)) {
            throw new BadInputException("--delta is '" + delta + "'; expected a probability between 0 and 1 such as 0.1");
        }
        int horizon = options.horizon();
        ScheduleExpression expression = expression();
        Prior prior = options.prior();
        ModelOptions.requireCarried(prior, noiseVariance, horizon);
        Model model = new Model(prior, noiseVariance, horizon, failure);
        try {
            model.gain();
        } catch (IllegalArgumentException e) {
            throw ModelOptions.kernelRefused(e);
        }
        Schedule made = made(expression, model);
        List<BoundSurvey.Entry> bounds = BoundSurvey.of(model, made, b, deviation);
        BoundReport report = new BoundReport(model, expression, made, bounds, seed, run(model, made));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(report.json());
        } else {
            report.print(out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private static double positive(String option, String text) {
        double value = PlainDouble.parse(text);
        if (!(value > 0)) {
            throw new BadInputException(option + " is '" + text + "'; expected a number > 0");
        }
        return value;
    }

    private ScheduleExpression expression() {
        try {
            return ScheduleExpression.parse(schedule);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--schedule: " + e.getMessage(), e);
        }
    }

    private static Schedule made(ScheduleExpression expression, Model model) {
        try {
            return expression.schedule(model);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--schedule: " + e.getMessage(), e);
        }
    }

    /** One run of GP-UCB with the model's noise; f comes from the stream that an experiment with this seed draws its first from. */
    private BoundReport.Run run(Model model, Schedule made) {
        RandomStreams streams = new RandomStreams(seed);
        Objective f = Objective.of(model.prior().draw(streams.stream("objective", "0")));
        Setting setting = Setting.asModelled(model, f);
        boolean onGrid = made.family().map(family -> family.guarantee() == Guarantee.ALWAYS_ON_GRID).orElse(false);
        BoundReport.Run run = new BoundReport.Run(RegretChain.start(model.ratio(), onGrid ? RegretChain.DISCRETISATION : 0));
        new Trial(0, setting, "gp-ucb", new GpUcb(made), Ties.UNIFORM, streams).run(() -> 0, run);
        return run;
    }
}
