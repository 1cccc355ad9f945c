#!/usr/bin/env bash
# Quality on public data, beside published numbers where there are some. VIGIE_DATA names the folder of the data sets.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/lib.sh
data=${VIGIE_DATA:-../shared/data}
[ -d "$data" ] || say "no data sets at $data: name their folder with VIGIE_DATA; only what needs none is measured"
only=${1:-}
case $only in "" | language) with_node node eval/language.mjs "$(find build/release -name language_eval -type f)" "$data" ;; esac
case $only in "" | impostors | drill | links)
    part=$only
    [ "$only" = impostors ] && part=""
    with_node node eval/impostors.mjs build/release/vigie "$data" "$part"
    ;;
esac
case $only in "" | leaks) with_node node eval/leaks.mjs build/release/vigie "$data" ;; esac
case $only in "" | leaks | files) with_node node eval/leaks_files.mjs build/release/vigie "$data" ;; esac
# One file for each detector of impostors; what fails is said and the others go on.
for name in domains urls pages pages-blind scam accounts contacts pictures takeover; do
    case $only in "" | impostors | "$name")
        say "$name"
        with_node node "eval/impostors/$name.mjs" build/release/vigie "$data" || say "$name could not be measured"
        ;;
    esac
done
case $only in "" | rumours | bursts | forecast | coordination | stories | rumour)
    part=$only
    [ "$only" = rumours ] && part=""
    with_node node eval/rumours.mjs build/release/vigie "$data" "$part"
    ;;
esac
