#!/usr/bin/env bash
# Trains content/models/rumour on PHEME and Twitter15 in VIGIE_DATA and prints the figures on what was left out. Run by ./dev train rumour;
# with --measure nothing is written. A minute. Needs node, Debian's python3-xgboost and python3-sklearn.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
build=${VIGIE_BUILD:-build/release}
[ -f "$build/build.ninja" ] || cmake --preset release >/dev/null
ninja -C "$build" rumour_figures >/dev/null
figures=$(find "$build" -name rumour_figures -type f | head -1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
node tools/train/rumour/items.mjs "$VIGIE_DATA/rumour/pheme_sources.jsonl" >"$work/items.jsonl"
"$figures" posts "$work/items.jsonl" >"$work/posts.tsv"
"$figures" trees "$VIGIE_DATA/rumour/twitter1516_cascades.tsv" 5 15 60 240 1440 0 >"$work/trees.tsv"
out=(--out content/models/rumour)
[ "${1:-}" = --measure ] && out=()
OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 /usr/bin/python3 tools/train/rumour/train.py "$work/posts.tsv" "$work/trees.tsv" "$VIGIE_DATA/rumour/pheme_sources.jsonl" "${out[@]}"
