package io.github.regretbench.bandit;

import io.github.regretbench.gp.ArmLoop;
import io.github.regretbench.gp.Posterior;
import java.util.BitSet;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.LongSupplier;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * One run of one policy on one objective: a pure function of this record. The noise of round t is the t-th value of the trial's
 * noise stream whatever arm is played, so that all policies meet the same noise. Arms that may be played no more score minus infinity.
 *
 * @param number the trial's number, from 0
 * @param setting the game
 * @param policyName names the policy's streams
 * @param policy the rule, fresh for this trial
 * @param ties how ties are broken
 * @param streams the experiment's random streams
 */
public record Trial(int number, Setting setting, String policyName, Policy policy, Ties ties, RandomStreams streams) {
    /** One round in so many is timed: reading a thread's clock takes half a microsecond, as long as a round on few arms ... */
    private static final int TIMED_EVERY = 8;
    /** ... but no fewer rounds than this, where there are as many. */
    private static final int TIMED_AT_LEAST = 4;

    /**
     * How a trial ended.
     *
     * @param posterior after all rounds
     * @param bandLeftAt the first round t in which f(x) was outside `mu_(t-1)(x) +- sqrt(beta_t) sigma_(t-1)(x)` at some arm x, 0 when it
     *        never was, {@link #NO_BAND} for rules without `beta`
     * @param chooseNanos time spent in choosing arms, all rounds, estimated from those that were timed
     * @param updateNanos time spent in conditioning the posterior, likewise
     */
    public record Outcome(Posterior posterior, int bandLeftAt, long chooseNanos, long updateNanos) {
        /** In place of a round, for rules without a confidence band. */
        public static final int NO_BAND = -1;
    }

    /** Plays all rounds and tells of each; {@code clock} gives nanoseconds and is read only for the times of the outcome. */
    public Outcome run(LongSupplier clock, Consumer<Step> steps) {
        return run(clock, t -> true, steps);
    }

    /**
     * Plays all rounds and tells of the recorded ones.
     *
     * @throws PolicyFailure when the policy cannot go on
     */
    public Outcome run(LongSupplier clock, IntPredicate recorded, Consumer<Step> steps) {
        return run(clock, recorded, steps, ArmLoop.SEQUENTIAL);
    }

    /** The same with loops over arms run by {@code loop}; what is told does not depend on it. */
    public Outcome run(LongSupplier clock, IntPredicate recorded, Consumer<Step> steps, ArmLoop loop) {
        try {
            return play(clock, recorded, steps, loop);
        } finally {
            policy.close();
        }
    }

    private Outcome play(LongSupplier clock, IntPredicate recorded, Consumer<Step> steps, ArmLoop loop) {
        String trial = Integer.toString(number);
        UniformRandomProvider tieBreaks = streams.stream("ties", policyName, trial);
        IntToDoubleFunction errors = setting.rewards().errors(streams.stream("noise", trial));
        Posterior posterior = setting.model().posterior(loop);
        Round round = new Round(posterior, setting, streams.stream("policy", policyName, trial), loop);
        Regret regret = new Regret(setting.objective());
        BandWatch band = new BandWatch(setting, loop);
        for (Rules.Observation known : setting.rules().start()) {
            posterior.observe(known.arm(), known.reward());
            round.known(known.arm(), known.reward());
        }
        BitSet excluded = setting.rules().repeats() ? new BitSet() : round.sampled();
        Ties.Scratch scratch = new Ties.Scratch(setting.arms(), policy.isDimensionless() ? 1 : round.unit(), loop);
        long chooseNanos = 0;
        long updateNanos = 0;
        Recommendation recommendation = new Recommendation(loop);
        int timedEvery = Math.max(1, Math.min(TIMED_EVERY, setting.horizon() / TIMED_AT_LEAST));
        for (int t = 1; t <= setting.horizon(); t++) {
            boolean timed = t % timedEvery == 0;
            long start = timed ? clock.getAsLong() : 0;
            policy.score(round, scratch.scores());
            scratch.exclude(excluded);
            int arm = ties.best(scratch, tieBreaks, policyName);
            long chosen = timed ? clock.getAsLong() : 0;
            double beta = policy.beta();
            band.look(t, beta, posterior, arm);
            double mean = posterior.mean(arm);
            double deviation = posterior.standardDeviation(arm);
            double reward = setting.objective().value(arm) + errors.applyAsDouble(arm);
            double innovation = (reward - mean) / Math.sqrt(deviation * deviation + setting.model().noiseVariance(arm));
            requireFinite(t, innovation, posterior.informationGain());
            long looked = timed ? clock.getAsLong() : 0;
            posterior.observe(arm, reward);
            updateNanos += timed ? clock.getAsLong() - looked : 0;
            chooseNanos += chosen - start;
            round.played(arm, reward);
            regret.play(arm);
            if (recorded.test(t)) {
                steps.accept(new Step(t, beta, arm, scratch.tied(), reward, mean, deviation, innovation, band.sumOfWidths(),
                        band.largestBeta(), regret.instantaneous(), regret.cumulative(), regret.bestSampled(), regret.simple(recommendation.by(posterior)),
                        posterior.informationGain()));
            }
        }
        double rounds = (double) setting.horizon() / (setting.horizon() / timedEvery);
        return new Outcome(posterior, band.leftAt(), Math.round(rounds * chooseNanos), Math.round(rounds * updateNanos));
    }

    /** Nothing that is no number is told of, let alone stored: means, deviations and rewards are finite where the innovation is. */
    private void requireFinite(int t, double innovation, double gain) {
        if (!(Math.abs(innovation) < Double.POSITIVE_INFINITY && gain < Double.POSITIVE_INFINITY)) {
            throw new PolicyFailure("in round %d the posterior is lost to rounding (innovation %s, information gain %s nats): the model has too "
                    .formatted(t, innovation, gain) + "little noise for its signal; use more");
        }
    }
}
