package io.github.regretbench.bandit;

import io.github.regretbench.gp.Posterior;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * One run of one policy on one objective: a pure function of this record. The noise of round t is the t-th value of the trial's
 * noise stream whatever arm is played, so that all policies meet the same noise.
 *
 * @param number the trial's number, from 0
 * @param setting the game
 * @param policyName names the policy's streams
 * @param policy the rule, fresh for this trial
 * @param ties how ties are broken
 * @param streams the experiment's random streams
 */
public record Trial(int number, Setting setting, String policyName, Policy policy, Ties ties, RandomStreams streams) {

    /**
     * How a trial ended.
     *
     * @param posterior after all rounds
     * @param chooseNanos time spent in choosing arms, all rounds
     * @param updateNanos time spent in conditioning the posterior, all rounds
     */
    public record Outcome(Posterior posterior, long chooseNanos, long updateNanos) {
    }

    /** Plays all rounds; {@code clock} gives nanoseconds and is read only for the times of the outcome. */
    public Outcome run(LongSupplier clock, Consumer<Step> steps) {
        String trial = Integer.toString(number);
        UniformRandomProvider tieBreaks = streams.stream("ties", policyName, trial);
        ZigguratSampler.NormalizedGaussian noise = ZigguratSampler.NormalizedGaussian.of(streams.stream("noise", trial));
        double noiseDeviation = Math.sqrt(setting.noiseVariance());
        Posterior posterior = setting.prior().observedWith(setting.noiseVariance());
        Round round = new Round(posterior, streams.stream("policy", policyName, trial));
        Regret regret = new Regret(setting.objective());
        Ties.Scratch scratch = new Ties.Scratch(setting.arms());
        long chooseNanos = 0;
        long updateNanos = 0;
        for (int t = 1; t <= setting.horizon(); t++) {
            long start = clock.getAsLong();
            Ties.Choice choice = ties.best(policy.score(round), scratch, tieBreaks, policyName);
            long chosen = clock.getAsLong();
            int arm = choice.arm();
            double mean = posterior.mean(arm);
            double deviation = posterior.standardDeviation(arm);
            double reward = setting.objective().value(arm) + noiseDeviation * noise.sample();
            posterior.observe(arm, reward);
            updateNanos += clock.getAsLong() - chosen;
            chooseNanos += chosen - start;
            round.played(arm, reward);
            regret.play(arm);
            steps.accept(new Step(t, policy.beta(t), arm, choice.tied(), reward, mean, deviation, regret.instantaneous(),
                    regret.cumulative(), regret.bestSampled(), regret.simple(recommended(posterior)),
                    posterior.informationGain()));
        }
        return new Outcome(posterior, chooseNanos, updateNanos);
    }

    /** The arm of highest posterior mean, lowest index first. */
    private static int recommended(Posterior posterior) {
        int best = 0;
        for (int arm = 1; arm < posterior.size(); arm++) {
            best = posterior.mean(arm) > posterior.mean(best) ? arm : best;
        }
        return best;
    }
}
