package io.github.regretbench.experiment;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.Require;
import io.github.regretbench.bandit.NoiseLaw;
import io.github.regretbench.bandit.ObjectiveExpression;
import io.github.regretbench.bandit.ObjectiveKind;
import io.github.regretbench.bandit.PolicyFamily;
import io.github.regretbench.bandit.RkhsExpansion;
import io.github.regretbench.bandit.TestFunction;
import io.github.regretbench.bandit.Ties;
import io.github.regretbench.gp.PosteriorForm;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An experiment, complete: every default filled in. Together with the data files it names it determines every result to the
 * bit. Read and written by {@link ExperimentFile}.
 *
 * @param name names the folder under results/; letters, digits, hyphens, dots and underscores
 * @param title for people
 * @param source what it reproduces or where it comes from
 * @param seed the master seed of all random streams
 * @param trials how many trials each policy plays, numbered from 0
 * @param horizon T, rounds per trial
 * @param recordedPerDecade how many rounds of each decade 1-10, 10-100, ... are recorded; every round when empty. Sums run over all rounds
 * @param noiseVariance of the policies' model, > 0, and of the rewards unless the truth says otherwise
 * @param delta failure probability for confidence schedules, in (0, 1)
 * @param ties how ties are broken
 * @param posterior the algorithm behind the posterior, which changes results by rounding alone
 * @param arms the decision set
 * @param kernel covariance of the policies' model
 * @param objective where the objectives come from
 * @param norm of the objectives in the RKHS; given for objectives that {@linkplain ObjectiveExpression#hasNorm have one} and for
 *        nothing else
 * @param truth where it differs from the policies' model
 * @param rules of the game beyond playing T rounds
 * @param policies who plays, each under a name of its own
 * @param intervals how confidence intervals are made
 * @param figure the figure drawn from the results, if any
 * @param claims what the results are asked to confirm or refute
 */
public record Experiment(String name, String title, String source, long seed, int trials, int horizon,
        Optional<Integer> recordedPerDecade, double noiseVariance, double delta, Ties ties, PosteriorForm posterior, Arms arms, ModelKernel kernel,
        ObjectiveExpression objective, Optional<Double> norm, Truth truth, GameRules rules, List<Player> policies, IntervalMethod intervals,
        Optional<FigureSettings> figure, List<Claim> claims) {

    /** Norms are squared in bounds and schedules. */
    private static final double LARGEST_NORM = 1e100;
    /** Most trials per policy. */
    public static final int MOST_TRIALS = 10_000_000;
    /** Each policy is a curve, and a comparison of this many has half a million pairs. */
    private static final int MOST_POLICIES = 1000;
    /** Most rounds per trial. */
    public static final int MOST_ROUNDS = 100_000_000;

    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /**
     * What is true where the policies' model is wrong.
     *
     * @param kernel covariance that objectives are drawn from; the model's when empty
     * @param noiseVariance of the rewards, > 0; the model's when empty
     * @param noise the law of the rewards' errors, with that variance
     */
    public record Truth(Optional<String> kernel, Optional<Double> noiseVariance, NoiseLaw noise) {
        /** The model is right. */
        public static final Truth AS_MODELLED = new Truth(Optional.empty(), Optional.empty(), NoiseLaw.GAUSSIAN);

        /** @throws IllegalArgumentException unless the noise variance is finite and > 0 */
        public Truth {
            noiseVariance.ifPresent(Experiment::requireNoiseVariance);
        }
    }

    /**
     * Rules of the game, as a file says them.
     *
     * @param repeats whether an arm may be played more than once
     * @param start a file of observations that every policy has before round 1
     */
    public record GameRules(boolean repeats, Optional<String> start) {
        /** Any arm in any round, and nothing known before. */
        public static final GameRules USUAL = new GameRules(true, Optional.empty());
    }

    /**
     * A policy of an experiment.
     *
     * @param name in results; by default the policy's
     * @param family what it is
     * @param parameters all of them, resolved
     * @param givenLabel what figures and tables call it, where the file says so
     * @param place where a file declares it, for messages, ending in ": "; empty when none does. Equality does not ask for it
     */
    public record Player(String name, PolicyFamily family, Map<String, Object> parameters, Optional<String> givenLabel, String place) {
        static final int LONGEST_LABEL = 40;

        /** @throws IllegalArgumentException when the label is empty, long or has characters that cannot be printed */
        public Player {
            givenLabel.ifPresent(label -> {
                if (label.isBlank() || label.length() > LONGEST_LABEL || label.codePoints().anyMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT)) {
                    throw new IllegalArgumentException("the label of policy %s has %d characters; expected 1 to %d that can be printed"
                            .formatted(name, label.length(), LONGEST_LABEL));
                }
            });
        }

        /** A policy that no file declares. */
        public Player(String name, PolicyFamily family, Map<String, Object> parameters) {
            this(name, family, parameters, Optional.empty(), "");
        }

        /** What people read: the file's label, else a name of its own, else what is run, such as "GP-UCB (β/5)". */
        public String label() {
            return givenLabel.orElseGet(() -> PolicyLabels.derived(this));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Player player && name.equals(player.name) && family.equals(player.family)
                    && parameters.equals(player.parameters) && givenLabel.equals(player.givenLabel);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, family, parameters, givenLabel);
        }
    }

    /** What people read in place of the policies' names, by name; no two alike. */
    public Map<String, String> labels() {
        return PolicyLabels.of(List.of(this));
    }

    /** @throws IllegalArgumentException with a sentence for the user when the parts do not fit together */
    public Experiment {
        policies = List.copyOf(policies);
        claims = List.copyOf(claims);
        requireName(name, "the experiment");
        if (trials < 1 || trials > MOST_TRIALS || horizon < 1 || horizon > MOST_ROUNDS) {
            throw new IllegalArgumentException("expected 1 to %d trials and 1 to %d rounds, got %d and %d".formatted(MOST_TRIALS,
                    MOST_ROUNDS, trials, horizon));
        }
        requireNoiseVariance(noiseVariance);
        requireDelta(delta);
        boolean sensors = arms instanceof Arms.Sensors;
        if (kernel instanceof ModelKernel.Empirical != sensors) {
            throw new IllegalArgumentException(sensors
                    ? "columns of a table have no geometry: their 'kernel' is empirical, not '" + kernel + "'"
                    : "the kernel 'empirical' needs 'arms: {sensors: ...}' or 'arms: {tasks: ...}'");
        }
        boolean matrix = kernel instanceof ModelKernel.Gram || kernel instanceof ModelKernel.OfGraph;
        if (arms instanceof Arms.Rows && !matrix) {
            throw new IllegalArgumentException("'arms: gram' needs 'kernel: {gram: FILE}', whose rows they are, and 'arms: graph' needs 'kernel: "
                    + "{graph: FILE, by: ...}'");
        }
        if (kernel instanceof ModelKernel.OfGraph && !(arms instanceof Arms.Rows)) {
            throw new IllegalArgumentException("'kernel: {graph: FILE}' needs 'arms: graph': the vertices are the arms");
        }
        if (matrix) {
            requireNoCoordinates(objective, truth);
        }
        if (objective.is(ObjectiveKind.TEST_ROW) && !sensors) {
            throw new IllegalArgumentException("'objective: test-row' needs 'arms: {sensors: ...}' or 'arms: {tasks: ...}'");
        }
        if (sensors && truth.kernel().isPresent()) {
            throw new IllegalArgumentException("columns of a table have no geometry: their 'truth' has no 'kernel', only 'noiseVariance' and 'noise'");
        }
        if (norm.isPresent() != objective.hasNorm()) {
            throw new IllegalArgumentException(norm.isPresent() ? "'norm' belongs to 'objective: %s' and '%s'".formatted(
                    ObjectiveKind.RKHS_EXPANSION, ObjectiveKind.RKHS_SPHERE_ON_ARMS)
                    : "'objective: %s' needs the 'norm' of its functions".formatted(objective.kind().name()));
        }
        requireCentres(objective, sensors);
        requireDataOf(kernel, arms, rules);
        requireOneFunction(arms, objective, truth, rules);
        norm.ifPresent(Experiment::requireNorm);
        Set<String> names = new HashSet<>();
        for (Player player : policies) {
            requireNew(player, names);
        }
        for (Claim claim : claims) {
            requireKnown(claim, names);
        }
    }

    private static void requireDataOf(ModelKernel kernel, Arms arms, GameRules rules) {
        if (kernel instanceof ModelKernel.Fitted fitted) {
            if (fitted.on() == ModelKernel.Fitted.Data.TABLE && !(arms instanceof Arms.Table)) {
                throw new IllegalArgumentException("a kernel fitted 'on: table' needs 'arms: {table: ...}'");
            }
            if (fitted.on() == ModelKernel.Fitted.Data.START && rules.start().isEmpty()) {
                throw new IllegalArgumentException("a kernel fitted 'on: start' needs observations in 'start'");
            }
        }
    }

    private static void requireNoCoordinates(ObjectiveExpression objective, Truth truth) {
        if (truth.kernel().isPresent()) {
            throw new IllegalArgumentException("with a matrix or a graph arms have no coordinates, so 'truth' has no 'kernel'");
        }
        List<String> possible = List.of(ObjectiveKind.PRIOR_DRAW, ObjectiveKind.RKHS_SPHERE_ON_ARMS, ObjectiveKind.TABLE);
        if (!possible.contains(objective.kind().name())) {
            throw new IllegalArgumentException("with a matrix or a graph arms have no coordinates, which 'objective: %s' needs; expected one of %s"
                    .formatted(objective, String.join(", ", possible)));
        }
    }

    /** A table's function is on the table's arms; recorded noise is all the noise there is; what was observed before is of one function. */
    private static void requireOneFunction(Arms arms, ObjectiveExpression objective, Truth truth, GameRules rules) {
        boolean table = arms instanceof Arms.Table;
        if (objective.is(ObjectiveKind.TABLE) && !table) {
            throw new IllegalArgumentException("'objective: table' needs 'arms: {table: ...}'");
        }
        boolean recorded = objective.is(ObjectiveKind.TABLE) && ((Arms.Table) arms).format().isRepeated();
        if (recorded && (truth.noiseVariance().isPresent() || !truth.noise().equals(NoiseLaw.GAUSSIAN))) {
            throw new IllegalArgumentException("the noise of a table with 'repeats' is recorded; 'truth' has no 'noiseVariance' and no 'noise' "
                    + "then. Name one column as 'value' for another noise");
        }
        if (table && ((Arms.Table) arms).format().variances().isPresent() && truth.noiseVariance().isPresent()) {
            throw new IllegalArgumentException("the noise variances of the rewards are those of 'variances', so 'truth' has no 'noiseVariance'");
        }
        if (objective.is(ObjectiveKind.TABLE) && truth.kernel().isPresent()) {
            throw new IllegalArgumentException("the function of a table is measured, so 'truth' has no 'kernel'");
        }
        boolean one = objective.is(ObjectiveKind.TABLE) || Stream.of(TestFunction.values()).anyMatch(f -> objective.is(f.kind().name()));
        if (rules.start().isPresent() && !one) {
            throw new IllegalArgumentException("'start' needs one function for all trials, 'objective: table' or a test function; '%s' differs "
                    .formatted(objective) + "from trial to trial");
        }
    }

    static String requireName(String name, String what) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(("the name of %s is '%s'; expected at most 100 letters, digits, '.', '_' or '-', "
                    + "beginning with a letter or digit").formatted(what, name));
        }
        return name;
    }

    static double requireNoiseVariance(double noiseVariance) {
        return Require.positive("'noiseVariance'", noiseVariance);
    }

    static double requireNorm(double norm) {
        if (!(norm >= 1 / LARGEST_NORM && norm <= LARGEST_NORM)) {
            throw new IllegalArgumentException("'norm' is " + PlainDouble.format(norm) + "; expected a number > 0, from 1e-100 to 1e100");
        }
        return norm;
    }

    private static void requireCentres(ObjectiveExpression objective, boolean sensors) {
        if (!objective.is(ObjectiveKind.RKHS_EXPANSION)) {
            return;
        }
        if (sensors) {
            throw new IllegalArgumentException("'objective: %s' needs arms with coordinates, which columns of a table have not; use %s".formatted(
                    ObjectiveKind.RKHS_EXPANSION, ObjectiveKind.RKHS_SPHERE_ON_ARMS));
        }
        double centres = objective.value(ObjectiveKind.CENTRES);
        if (!(centres >= 1 && centres <= RkhsExpansion.MOST_CENTRES && centres == Math.rint(centres))) {
            throw new IllegalArgumentException("'centres' in '%s' is %s; expected a whole number from 1 to %d".formatted(objective,
                    PlainDouble.format(centres), RkhsExpansion.MOST_CENTRES));
        }
    }

    static double requireDelta(double delta) {
        return Require.probability("'delta'", delta);
    }

    /** Adds a player's name to those before it. */
    static Player requireNew(Player player, Set<String> names) {
        requireName(player.name(), "a policy");
        if (names.size() == MOST_POLICIES) {
            throw new IllegalArgumentException("there are more than %d policies; split them over several experiments".formatted(MOST_POLICIES));
        }
        if (!names.add(player.name())) {
            throw new IllegalArgumentException("two policies are called '" + player.name() + "'; give one of them another 'name'");
        }
        return player;
    }

    static Claim requireKnown(Claim claim, Set<String> names) {
        for (String policy : List.of(claim.policy(), claim.other())) {
            if (!names.contains(policy)) {
                throw new IllegalArgumentException("a claim is about '%s', which is not among the policies %s".formatted(policy,
                        names.stream().sorted().toList()));
            }
        }
        return claim;
    }

    /**
     * The rounds that are recorded: 1 and the horizon, those that claims and distances are about, and between them all or
     * {@link #recordedPerDecade} a decade, evenly on a logarithmic axis.
     */
    BitSet recordedRounds() {
        BitSet rounds = new BitSet(horizon + 1);
        if (recordedPerDecade.isEmpty()) {
            rounds.set(1, horizon + 1);
            return rounds;
        }
        int t = 1;
        for (int k = 1; t <= horizon; k++) {
            rounds.set(t);
            t = (int) Math.min(Integer.MAX_VALUE, Math.round(StrictMath.pow(10, (double) k / recordedPerDecade.get())));
        }
        rounds.set(horizon);
        claims.stream().filter(c -> c.at() <= horizon).forEach(c -> rounds.set(c.at()));
        figure.ifPresent(f -> f.distanceAt().stream().filter(r -> r <= horizon).forEach(rounds::set));
        return rounds;
    }

    /** Whether no round is left out of the records. */
    public boolean recordsEveryRound() {
        return recordedRounds().cardinality() == horizon;
    }

    /** The noise variance of the rewards. */
    double rewardNoiseVariance() {
        return truth.noiseVariance().orElse(noiseVariance);
    }

    /** The policy of the given name. */
    public Player player(String policy) {
        return policies.stream().filter(p -> p.name().equals(policy)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("experiment %s has no policy '%s'; it has %s".formatted(name,
                        policy, String.join(", ", policies.stream().map(Player::name).toList()))));
    }

    /** This experiment with another seed. */
    public Experiment withSeed(long newSeed) {
        return with(newSeed, trials, horizon, policies);
    }

    /** This experiment with another number of trials. */
    public Experiment withTrials(int newTrials) {
        return with(seed, newTrials, horizon, policies);
    }

    /** This experiment with another horizon. */
    public Experiment withHorizon(int newHorizon) {
        return with(seed, trials, newHorizon, policies);
    }

    /** This experiment with other policies, and the claims about these. */
    public Experiment withPolicies(List<Player> newPolicies) {
        List<String> names = newPolicies.stream().map(Player::name).toList();
        return with(seed, trials, horizon, newPolicies, claims.stream().filter(claim -> names.contains(claim.policy())
                && names.contains(claim.other())).toList());
    }

    private Experiment with(long newSeed, int newTrials, int newHorizon, List<Player> newPolicies) {
        return with(newSeed, newTrials, newHorizon, newPolicies, claims);
    }

    private Experiment with(long newSeed, int newTrials, int newHorizon, List<Player> newPolicies, List<Claim> newClaims) {
        return new Experiment(name, title, source, newSeed, newTrials, newHorizon, recordedPerDecade, noiseVariance, delta, ties, posterior, arms,
                kernel, objective, norm, truth, rules, newPolicies, intervals, figure, newClaims);
    }
}
