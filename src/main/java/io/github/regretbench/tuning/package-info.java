/**
 * Tables of real trainings: how those that come with the program were made, and how a user's own programs fill one.
 */
package io.github.regretbench.tuning;
