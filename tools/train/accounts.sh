#!/bin/sh
# Trains the model of `impersonation` anew: ./dev train accounts
# Needs node, Debian's python3-xgboost and python3-sklearn, and a build folder. VIGIE_DATA (optional) gives real ratios, ages and bios for
# the innocent; without it they are invented and the figures differ a little.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${VIGIE_BUILD:-$root/build/quick}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ninja -C "$build" vigie_account_features >/dev/null
features=$(find "$build" -name vigie_account_features -type f | head -1)
make() { # family seed count
  node "$root/tools/train/accounts/generate.mjs" "$1" "$2" "$3" "$work/$1$2" ${VIGIE_DATA:+"$VIGIE_DATA"}
  "$features" "$work/$1$2/assets.yaml" "$work/$1$2/accounts.jsonl" 2026-03-01 > "$work/$1$2/features.tsv"
}
train=""
for seed in 1 2 3 4 5 6 7 8; do
  make a "$seed" 4000
  train="$train $work/a$seed"
done
for seed in 1 2; do make b "$seed" 4000; done
# shellcheck disable=SC2086
/usr/bin/python3 "$root/tools/train/accounts/train.py" $train --test "$work/b1" "$work/b2" --out "$root/content/models/impersonation/model.trees"
