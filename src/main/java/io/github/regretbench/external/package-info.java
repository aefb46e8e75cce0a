/**
 * Policies that are programs of their own, in any language, over pipes: the schema {@code regretbench/policy/1}.
 *
 * <p>In an experiment file,
 * <pre>
 * policies:
 *   - {policy: external, name: mine, command: [python3, my_policy.py], deadlineSeconds: 10}
 * </pre>
 * or shorter {@code policy: {command: [python3, my_policy.py]}}. Each trial starts the command anew, in the directory that RegretBench was
 * started in, and drives it: one JSON object a line, UTF-8, to its standard input; one a line back from its standard output, flushed, within
 * the deadline. Standard error is the program's own; its end is quoted when the trial fails.
 *
 * <table>
 * <caption>The conversation of a trial</caption>
 * <tr><th>to the program</th><th>from the program</th></tr>
 * <tr><td>{@code {"type":"start","schema":"regretbench/policy/1","arms":[[0.0],[0.5],[1.0]],"kernel":"se(lengthscale=0.2)",
 * "noiseVariance":0.1,"horizon":2,"delta":0.1,"seed":4503599627370495,"priorCovariance":[[...],[...],[...]]}}</td>
 * <td>{@code {"type":"ready","schema":"regretbench/policy/1"}}</td></tr>
 * <tr><td>{@code {"type":"ask","t":1}}</td><td>{@code {"type":"arm","t":1,"arm":2,"nanos":81000}}</td></tr>
 * <tr><td>{@code {"type":"tell","t":1,"arm":2,"reward":0.37}}</td><td></td></tr>
 * <tr><td>{@code {"type":"ask","t":2}}</td><td>{@code {"type":"arm","t":2,"arm":0,"nanos":66000}}</td></tr>
 * <tr><td>{@code {"type":"tell","t":2,"arm":0,"reward":-0.11}}</td><td></td></tr>
 * <tr><td>{@code {"type":"end"}}</td><td>(exits)</td></tr>
 * </table>
 *
 * <ul>
 * <li>An arm is an index into {@code arms}, from 0. Arms are points, or names where they have no geometry, such as sensors.
 * <li>{@code priorCovariance}, the matrix K of the model's prior, is given for arms without geometry and for up to 1000 arms; beyond, arms
 * and kernel say it.
 * <li>Where each arm may be played once at most, {@code start} has {@code "repeats":false}. Observations from before the first round stand
 * there as {@code "known":[{"arm":4,"reward":0.2}]}; their arms count as played.
 * <li>{@code seed}, a whole number in [0, 2^53), is derived from the experiment's seed, the policy's name and the trial. A program that
 * draws from this seed alone plays the same in every run, whatever the number of threads.
 * <li>In a reply, {@code t} may be left out; where it is given it must be the round's. So may {@code nanos}, the program's own count of the
 * nanoseconds it spent since its last reply; it is stored with the timings, beside the wall time of the exchange. Other keys are ignored.
 * <li>A reply that is late, no such object, too long, of another schema or names no arm ends the trial, and that trial alone. Whatever is
 * left of the program is killed at the end of the trial, with everything that it started: on Linux its children, whatever has its environment
 * and whatever is of its session, which is its own where the command {@code setsid} is there. What gives up all three, a daemon that makes
 * a session and clears its environment, escapes; elsewhere only living children of living parents are known.
 * <li>A run that is killed outright (kill -9) cannot kill its programs; most exit at the end of their input. Those that do not are killed by
 * the next run of any experiment with an external policy on that machine, on Linux, unless they have cleared their environment.
 * </ul>
 *
 * <p>{@code regretbench check-policy -- COMMAND} plays short games and says what a program does wrong. Two clients in Python's standard library,
 * GP-UCB and random, are in {@code src/test/resources/policies}.
 */
package io.github.regretbench.external;
