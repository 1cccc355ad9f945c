#!/usr/bin/env bash
# Fits content/models/cascade/cascade.model on the cascades in VIGIE_DATA. Run by ./dev train cascade; half a minute.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
cmake --preset release >/dev/null
cmake --build build/release --target forecast_eval
"$(find build/release -name forecast_eval -type f)" train "$VIGIE_DATA/cascade/tideh_retweets.tsv" content/models/cascade/cascade.model
