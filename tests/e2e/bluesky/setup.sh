#!/usr/bin/env bash
# Puts together what a real Bluesky network needs on this computer: PostgreSQL (Debian), and Node 22 with Bluesky's own
# servers (npm, at the versions of package-lock.json). Safe to run again: it does nothing when all is in place.
# All it makes is below VIGIE_E2E_DIR (default: build/e2e/bluesky of the checkout); the source folder stays clean.
# Leaves with 75 ("skipped") when the packages cannot be had here, 1 when something is broken.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
dir=${VIGIE_E2E_DIR:-$here/../../../build/e2e/bluesky}
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)

say()  { printf 'bluesky e2e: %s\n' "$*" >&2; }
skip() { printf 'SKIPPED: no real Bluesky network here: %s\n' "$*" >&2; exit 75; }
fail() { printf 'bluesky e2e: BROKEN: %s\n' "$*" >&2; exit 1; }

case $(uname -m) in
  x86_64)  arch=x64 ;;
  aarch64) arch=arm64 ;;
  *) skip "npm has no Node 22 program for $(uname -m)" ;;
esac

# Two tests may start at the same time: the second waits and then finds everything done.
exec 9>"$dir/.lock"
flock 9

# --- Debian packages -------------------------------------------------------------------------------------------------
missing=()
compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || missing+=(postgresql)
command -v setpriv >/dev/null || missing+=(util-linux)
stamp=$(cat "$here/package.json" "$here/package-lock.json" <(echo "$arch") | sha256sum)
if [ "$(cat "$dir/.done" 2>/dev/null)" = "$stamp" ]; then ready=yes; else
  ready=no
  # Only the installation needs these: npm to fetch, and a compiler for SQLite's binding (npm has no built one; its
  # authors' is on a site that a closed network does not reach).
  command -v npm >/dev/null || missing+=(npm)
  command -v g++ >/dev/null || missing+=(g++)
  command -v make >/dev/null || missing+=(make)
  command -v python3 >/dev/null || missing+=(python3)
fi
if [ ${#missing[@]} -gt 0 ]; then
  command -v apt-get >/dev/null || skip "missing ${missing[*]}, and this is not Debian"
  [ "$(id -u)" = 0 ] || skip "missing ${missing[*]}; as root: apt-get install ${missing[*]}"
  say "installing ${missing[*]} from Debian"
  export DEBIAN_FRONTEND=noninteractive
  install=(apt-get install -y -q --no-install-recommends "${missing[@]}")
  # A new machine has no package lists yet, an old one has outdated lists: the second try is with fresh ones.
  "${install[@]}" >"$dir/apt.log" 2>&1 ||
    { apt-get update -q && "${install[@]}"; } >>"$dir/apt.log" 2>&1 ||
    skip "apt-get cannot install ${missing[*]} (see apt.log in the private folder)"
fi
[ $ready = no ] || exit 0

# --- npm packages ----------------------------------------------------------------------------------------------------
rm -f "$dir/.done"
cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$dir/"
cd "$dir"
say "fetching Bluesky's servers from npm"
# No scripts yet: they would run with the computer's own Node, whatever its age, and build for the wrong one.
# Short retries: without a registry this should say so in seconds, not minutes.
if ! npm ci --ignore-scripts --fetch-retries=3 --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=5000 >"$dir/npm.log" 2>&1; then
  ! grep -q EUSAGE "$dir/npm.log" || fail "package.json and package-lock.json disagree"
  skip "npm cannot fetch the packages (see npm.log in the private folder)"
fi

# From here on only the Node 22 and the npm that were just fetched, so that every computer builds alike. That Node's
# folder also holds the C++ headers node-gyp looks for, so nothing is downloaded beside the registry.
home=$dir/node_modules/node-linux-$arch
[ -x "$home/bin/node" ] || skip "npm gave no Node 22 program for $arch"
ln -sfn "$home/bin/node" "$dir/node"
say "building SQLite's binding (about a minute)"
PATH=$home/bin:$PATH npm_config_nodedir=$home npm_config_build_from_source=true \
  nice node node_modules/npm/bin/npm-cli.js rebuild better-sqlite3 >>"$dir/npm.log" 2>&1 ||
  { tail -n 30 "$dir/npm.log" >&2; fail "SQLite's binding does not build"; }
"$dir/node" -e 'new (require("better-sqlite3"))(":memory:"); require("sharp")' || fail "the native modules do not load"

echo "$stamp" >"$dir/.done"
say "ready"
