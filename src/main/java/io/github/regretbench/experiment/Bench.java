package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.bandit.Objective;
import io.github.regretbench.bandit.ObjectiveFamily;
import io.github.regretbench.bandit.ObjectiveKind;
import io.github.regretbench.bandit.PriorDraws;
import io.github.regretbench.bandit.RandomStreams;
import io.github.regretbench.bandit.Rewards;
import io.github.regretbench.bandit.RkhsExpansion;
import io.github.regretbench.bandit.RkhsSphere;
import io.github.regretbench.bandit.Rules;
import io.github.regretbench.bandit.Setting;
import io.github.regretbench.bandit.TableRows;
import io.github.regretbench.bandit.Trial;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.Experiment.Player;
import io.github.regretbench.gp.Posterior;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.EmpiricalCovariance;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.kernel.KernelProvider;
import io.github.regretbench.space.Box;
import io.github.regretbench.space.Points;
import io.github.regretbench.theory.Model;
import io.github.regretbench.theory.ScheduleProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An experiment with its data loaded and its prior formed: ready to play any of its trials, on any thread. */
public final class Bench {
    /** A point with two or three coordinates, and the numbers that a prior, an objective and a posterior keep of each arm. */
    private static final double POINT_BYTES = 150;
    /** The share of the heap that may hold the covariance matrix and the posteriors of the trials in flight. */
    private static final double HEAP_SHARE = 0.8;
    /** A {@link io.github.regretbench.bandit.Step} on the heap: eleven doubles, three ints, its header and a reference to it. */
    private static final int STEP_BYTES = 128;
    /** A trial waiting to be played, its three final values and its position, in words of 8 bytes. */
    private static final int TASK_WORDS = 8;

    private final Experiment experiment;
    private final RandomStreams streams;
    private final Model model;
    private final ObjectiveFamily objectives;
    private final Rewards rewards;
    private final Rules rules;
    private final List<MeasuredData> measured;

    private Bench(Experiment experiment, Prior prior, ObjectiveFamily objectives, Rewards rewards, Rules rules, List<MeasuredData> measured) {
        this(experiment, model(experiment, prior), objectives, rewards, rules, measured);
    }

    private static Model model(Experiment experiment, Prior prior) {
        return new Model(prior, experiment.noiseVariance(), experiment.horizon(), experiment.delta());
    }

    private Bench(Experiment experiment, Model model, ObjectiveFamily objectives, Rewards rewards, Rules rules, List<MeasuredData> measured) {
        this.experiment = experiment;
        this.streams = new RandomStreams(experiment.seed());
        this.model = model.keptAs(experiment.posterior());
        this.objectives = objectives;
        this.rewards = rewards;
        this.rules = rules;
        this.measured = measured;
    }

    /** The same prior and data for another horizon or other policies. */
    private Bench with(Experiment other) {
        return new Bench(other, model.over(other.horizon()), objectives, rewards, rules, measured);
    }

    /**
     * Loads what the experiment needs.
     *
     * @param data where measured tables are; not touched by experiments without them
     * @throws BadInputException when data are missing or unusable, or the experiment does not fit into memory
     */
    public static Bench of(Experiment experiment, DataDirectory data) {
        if (experiment.arms() instanceof Arms.Sensors sensors) {
            return ofSensors(experiment, sensors, data);
        }
        if (experiment.arms() instanceof Arms.Table table) {
            return ofTable(experiment, Candidates.read(table, data), data);
        }
        if (experiment.arms() instanceof Arms.Grid grid) {
            requireMemory(experiment, POINT_BYTES * grid.size(), grid.size() + " arms", "the number of arms");
        }
        try {
            if (experiment.kernel() instanceof ModelKernel.OfGraph graph) {
                return ofRows(experiment, GramArms.read(graph, data), Stream.empty());
            }
            if (experiment.kernel() instanceof ModelKernel.Gram gram) {
                return ofGram(experiment, gram, data);
            }
            Optional<PointArms> file = experiment.arms() instanceof Arms.PointsFile points ? Optional.of(PointArms.read(points, data))
                    : Optional.empty();
            Points points = file.map(PointArms::points).orElseGet(() -> experiment.arms().geometry().orElseThrow());
            Optional<StartFile> start = experiment.rules().start().map(name -> StartFile.read(name, points, data));
            Optional<FittedKernel> fitted = experiment.kernel() instanceof ModelKernel.Fitted written
                    ? Optional.of(FittedKernel.to(start.orElseThrow().observations(), points, List.of(), written, experiment)) : Optional.empty();
            Prior prior = Prior.of(fitted.map(FittedKernel::kernel).orElseGet(() -> ((ModelKernel.Written) experiment.kernel())
                    .parsed(List.of())), points);
            requireMemory(experiment, prior);
            return new Bench(experiment, prior, drawn(experiment, prior), drawn(experiment),
                    new Rules(experiment.rules().repeats(), start.map(StartFile::observations).orElse(List.of())),
                    Stream.of(file.stream(), start.stream(), fitted.stream()).<MeasuredData>flatMap(s -> s).toList()).checked();
        } catch (IllegalArgumentException e) {
            throw new BadInputException("experiment " + experiment.name() + ": " + e.getMessage(), e);
        }
    }

    private static Bench ofTable(Experiment experiment, Candidates candidates, DataDirectory data) {
        try {
            Optional<GramArms> gram = experiment.kernel() instanceof ModelKernel.Gram matrix
                    ? Optional.of(GramArms.read(matrix, OptionalInt.of(candidates.points().size()), data)) : Optional.empty();
            Optional<StartFile> start = experiment.rules().start().map(name -> StartFile.read(name, candidates, data));
            Optional<FittedKernel> fitted = experiment.kernel() instanceof ModelKernel.Fitted written
                    ? Optional.of(fitted(written, experiment, candidates, start)) : Optional.empty();
            Prior prior = gram.map(GramArms::prior).orElseGet(() -> Prior.of(fitted.map(FittedKernel::kernel).orElseGet(() ->
                    ((ModelKernel.Written) experiment.kernel()).parsed(candidates.table().inputs())), candidates.points()));
            requireMemory(experiment, prior);
            boolean measured = experiment.objective().is(ObjectiveKind.TABLE);
            Objective f = Objective.of(candidates.values());
            Optional<double[]> variances = candidates.table().variances();
            Model model = model(experiment, prior);
            Rewards drawn = variances.<Rewards>map(v -> new Rewards.PerArm(experiment.truth().noise(), v)).orElse(drawn(experiment));
            return new Bench(experiment, variances.map(model::withNoise).orElse(model), measured ? (trial, random) -> f : drawn(experiment, prior),
                    measured ? candidates.recorded().orElse(drawn) : drawn,
                    new Rules(experiment.rules().repeats(), start.map(StartFile::observations).orElse(List.of())),
                    Stream.of(Stream.of(candidates), gram.stream(), start.stream(), fitted.stream()).<MeasuredData>flatMap(s -> s).toList()).checked();
        } catch (IllegalArgumentException e) {
            throw new BadInputException(candidates.file() + ": " + e.getMessage(), e);
        }
    }

    private static FittedKernel fitted(ModelKernel.Fitted written, Experiment experiment, Candidates candidates, Optional<StartFile> start) {
        return written.on() == ModelKernel.Fitted.Data.TABLE ? FittedKernel.to(candidates, written, experiment)
                : FittedKernel.to(start.orElseThrow().observations(), candidates.points(), candidates.table().inputs(), written, experiment);
    }

    /** Objectives on the rows of a Gram matrix, or on as many other arms, whose coordinates the kernel then does not look at. */
    private static Bench ofGram(Experiment experiment, ModelKernel.Gram gram, DataDirectory data) {
        Optional<PointArms> file = experiment.arms() instanceof Arms.PointsFile points ? Optional.of(PointArms.read(points, data))
                : Optional.empty();
        Optional<Points> points = file.map(PointArms::points).or(() -> experiment.arms().geometry());
        return ofRows(experiment, GramArms.read(gram, points.map(p -> OptionalInt.of(p.size())).orElse(OptionalInt.empty()), data), file.stream());
    }

    private static Bench ofRows(Experiment experiment, GramArms arms, Stream<PointArms> points) {
        Prior prior = arms.prior();
        requireMemory(experiment, prior);
        return new Bench(experiment, prior, drawn(experiment, prior), drawn(experiment), new Rules(experiment.rules().repeats(), List.of()),
                Stream.<MeasuredData>concat(points, Stream.of(arms)).toList()).checked();
    }

    /** Errors drawn by the law that the experiment says. */
    private static Rewards drawn(Experiment experiment) {
        return new Rewards.Drawn(experiment.truth().noise(), experiment.rewardNoiseVariance());
    }

    private static Bench ofSensors(Experiment experiment, Arms.Sensors sensors, DataDirectory data) {
        SensorRows rows = SensorRows.read(sensors, data);
        Path file = rows.file();
        double[][] train = rows.train();
        double[][] test = rows.test();
        try {
            EmpiricalCovariance covariance = EmpiricalCovariance.of(train);
            for (double[] row : test) {
                for (int j = 0; j < row.length; j++) {
                    row[j] -= covariance.mean(j);
                }
            }
            Prior prior = Prior.of(covariance, Points.indexed(rows.sensors()));
            requireMemory(experiment, prior);
            ObjectiveFamily objectives = experiment.objective().is(ObjectiveKind.TEST_ROW)
                    ? TableRows.of(test, new RandomStreams(experiment.seed()).stream("rows")) : drawn(experiment, prior);
            return new Bench(experiment, prior, objectives, drawn(experiment), new Rules(experiment.rules().repeats(), List.of()), List.of(rows))
                    .checked();
        } catch (IllegalArgumentException e) {
            throw new BadInputException(file + ": " + e.getMessage(), e);
        }
    }

    /** Objectives on the arms: drawn at random, from the model or from what is true instead, or of a kind on the class path. */
    private static ObjectiveFamily drawn(Experiment experiment, Prior model) {
        Prior truth = experiment.truth().kernel().map(k -> Prior.of(KernelExpression.parse(k), model.points())).orElse(model);
        if (experiment.objective().kind().constructor().isPresent()) {
            return experiment.objective().on(truth);
        }
        if (experiment.norm().isEmpty()) {
            return new PriorDraws(truth);
        }
        double norm = experiment.norm().get();
        if (!experiment.objective().is(ObjectiveKind.RKHS_EXPANSION)) {
            return new RkhsSphere(truth, norm);
        }
        Box box = experiment.arms() instanceof Arms.Grid grid ? grid.box() : RkhsExpansion.boxAround(truth.points());
        return new RkhsExpansion(truth, box, norm, (int) experiment.objective().value(ObjectiveKind.CENTRES));
    }

    /**
     * `"sup"_x |f(x)|` over the arms, for objectives of a given norm: with one norm the sizes of functions still differ from kernel to kernel,
     * and regrets with them. Nothing for other objectives.
     */
    public Optional<Supremum> supremum() {
        if (experiment.norm().isEmpty()) {
            return Optional.empty();
        }
        double[] suprema = IntStream.range(0, experiment.trials()).mapToDouble(trial -> {
            Objective f = objective(trial);
            return IntStream.range(0, f.size()).mapToDouble(arm -> Math.abs(f.value(arm))).max().orElseThrow();
        }).toArray();
        return Optional.of(new Supremum(Arrays.stream(suprema).min().orElseThrow(), sum(suprema) / suprema.length,
                Arrays.stream(suprema).max().orElseThrow()));
    }

    /** In order: streams promise none. */
    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /**
     * `"sup"_x |f(x)|` over the arms and the trials of an experiment.
     *
     * @param least of a trial
     * @param mean over trials
     * @param largest of a trial
     */
    public record Supremum(double least, double mean, double largest) {
    }

    /** What became of the rows of measured tables; nothing without one. */
    public Optional<String> rowUse() {
        return measured.isEmpty() ? Optional.empty() : Optional.of(measured.stream().map(MeasuredData::use).collect(Collectors.joining("; ")));
    }

    /** How rewards differ from f. */
    public Rewards rewards() {
        return rewards;
    }

    /** That the data are not those that the experiment was checked with, where that is so and was accepted. */
    public Optional<String> changedData() {
        return measured.stream().flatMap(data -> data.changed().stream()).findFirst();
    }

    /** What a reader of the results has to know of the data: that they were changed, and readings that look like none. */
    public List<String> warnings() {
        return measured.stream().flatMap(data -> data.warnings().stream()).toList();
    }

    /** Mistakes in the policies come to light here, before anything is played or stored. */
    private Bench checked() {
        experiment.policies().forEach(player -> trial(player, 0));
        return this;
    }

    private static void requireMemory(Experiment experiment, Prior prior) {
        try {
            if (experiment.objective().is(ObjectiveKind.PRIOR_DRAW) || experiment.objective().is(ObjectiveKind.RKHS_SPHERE_ON_ARMS)) {
                prior.rank();       // draws make the features, which then count
            }
            requireMemory(experiment, prior.bytes() + trialBytes(experiment, prior),
                    "covariances of %d arms, a posterior and the record of %d rounds".formatted(prior.size(),
                            experiment.recordedRounds().cardinality()),
                    "the number of arms or 'horizon', record fewer rounds with 'recordedPerDecade'");
        } catch (OutOfMemoryError e) {
            throw new BadInputException(("experiment %s: the covariance of %d arms has too high a rank to fit into %.1f GB of heap; use fewer "
                    + "arms or a smoother kernel, or raise the heap with REGRETBENCH_JVM=-Xmx...").formatted(experiment.name(), prior.size(),
                            Runtime.getRuntime().maxMemory() / 1e9), e);
        }
    }

    /**
     * Refuses more trials than can be analysed.
     *
     * @throws BadInputException when their regrets do not fit into memory
     */
    public void requireMemoryForResults() {
        int policies = experiment.policies().size();
        int rounds = experiment.recordedRounds().cardinality();
        requireMemory(experiment, 8.0 * policies * experiment.trials() * (rounds + TASK_WORDS),
                "the regrets of %d policies x %d trials x %d rounds".formatted(policies, experiment.trials(), rounds),
                "'trials' or 'horizon', record fewer rounds with 'recordedPerDecade'");
    }

    private static void requireMemory(Experiment experiment, double bytes, String what, String lower) {
        double heap = HEAP_SHARE * Runtime.getRuntime().maxMemory();
        if (bytes > heap) {
            throw new BadInputException(("experiment %s needs %.1f GB (%s) but %.1f GB of heap may be used; lower %s, or raise the "
                    + "heap with REGRETBENCH_JVM=-Xmx...").formatted(experiment.name(), bytes / 1e9, what, heap / 1e9, lower));
        }
    }

    /** The posterior, an objective, scores, and the record of one trial. */
    private static double trialBytes(Experiment experiment, Prior prior) {
        return prior.posteriorBytes(experiment.noiseVariance(), experiment.horizon(), experiment.posterior()) + 20.0 * prior.size()
                + (double) STEP_BYTES * experiment.recordedRounds().cardinality();
    }

    /** What the covariance matrix and so many trials side by side take at most, in bytes. */
    double memoryBytes(int parallelTrials) {
        return prior().bytes() + parallelTrials * trialBytes(experiment, prior());
    }

    /** The same with another horizon, sharing all that does not depend on it. */
    Bench withHorizon(int horizon) {
        return with(experiment.withHorizon(horizon));
    }

    /** The same for some of the policies. */
    Bench withPolicies(List<Player> policies) {
        return with(experiment.withPolicies(policies));
    }

    /** How many trials fit into memory side by side. */
    int mostParallelTrials() {
        double heap = HEAP_SHARE * Runtime.getRuntime().maxMemory() - prior().bytes();
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, heap / trialBytes(experiment, prior())));
    }

    /** The experiment. */
    public Experiment experiment() {
        return experiment;
    }

    /** The policies' model. */
    public Model model() {
        return model;
    }

    /** The policies' model of f. */
    public Prior prior() {
        return model.prior();
    }

    /** File name and SHA-256 of each data file. */
    public Map<String, String> dataFiles() {
        Map<String, String> files = new TreeMap<>();
        measured.forEach(data -> files.putAll(data.files()));
        return files;
    }

    /**
     * SHA-256 of all code and files that are not RegretBench's and that the trials depend on, in order: the same wherever they lie.
     *
     * @throws BadInputException when one cannot be read
     */
    public List<String> codeSums() {
        ForeignCode code = ForeignCode.played(experiment);
        return Stream.concat(Stream.of(code.shared()), code.own().values().stream()).flatMap(sums -> sums.values().stream()).sorted().toList();
    }

    /** Where the objective of a trial stands in its sequence. */
    public int position(int trial) {
        return objectives.position(trial);
    }

    /** The function that all policies play on in a trial. */
    Objective objective(int number) {
        return objectives.objective(number, streams.stream("objective", Integer.toString(number)));
    }

    /** The information gain of the observations before round 1 in nats, whatever their rewards; 0 where there are none. */
    double gainBefore() {
        Posterior posterior = model.posterior();
        rules.start().forEach(known -> posterior.observe(known.arm(), known.reward()));
        return posterior.informationGain();
    }

    /** One trial of one policy; the objective and the noise depend on the number alone. */
    public Trial trial(Player player, int number) {
        try {
            Setting setting = new Setting(model, objective(number), rewards, rules);
            return new Trial(number, setting, player.name(), player.family().create(setting, player.parameters()),
                    experiment.ties(), streams);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("%sexperiment %s, policy %s: %s".formatted(player.place(), experiment.name(), player.name(),
                    e.getMessage()), e);
        }
    }
}
