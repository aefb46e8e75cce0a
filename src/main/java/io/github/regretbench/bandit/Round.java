package io.github.regretbench.bandit;

import io.github.regretbench.gp.ArmLoop;
import io.github.regretbench.gp.Belief;
import io.github.regretbench.theory.Evidence;
import java.util.BitSet;
import org.apache.commons.rng.UniformRandomProvider;

/** What a policy knows before the choice of round t: the belief after t-1 observations, and what has been sampled. */
public final class Round {
    /** `2^(1/4)`: far from 1 and from `sqrt 2`, so that rounding does not decide about the unit of the usual signal variances 1 and 1/2. */
    private static final double QUARTER_POWER = Math.sqrt(Math.sqrt(2));

    private final Belief belief;
    private final double noiseVariance;
    private final UniformRandomProvider random;
    private final ArmLoop loop;
    private final boolean repeats;
    private final BitSet sampled = new BitSet();
    private double bestReward = Double.NEGATIVE_INFINITY;
    private int lastArm = -1;
    private double lastReward = Double.NaN;
    private final double unit;
    private int number = 1;

    /**
     * The first round of a trial.
     *
     * @param belief the posterior, which the trial conditions as rounds pass
     * @param noiseVariance of the belief's model
     * @param random the policy's own stream
     */
    public Round(Belief belief, double noiseVariance, UniformRandomProvider random) {
        this(belief, noiseVariance, random, ArmLoop.SEQUENTIAL, true);
    }

    Round(Belief belief, Setting setting, UniformRandomProvider random, ArmLoop loop) {
        this(belief, setting.noiseVariance(), random, loop, setting.rules().repeats());
    }

    private Round(Belief belief, double noiseVariance, UniformRandomProvider random, ArmLoop loop, boolean repeats) {
        this.loop = loop;
        this.repeats = repeats;
        this.belief = belief;
        this.noiseVariance = noiseVariance;
        this.random = random;
        this.unit = unit(belief);
    }

    private static double unit(Belief belief) {
        double largest = 0;
        for (int arm = 0; arm < belief.size(); arm++) {
            largest = Math.max(largest, belief.standardDeviation(arm));
        }
        int exponent = Math.getExponent(largest);
        double mantissa = Math.scalb(largest, -exponent);
        return largest >= Double.MIN_NORMAL && largest < Double.POSITIVE_INFINITY
                ? Math.scalb(1.0, mantissa >= QUARTER_POWER ? exponent + 1 : exponent) : 1;
    }

    /** An observation from before the first round. */
    void known(int arm, double reward) {
        sampled.set(arm);
        bestReward = Math.max(bestReward, reward);
    }

    /** Ends this round; this object then stands for the next. */
    void played(int arm, double reward) {
        sampled.set(arm);
        lastArm = arm;
        lastReward = reward;
        bestReward = Math.max(bestReward, reward);
        number++;
    }

    /** The number t of the round, from 1. */
    public int number() {
        return number;
    }

    /** Posterior moments of f after t-1 observations. */
    public Belief belief() {
        return belief;
    }

    /** The power of two next to the largest prior standard deviation of f: what numbers in the unit of f are large or small against. */
    public double unit() {
        return unit;
    }

    /** What confidence bands look at: the number of the round and the information gained before it. */
    public Evidence evidence() {
        return new Evidence(number, belief.informationGain(), noiseVariance);
    }

    /** Runs loops that score arms one by one, at once or split among threads; rules that do not care loop themselves. */
    public ArmLoop loop() {
        return loop;
    }

    /** The policy's own random stream. */
    public UniformRandomProvider random() {
        return random;
    }

    /** Whether an arm may be chosen: only what the game allows once and was sampled may not. What a policy scores it does not matter then. */
    public boolean isAvailable(int arm) {
        return repeats || !sampled.get(arm);
    }

    /** The arms sampled so far, before the first round included; not to be modified. */
    public BitSet sampled() {
        return sampled;
    }

    /** The arm of the round before; -1 in round 1. */
    public int lastArm() {
        return lastArm;
    }

    /** The reward of the round before, with its noise; NaN in round 1. */
    public double lastReward() {
        return lastReward;
    }

    /** The highest reward (with its noise) so far, before the first round included; minus infinity when there is none. */
    public double bestReward() {
        return bestReward;
    }
}
