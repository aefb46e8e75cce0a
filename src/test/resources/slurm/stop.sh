#!/usr/bin/env bash
# Ends what start.sh DIR started.
for pid in "$1"/slurmd.pid "$1"/slurmctld.pid "$1"/munge/pid; do
    [ -f "$pid" ] && kill "$(cat "$pid")" 2> /dev/null
done
exit 0
