#!/usr/bin/env bash
# Trains content/models/reading on the sets in VIGIE_DATA: first without what is held out, to say how good it is, then on
# everything. Run by ./dev train reading [FOLDER]; FOLDER gets the model that has not seen what is held out, for ./dev eval.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --preset release >/dev/null
cmake --build build/release --target reading_train
train=build/release/tools/train/reading/reading_train
words=content/models/reading/polarity.tsv
held=${1:-$work}
node tools/train/reading/data.mjs "$VIGIE_DATA" >"$work/rows.tsv"
"$train" "$work/rows.tsv" "$words" "$held/reading.model"
cp "$words" "$held/"
node tools/train/reading/data.mjs "$VIGIE_DATA" --all >"$work/rows.tsv"
"$train" "$work/rows.tsv" "$words" content/models/reading/reading.model --all
