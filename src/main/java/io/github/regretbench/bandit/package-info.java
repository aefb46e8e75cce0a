/**
 * The game: objectives, noise, policies, regret.
 *
 * <p>In round t a {@link Policy} scores the arms, the one with the highest score is played, and the reward `y_t = f(x_t) + "noise"`
 * conditions the posterior of round t + 1. A {@link Trial} is T such rounds on one {@link Objective} f, {@link Regret} what it cost not
 * to know f, and {@link RandomStreams} where chance comes from. Policies and objectives of one's own come in by {@link PolicyProvider}
 * and {@link ObjectiveProvider}.
 */
package io.github.regretbench.bandit;
