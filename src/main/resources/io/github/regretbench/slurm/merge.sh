#!/bin/bash
#SBATCH --job-name={name}-merge
#SBATCH --output={logs}merge.log
#SBATCH --open-mode=append
#SBATCH --chdir={working}
#SBATCH --cpus-per-task={cpus}
{directives}
# Joins the shards of {name}, when all are there; says which are missing and how to play them otherwise.
memory=${SLURM_MEM_PER_NODE:-$(( ${SLURM_MEM_PER_CPU:-0} * {cpus} ))}
heap=()
if [ "$memory" -gt 0 ]; then
    heap=("-Xmx$(( memory * 3 / 4 ))m")
fi
{regretbench} status {folder} || exit 1
exec {regretbench} merge --out {out}{data} {joined}
