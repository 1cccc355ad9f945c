#!/usr/bin/env bash
# Trains the models in content/models/reading on the sets in VIGIE_DATA. Run by ./dev train reading [hold FOLDER]: with "hold" the held-out
# rows stay out and the models go to FOLDER, for ./dev eval rumours reading.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rows=$(mktemp)
trap 'rm -f "$rows"' EXIT
cmake --preset release >/dev/null
cmake --build build/release --target reading_train
node tools/train/reading/data.mjs "$VIGIE_DATA" >"$rows"
if [ "${1:-}" = hold ]; then
    build/release/tools/train/reading/reading_train "$rows" "${2:?name a folder}" hold
else
    build/release/tools/train/reading/reading_train "$rows" content/models/reading
fi
