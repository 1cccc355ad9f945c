#!/usr/bin/env bash
# Trains content/models/phishing_link/url.model on the sets in VIGIE_DATA. Run by ./dev train phishing_link.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rows=$(mktemp)
trap 'rm -f "$rows"' EXIT
cmake --preset release >/dev/null
cmake --build build/release --target links_train
node tools/train/links/data.mjs "$VIGIE_DATA" >"$rows"
build/release/tools/train/links/links_train "$rows" content/models/phishing_link/url.model
