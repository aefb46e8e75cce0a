/**
 * Experiments as data; runs trials in parallel; stores, resumes, summarises and compares results.
 *
 * <p>An {@link Experiment} is read from a file, a {@link Bench} has its data and prior ready, an {@link Engine} plays what the
 * {@link ResultStore} lacks; what is read later is the {@link ResultFolder}. A {@link Suite} is a grid of experiments.
 *
 * <h2>What shares randomness</h2>
 *
 * <p>Every random number comes from a stream that is {@linkplain io.github.regretbench.bandit.RandomStreams derived} from the experiment's
 * seed and a name, never from the order of calls: neither the number of threads, nor an interruption, nor the other policies change what a
 * policy meets. A stream is shared by whatever its name does not mention.
 *
 * <table>
 * <caption>The streams of an experiment</caption>
 * <thead>
 * <tr><th>stream</th><th>keyed by, beside the seed</th><th>what is drawn</th><th>the same for</th></tr>
 * </thead>
 * <tbody>
 * <tr><td>{@code objective}</td><td>trial</td><td>the function f of the trial</td><td>all policies</td></tr>
 * <tr><td>{@code rows}</td><td>nothing</td><td>in place of {@code objective} where f is a row of a table: the order of the rows</td>
 * <td>all policies; trial i takes row i of the order, counted round when there are more trials than rows</td></tr>
 * <tr><td>{@code noise}</td><td>trial</td><td>a standard normal a round, to be multiplied by the noise's standard deviation</td>
 * <td>all policies: round t has the same noise whatever arm is played</td></tr>
 * <tr><td>{@code policy}</td><td>policy, trial</td>
 * <td>what the rule itself draws: Thompson's functions, random `beta_t`, random arms, the seed of an external program</td><td>-</td></tr>
 * <tr><td>{@code ties}</td><td>policy, trial</td><td>which of several best arms is played, with {@code ties: uniform}</td><td>-</td></tr>
 * <tr><td>{@code bootstrap}</td><td>nothing</td><td>which pieces a resample draws, and the simulated distances of samples of the same size</td>
 * <td>all policies, which are resampled together</td></tr>
 * <tr><td>{@code growth}</td><td>policy</td><td>the runs of each resample, for intervals on exponents</td>
 * <td>all exponents of the policy</td></tr>
 * <tr><td>{@code cell}</td><td>cell</td><td>the seed of a cell of a suite, with {@code randomness: independent}</td><td>-</td></tr>
 * </tbody>
 * </table>
 *
 * <p>A policy's key is its {@code name} in the file, a trial's its number from 0. So:
 * <ul>
 * <li><strong>Policies</strong> are compared in pairs: trial 7 of each has the same f and the same noise, but draws and ties of its own.
 * <li><strong>Trials</strong> share nothing, except that those on rows of one table come again to the same rows when there are more trials
 * than rows, and that the rows may depend on each other.
 * <li><strong>Cells of a suite</strong> have common random numbers by default ({@code randomness: common}): one seed, so that streams of
 * the same key are the same in all cells. Trial 7 has the same f in all cells that agree in arms, objective and what f is drawn from;
 * elsewhere f is made of the same standard normals. Its noise is the same up to the standard deviation. A policy has the same
 * {@code policy} and {@code ties} streams in every cell that has one of its name. With {@code randomness: independent}, each cell has a
 * seed of its own, made of the suite's seed and the cell's name: within a cell all is as above, and two cells share nothing.
 * <li><strong>Experiments</strong> with the same seed share what cells with common random numbers do; with different seeds, nothing.
 * </ul>
 */
package io.github.regretbench.experiment;
