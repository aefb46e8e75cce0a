#!/usr/bin/env bash
# Starts a SLURM of one node on the loopback interface, in a folder of its own, as root: for tests where Debian's slurmctld, slurmd, slurm-client
# and munge are installed. Usage: start.sh DIR; afterwards SLURM_CONF=DIR/slurm.conf. stop.sh DIR ends it.
set -euo pipefail
dir=$1
mkdir -p "$dir/state" "$dir/spool" "$dir/munge"
chmod 0700 "$dir/munge"
head -c 1024 /dev/urandom > "$dir/munge/key"
chmod 0400 "$dir/munge/key"
host=$(hostname -s)
cat > "$dir/slurm.conf" <<CONF
ClusterName=loopback
SlurmctldHost=$host(127.0.0.1)
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$dir/munge/socket,cred_expire=5
CryptoType=crypto/munge
SlurmctldPort=46817
SlurmdPort=46818
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd.pid
SlurmctldLogFile=$dir/slurmctld.log
SlurmdLogFile=$dir/slurmd.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
MaxArraySize=101
KillWait=5
SchedulerParameters=sched_min_interval=100000,batch_sched_delay=0
NodeName=$host NodeAddr=127.0.0.1 CPUs=2 RealMemory=4000 State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
munged --force --socket="$dir/munge/socket" --key-file="$dir/munge/key" --pid-file="$dir/munge/pid" --log-file="$dir/munge/log" \
    --seed-file="$dir/munge/seed" 2> "$dir/munge/err"
export SLURM_CONF=$dir/slurm.conf
slurmctld -f "$SLURM_CONF" -c
slurmd -f "$SLURM_CONF"
for _ in $(seq 100); do
    sinfo --noheader --format=%T 2> /dev/null | grep -q idle && exit 0
    sleep 0.1
done
cat "$dir"/*.log "$dir"/munge/log "$dir/munge/err" >&2
exit 1
