#!/usr/bin/env bash
# The console in a real browser, on the real server while the drill plays.   run.sh path/to/vigie
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
vigie=$(realpath "$1")
[ -x /usr/bin/chromium ] || { echo "SKIPPED: no chromium, so the console was NOT tested in a browser"; exit 75; }
shots=$root/build/screenshots
mkdir -p "$shots"
cmp -s "$here/package-lock.json" "$here/node_modules/.stamp" || {
    "$root/dev" node npm --prefix "$here" ci --no-audit --no-fund >/dev/null 2>&1 || { echo "SKIPPED: npm cannot fetch playwright-core, so the console was NOT tested in a browser"; exit 75; }
    cp "$here/package-lock.json" "$here/node_modules/.stamp"
}
folder=$(mktemp -d)
port=$("$root/dev" node node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
LANG=en_US.UTF-8 LC_ALL='' "$vigie" run --drill advisors --data "$folder/data" --listen "127.0.0.1:$port" >"$folder/out" 2>"$folder/log" &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
for _ in $(seq 100); do
    grep -q 'password' "$folder/out" && break
    sleep 0.1
done
password=$(sed -n 's/.*password \([^ ]*\) .*/\1/p' "$folder/out")
[ -n "$password" ] || { cat "$folder/out" "$folder/log"; exit 1; }
# The day plays in a minute: by now there are posts to preview a query on. The walk waits for cases by itself.
sleep 5
VIGIE_URL=http://127.0.0.1:$port VIGIE_USER=admin VIGIE_PASSWORD=$password VIGIE_NEW_PASSWORD='a sentence nobody guesses' VIGIE_SHOTS=$shots \
    "$root/dev" node node "$here/run.mjs"
