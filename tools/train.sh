#!/usr/bin/env bash
# ./dev train NAME: trains the model of content/models/NAME anew from the data in VIGIE_DATA (tools/train/NAME.sh).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=tools/lib.sh
. tools/lib.sh

names=$(find tools/train -maxdepth 1 -name '*.sh' -printf '%f\n' 2>/dev/null | sed 's/\.sh$//' | sort | tr '\n' ' ')
name=${1:-}
if [ -z "$name" ] || [ ! -f "tools/train/$name.sh" ]; then
    say "say which model: ${names:-none yet}"
    exit 2
fi
VIGIE_DATA=$(realpath "${VIGIE_DATA:-../shared/data}")
if [ ! -d "$VIGIE_DATA" ]; then
    say "no data sets at $VIGIE_DATA: name their folder with VIGIE_DATA"
    exit 2
fi
export VIGIE_DATA
shift
exec bash "tools/train/$name.sh" "$@"
