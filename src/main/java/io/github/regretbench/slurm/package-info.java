/**
 * Hands a run to SLURM: one task of a job array per shard, and a job that joins the shards.
 *
 * <p>A {@link Submission} is a folder with a frozen copy of the program, the two job scripts and one folder per shard; {@link Slurm} talks to the
 * batch system. What a shard plays and how shards are joined is the same as with {@code run --shard} and {@code merge} by hand.
 */
package io.github.regretbench.slurm;
