/**
 * Every formula quoted from a paper: confidence schedules, information gain, regret bounds.
 *
 * <p>{@link RegretChain} is the argument of GP-UCB's bound in three lines. Its parts: a {@link Schedule} of `beta_t`, named and with what
 * it promises in {@link ScheduleFamily}; `C_1` of {@link SignalToNoise}; `gamma_T` of {@link InformationGain}. All regret bounds are
 * {@link RegretBound}s and carry a {@link Statement} of what they say, for whom, and how surely we know.
 */
package io.github.regretbench.theory;
