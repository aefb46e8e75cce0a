#!/usr/bin/env bash
# Measures anew everything that README.md says about speed, on a machine that does nothing else: about 50 minutes.
#   results/jmh/NAME.json, NAME-cost.csv, NAME-bandwidth.csv and paper-figures/cost.*; tables for README.md on standard output.
# usage: benchmarks/measure.sh [NAME [JMH options instead of -f 3]]
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:-reference}
shift $(($# > 0 ? 1 : 0))
[ $# -gt 0 ] || set -- -f 3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
TIMEFORMAT='processor seconds: %U user + %S system, %R on the clock'

./regretbench bench --name "$name" "$@"
./regretbench bench --cost "results/jmh/$name.json"
./regretbench bench --references

panel() {   # name, trials of the paper's size
    echo "== $1, the whole process, a cold virtual machine"
    time ./regretbench reproduce "$1" --out "$work/$1" > "$work/log" 2>&1 || { cat "$work/log"; return; }
    if python3 -c 'import numpy, scipy' 2> /dev/null; then
        echo "== $1, the same work in numpy"
        ./regretbench trace "$1" --policy gp-ucb --trial 0 --out "$work/trace.json" > /dev/null
        time python3 benchmarks/src/main/python/figure5.py "$work/trace.json" "$2"
    else
        echo "left out: numpy; python3 with numpy and scipy is not here"
    fi
}
panel fig5a 30
panel fig5b 2000        # 5b and 5c need the sensor tables: REGRETBENCH_DATA
panel fig5c 900
