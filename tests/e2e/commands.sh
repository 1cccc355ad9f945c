#!/usr/bin/env bash
# Every command as a person types it: answers, exit codes, and what it says when something is wrong.   commands.sh path/to/vigie
set -uo pipefail
vigie=$(realpath "$1")
root=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
passed=0 failed=0
# expect NAME EXIT-CODE PATTERN COMMAND…: runs it, wants the code and the pattern in what it prints (stdout and stderr).
expect() {
    local name=$1 code=$2 pattern=$3
    shift 3
    local out got
    out=$("$@" 2>&1)
    got=$?
    if [ "$got" = "$code" ] && grep -qE -- "$pattern" <<<"$out"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'not ok - %s: exit %s (wanted %s), wanted /%s/ in:\n%s\n' "$name" "$got" "$code" "$pattern" "$(head -c 1500 <<<"$out")"
    fi
}
assets=$root/content/examples/assets.yaml

expect "help has examples" 0 'Examples' "$vigie" replay --help
expect "no command is usage" 2 'subcommand' "$vigie"
expect "an unknown option is usage" 2 'not expected|following arguments' "$vigie" run --nonsense
expect "detectors are listed" 0 'impersonation' "$vigie" inspect --list
expect "completion is printed" 0 'complete' "$vigie" completion bash
expect "drills are listed" 0 'advisors' "$vigie" drill list
expect "an unknown drill says which there are" 2 'vigie drill list' "$vigie" drill run nothing

expect "init writes a working configuration" 0 'vigie.yaml' "$vigie" init site --organisation Acme --brand Acme --domain acme.example --account bluesky:acme.example --tell soc@acme.example --lang en --yes
expect "init overwrites nothing" 2 'nothing was written' "$vigie" init site --organisation Acme --yes --lang en
expect "check likes it" 0 'ok' "$vigie" check site/vigie.yaml
printf 'accounts:\n  - {netwrok: bluesky, handle: "@a.test"}\ndomains: [com]\n' >bad.yaml
expect "check gives all errors at once, with place and help" 1 'bad.yaml:2:.*' "$vigie" check bad.yaml
expect "check says what to do" 1 'help:' "$vigie" check bad.yaml
expect "check on a missing file" 2 'does not exist' "$vigie" check none.yaml

printf '%s\n' '{"id":"a","network":"bluesky","handle":"zoe.test","name":"Zoé","bio":"Fleuriste"}' >accounts.jsonl
expect "inspect scores an account" 0 '"class":"unrelated"' "$vigie" inspect account --assets "$assets" --input accounts.jsonl
printf 'broken\n{"id":"2","domain":"exemple.fr"}\n' >domains.jsonl
expect "inspect goes on after a broken line" 3 '"id":"2"' "$vigie" inspect domain --assets "$assets" --input domains.jsonl
expect "inspect names an unknown kind" 2 'is not a kind' "$vigie" inspect banana

printf '%s\n' '{"id":"1","text":"Bonjour"}' 'not json' >items.jsonl
expect "replay counts bad lines and goes on" 0 '2 events \(1 bad\)' "$vigie" replay items.jsonl --assets "$assets"
expect "replay of a missing file is input" 3 'none.jsonl' "$vigie" replay none.jsonl --assets "$assets"
gzip -k items.jsonl
expect "replay reads gzip" 0 '2 events' "$vigie" replay items.jsonl.gz --assets "$assets"
printf 'id;texte\n1;Bonjour\n' >t.csv
printf 'map: {id: id, text: texte}\n' >t.map.yaml
expect "replay reads a table through a map" 0 '1 events' "$vigie" replay t.csv --map t.map.yaml --assets "$assets"
expect "a table without a map says what is missing" 2 '--map' "$vigie" replay t.csv --assets "$assets"

printf 'pain\tboulangerie pain\nclim\t"climat change" OR train*\nbob\tfrom:bob followers:>=10\n' >q.tsv
printf '%s\n' '{"id":"a","text":"La boulangerie du pain"}' 'not json' '{"id":2,"text":"Le train","author":{"handle":"@bob","followers":12}}' >m.jsonl
expect "match says which queries an item matches" 0 '^\{"item":"2","queries":\["clim","bob"\]\}$' "$vigie" match --queries q.tsv --input m.jsonl
expect "match names bad lines and goes on" 0 'm.jsonl:2: not JSON' "$vigie" match --queries q.tsv --input m.jsonl --threads 2
expect "match counts" 0 '^pain	1$' "$vigie" match --queries q.tsv --input m.jsonl --count
gzip -k m.jsonl
expect "match reads gzip" 0 '^clim	1$' "$vigie" match --queries q.tsv --input m.jsonl.gz --count
expect "match tells its speed" 0 '"matched":2,"matches":3' "$vigie" match --queries q.tsv --input m.jsonl --stats --json
printf 'a\t(x OR\nb\t"y\n' >badq.tsv
expect "match gives all errors of the queries with carets" 2 'badq.tsv:2:3.*' "$vigie" match --queries badq.tsv --input m.jsonl
expect "match of a missing file is input" 3 'none.jsonl' "$vigie" match --queries q.tsv --input none.jsonl
seq 1 60000 | awk '{print ($1 % 7 == 0 ? "un train " : "rien ") $1 ($1 % 11 == 0 ? " la boulangerie et son pain" : "")}' >texts.txt
one=$("$vigie" match --queries q.tsv --input texts.txt --threads 1 2>/dev/null | sha256sum)
five=$("$vigie" match --queries q.tsv --threads 5 <texts.txt 2>/dev/null | sha256sum)
[ "$one" = "$five" ] && passed=$((passed + 1)) || { failed=$((failed + 1)); echo "not ok - match differs between one thread and five"; }
expect "match reads a pipe to its end" 0 '^clim	8571$' sh -c "cat texts.txt | '$vigie' match --queries q.tsv --count"

expect "run without a configuration says what to do" 2 'vigie init' "$vigie" run
expect "run refuses a bad listen address" 2 'not an address' "$vigie" run --drill advisors --listen nonsense
expect "a drill is found, told and scored" 0 '"missed":0,"false_alarms":0' "$vigie" drill run advisors --json --keep kept
expect "the same drill is the same day" 0 '"expected":5' "$vigie" drill run advisors --json
expect "explain tells a case" 0 'Timeline|Chronologie' "$vigie" explain VG-2026-0001 --data kept
expect "the chain of acts holds" 0 'ok:' "$vigie" audit verify --data kept
expect "explain of nothing says so" 1 'neither a finding' "$vigie" explain VG-1999-0001 --data kept
expect "a user is added" 0 '-' "$vigie" user add marie --role analyst --data kept
expect "twice is refused" 1 'exists already' "$vigie" user add marie --data kept

# The same bytes every time.
"$vigie" drill run advisors --seed 2 --keep k2 >/dev/null 2>&1
one=$("$vigie" replay items.jsonl --assets "$assets" 2>/dev/null | sha256sum)
two=$("$vigie" replay items.jsonl --assets "$assets" 2>/dev/null | sha256sum)
[ "$one" = "$two" ] && passed=$((passed + 1)) || { failed=$((failed + 1)); echo "not ok - replay differs between two runs"; }

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
