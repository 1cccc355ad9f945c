#!/usr/bin/env bash
# Trains the models in content/models/scam on the sets in VIGIE_DATA and on the templates beside this file. Run by ./dev train scam.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rows=$(mktemp)
trap 'rm -f "$rows"' EXIT
cmake --preset release >/dev/null
cmake --build build/release --target scam_train
node tools/train/scam/data.mjs "$VIGIE_DATA" >"$rows"
build/release/tools/train/scam/scam_train "$rows" content/models/scam
