#!/usr/bin/env bash
# Runs the benchmarks one after the other; figures of one run are comparable with each other, not across machines.
set -euo pipefail
cd "$(dirname "$0")/.."
while read -r bench; do
    case "$bench" in *"${1:-}"*) ;; *) continue ;; esac
    echo "== $(basename "$bench")"
    "$bench" --benchmark_counters_tabular=true
done < <(find build/bench/bench -type f -name '*_bench' -perm -u+x | sort)
