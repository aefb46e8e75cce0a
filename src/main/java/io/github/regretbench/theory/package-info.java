/** Every formula quoted from a paper: confidence schedules, information gain, regret bounds. */
package io.github.regretbench.theory;
