#!/usr/bin/env bash
# The checks that need no test: format, clang-tidy on what changed, rings, sizes, French/English parity, stray paths.
set -uo pipefail
cd "$(dirname "$0")/.."
. tools/lib.sh
failed=0
verdict() { if [ "$2" = 0 ]; then echo "ok    $1"; else echo "FAIL  $1"; failed=1; fi; }

cpp_files | xargs clang-format-14 --dry-run --Werror 2>build-format.log
code=$?
[ $code = 0 ] || grep -oE '^[^:]+:[0-9]+' build-format.log | cut -d: -f1 | sort | uniq -c | head -20
verdict "format (./dev fmt mends it)" $code
rm -f build-format.log

build_preset release >/dev/null && verdict "rings (a wrong link fails at configure, a stray include at compile)" 0 || verdict rings 1

base=$(git merge-base HEAD "${VIGIE_BASE:-origin/main}" 2>/dev/null || git rev-parse HEAD~1 2>/dev/null || true)
changed=$({ [ -n "$base" ] && git diff --name-only --diff-filter=d "$base" -- 'src/*.cpp'; git ls-files --others --exclude-standard -- 'src/*.cpp'; } | grep -v '/tests/\|/fuzz/' | sort -u)
if [ "${VIGIE_TIDY:-changed}" = all ]; then changed=$(git ls-files 'src/*.cpp' | grep -v '/tests/\|/fuzz/'); fi
if [ -n "$changed" ]; then
    # shellcheck disable=SC2086
    printf '%s\n' $changed | xargs -P2 -n4 clang-tidy-14 -p build/release --quiet 2>/dev/null >build-tidy.log
    code=$?
    [ $code = 0 ] || grep -E 'error:' build-tidy.log | head -40
    rm -f build-tidy.log
    verdict "clang-tidy on $(printf '%s\n' "$changed" | wc -l) changed files" $code
fi

long=$(cpp_files | grep -v /tests/ | xargs wc -l | awk '$2 != "total" && $1 > 400 {print "      " $2 ": " $1 " lines"}')
[ -z "$long" ] || printf '%s\n' "$long"
verdict "size: no source over 400 lines" "$([ -z "$long" ] && echo 0 || echo 1)"

if [ -f console/package.json ]; then
    with_node npm --prefix console run --silent check:i18n
    verdict "French and English have the same keys" $?
fi

stray=$(git grep -nE '/(tmp|root|home|work)/[a-z]' -- src console content schemas docs ':!*package-lock.json' ':!*_test.cpp' | head -5)
[ -z "$stray" ] || printf '%s\n' "$stray"
verdict "no path of a machine" "$([ -z "$stray" ] && echo 0 || echo 1)"
exit $failed
