#!/usr/bin/env bash
# Runs every fuzz target for some seconds on its seeds; a crash fails and leaves its input in build/fuzz.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=$1
found=0
while read -r target; do
    name=$(basename "$target")
    seeds=$(find src -type d -path "*/fuzz/seeds/${name%_fuzz}" | head -1)
    mkdir -p "build/fuzz/corpus/$name"
    echo "== $name (${seconds} s)"
    # shellcheck disable=SC2086
    "$target" -max_total_time="$seconds" -max_len=65536 -rss_limit_mb=2048 -artifact_prefix=build/fuzz/ -print_final_stats=1 "build/fuzz/corpus/$name" $seeds 2>&1 | grep -E 'stat::number_of_executed|SUMMARY|ERROR' || true
    test "${PIPESTATUS[0]}" = 0
    found=$((found + 1))
done < <(find build/fuzz -type f -name '*_fuzz' -perm -u+x | sort)
echo "$found fuzz targets, no crash"
