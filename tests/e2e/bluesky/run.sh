#!/usr/bin/env bash
# Runs one script of this folder with the private Node 22 and the private packages, after setup.sh:
#   run.sh serve.mjs        run.sh selftest.mjs
# The shell becomes the Node process (exec): signals and the exit code are the script's own.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# Standard output belongs to the script.
"$here/setup.sh" >&2
dir=${VIGIE_E2E_DIR:-$here/../../../build/e2e/bluesky}
VIGIE_E2E_DIR=$(cd "$dir" && pwd)
export VIGIE_E2E_DIR
# Relative paths only: a path with a '#' or a '%' in it would not survive being read as a URL.
cd "$here"
# The servers' own deprecation warnings are not ours to repair.
exec "$VIGIE_E2E_DIR/node" --no-deprecation --import ./private-modules.mjs "$@"
