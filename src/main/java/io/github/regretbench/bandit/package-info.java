/** The game: objectives, noise, policies, regret. */
package io.github.regretbench.bandit;
