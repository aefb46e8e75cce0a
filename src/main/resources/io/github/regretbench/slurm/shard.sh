#!/bin/bash
#SBATCH --job-name={name}
#SBATCH --array=1-{shards}
#SBATCH --output={logs}shard-%a.log
#SBATCH --open-mode=append
#SBATCH --chdir={working}
#SBATCH --cpus-per-task={cpus}
#SBATCH --requeue
#SBATCH --signal=B:TERM@60
{directives}
# One shard of {name} per task. A task that is interrupted stores its finished trials, and goes on from there when it is run again.
memory=${SLURM_MEM_PER_NODE:-$(( ${SLURM_MEM_PER_CPU:-0} * {cpus} ))}
heap=()
if [ "$memory" -gt 0 ]; then
    heap=("-Xmx$(( memory * 3 / 4 ))m")
fi
exec {regretbench} run {file}{options}{data} --jobs {cpus} --shard "$SLURM_ARRAY_TASK_ID/{shards}" --out {folder}/shards/"$SLURM_ARRAY_TASK_ID"
