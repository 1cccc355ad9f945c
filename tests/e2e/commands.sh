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
expect "init writes watches that read" 0 '1 watches' "$vigie" check site/watches.yaml site/assets.yaml
printf -- '- watch: a\n  query: "(x OR"\n- watch: a\n  query: watch:b\n' >wrong-watches.yaml
expect "check reads watches, at their places" 1 'wrong-watches.yaml:4:10: error\[query.unknown-name\]' "$vigie" check wrong-watches.yaml
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
printf 'ours\tis:official\nword\tbonjour\n' >aq.tsv
expect "match knows the register" 0 '^word	0$' "$vigie" match --queries aq.tsv --assets "$assets" --input m.jsonl --count
expect "match of a missing file is input" 3 'none.jsonl' "$vigie" match --queries q.tsv --input none.jsonl
seq 1 60000 | awk '{print ($1 % 7 == 0 ? "un train " : "rien ") $1 ($1 % 11 == 0 ? " la boulangerie et son pain" : "")}' >texts.txt
one=$("$vigie" match --queries q.tsv --input texts.txt --threads 1 2>/dev/null | sha256sum)
five=$("$vigie" match --queries q.tsv --threads 5 <texts.txt 2>/dev/null | sha256sum)
[ "$one" = "$five" ] && passed=$((passed + 1)) || { failed=$((failed + 1)); echo "not ok - match differs between one thread and five"; }
expect "match reads a pipe to its end" 0 '^clim	8571$' sh -c "cat texts.txt | '$vigie' match --queries q.tsv --count"

expect "run without a configuration says what to do" 2 'vigie init' "$vigie" run
expect "run refuses a bad listen address" 2 'not an address' "$vigie" run --drill advisors --listen nonsense
expect "a drill is found, told and scored" 0 '"missed":0,"false_alarms":0' "$vigie" drill run advisors --json --keep kept
expect "a rumour is one case with a whole card" 0 '"innocents_accused":0,.*"card_complete":true' "$vigie" drill run rumour --seed 3 --json
expect "the same drill is the same day" 0 '"expected":5' "$vigie" drill run advisors --json
# Voices that were written apart.
for seed in 0 1 2 3; do
  expect "the health centre's leaks are found and nobody else is accused, day $seed" 0 '"missed":0,"false_alarms":0' "$vigie" drill health-centre --seed $seed --json
done
expect "explain tells a case" 0 'Timeline|Chronologie' "$vigie" explain VG-2026-0001 --data kept
expect "the chain of acts holds" 0 'ok:' "$vigie" audit verify --data kept
expect "explain of nothing says so" 1 'neither a finding' "$vigie" explain VG-1999-0001 --data kept
expect "a user is added" 0 '-' "$vigie" user add marie --role analyst --data kept
expect "twice is refused" 1 'exists already' "$vigie" user add marie --data kept

# The language of watches.
printf 'refunds\trefund OR chargeback\nbad\tfolowers:>10 "open\n' >queries.tsv
expect "query check gives all errors at once" 1 'queries.tsv:2:5: error\[query.unknown-field\]' "$vigie" query check queries.tsv
expect "query check knows the other half" 1 'query.unclosed-quote' "$vigie" query check queries.tsv
expect "query check as JSON" 1 '"code":"query.unknown-field"' "$vigie" query check queries.tsv --json
expect "check takes files of queries, too" 1 'query.unclosed-quote' "$vigie" check queries.tsv
printf 'queries:\n  heat: (canicule OU "forte chaleur") SAUF list:noise\n  tag: "#*canicule*"\nlists: {noise: [météo]}\n' >queries.yaml
expect "query check likes what is right" 0 'ok' "$vigie" query check queries.yaml
expect "query explain says it in English" 0 'Posts that contain the word “coupon” and, at most 5 words away' "$vigie" query explain 'coupon NEAR/5 promo' --lang en
expect "query explain says it in French" 0 'Les publications qui contiennent' "$vigie" query explain 'coupon PROCHE/5 promo' --lang fr
expect "query explain has a plan in JSON" 0 '"anchors":\["' "$vigie" query explain 'coupon NEAR/5 promo' --json
expect "query explain points at errors" 1 'help: .*lang:' "$vigie" query explain 'coupon langue:fr'
expect "query explain knows other queries" 0 'heat' "$vigie" query explain 'watch:heat mort' --queries queries.yaml
expect "query explain of an unknown watch" 1 'query.unknown-name' "$vigie" query explain 'watch:heta mort' --queries queries.yaml
printf '%s\n' 'Un coupon pour une promo' 'Rien ici' '{"id":"7","text":"Coupon, promo !","author":{"handle":"a.test"}}' >posts.txt
expect "query try marks the words" 0 'Un «coupon» pour une «promo»' "$vigie" query try 'coupon NEAR/3 promo' posts.txt
expect "query try reads items, too" 0 '7 @a.test' "$vigie" query try 'coupon promo' posts.txt
expect "query try counts" 0 '(2 of 3|2 publication.*sur 3)' "$vigie" query try 'coupon promo' posts.txt
expect "query try as JSON has highlights" 0 '"highlights":\[\{"field":"text","start":3,"end":9' "$vigie" query try 'coupon promo' posts.txt --json
expect "query try without a hit says no" 1 '0' "$vigie" query try 'absent' posts.txt
expect "query try of a broken query is usage" 2 'query.unclosed-parenthesis' "$vigie" query try '(a' posts.txt
printf 'queries: queries.yaml\ncases:\n  - {text: Canicule à Lyon, match: [heat], not: [tag], hits: {heat: [Canicule]}}\n  - {text: "La météo : canicule", not: [heat]}\n  - {item: {text: "#StopCanicule2024", hashtags: [StopCanicule2024]}, match: [tag]}\n' >queries.test.yaml
expect "query test passes" 0 '3 passed|3 réussi' "$vigie" query test queries.test.yaml
printf 'queries: {a: coupon}\ncases:\n  - {text: promo, match: [a]}\n' >fails.test.yaml
expect "query test says what does not hold" 1 'fails.test.yaml:3: a should match|a devait' "$vigie" query test fails.test.yaml
printf 'queries: {coupons: coupon}\ncases:\n  - {text: promo, match: [coupon]}\n  - {txt: x}\n' >broken.test.yaml
expect "query test knows wrong names" 2 "did you mean 'coupons'" "$vigie" query test broken.test.yaml

expect "query explain takes lists of the register" 0 'assets.domains' "$vigie" query explain 'domain:assets.domains OR name:assets.names' --assets "$assets"
printf 'queries: %s\nassets: %s\ncases:\n  - {text: "Une conseillère de Méridien m’écrit", lang: fr, match: [faux-conseillers], not: [promesses]}\n' "$root/content/examples/watches.yaml" "$assets" >watches.test.yaml
expect "query test reads files of watches" 0 '1 passed|1 réussi' "$vigie" query test watches.test.yaml

# Vigie's own queue. Without a configuration here, accounts are named by their ids.
expect "a publication is asked for" 0 '^p[0-9a-f]{24}  waiting' "$vigie" publications add account-ours --text 'Bonjour à tous' --until 3d --data kept
ticket=$("$vigie" publications list --state waiting --data kept --json | sed -n 's/.*"id":"\(p[0-9a-f]*\)".*/\1/p')
expect "it is approved, by name" 0 '"decided_by":"camille"' "$vigie" publications approve "$ticket" --by camille --data kept --json
expect "not twice" 1 'is approved, not waiting' "$vigie" publications approve "$ticket" --data kept
expect "a publication needs a window that is not over" 2 'window' "$vigie" publications add account-ours --text x --until 2020-01-01T00:00:00Z --data kept
expect "nothing is frozen" 0 '^$' "$vigie" freeze list --data kept
expect "a freeze says why" 2 '--why is required' "$vigie" freeze set --all --data kept
expect "a freeze names whom it is for" 2 'one account, or --all' "$vigie" freeze set --why crisis --data kept
expect "all accounts are frozen" 0 '"asset":"\*".*"until"' "$vigie" freeze set --all --why crisis --until 12h --data kept --json
expect "a freeze holds what was approved" 0 "$ticket  frozen" "$vigie" publications list --data kept
expect "freeze list says no while something is frozen" 1 'crisis' "$vigie" freeze list --data kept
expect "the freeze is lifted" 0 '' "$vigie" freeze lift --all --why over --data kept
expect "only once" 1 'not frozen' "$vigie" freeze lift --all --why over --data kept
expect "what was held waits for approval anew" 0 "$ticket  waiting" "$vigie" publications list --data kept
expect "an account of the register is known by its handle" 2 'vigie run' "$vigie" freeze set bluesky:acme.example --why x --config site/vigie.yaml
expect "the chain of acts holds after all this" 0 'ok:' "$vigie" audit verify --data kept

# The same bytes every time.
"$vigie" drill run advisors --seed 2 --keep k2 >/dev/null 2>&1
one=$("$vigie" replay items.jsonl --assets "$assets" 2>/dev/null | sha256sum)
two=$("$vigie" replay items.jsonl --assets "$assets" 2>/dev/null | sha256sum)
[ "$one" = "$two" ] && passed=$((passed + 1)) || { failed=$((failed + 1)); echo "not ok - replay differs between two runs"; }

rules=$root/content/rules/starter.yaml
expect "the starter rules are right" 0 '16 rules' "$vigie" check "$rules" "$assets"
expect "their cases hold" 0 ' 0 failed| 0 échec' "$vigie" rules test "$rules"
printf -- '- rule: coupon\n  desc: Coupon\n  condition: coupon (bit.ly\n  output: "%%{author.handel}"\n' >bad-rules.yaml
expect "check places the errors of a condition in its file" 1 'bad-rules.yaml:3:21: error\[query.unclosed-parenthesis\]' "$vigie" check bad-rules.yaml
expect "check knows the fields of output" 1 "did you mean '%\\{author.handle\\}'" "$vigie" check bad-rules.yaml
printf -- '- rule: coupon\n  desc: Coupon\n  condition: coupon assets.names\n  output: "%%{author} of %%{asset}"\n  enabled: shadow\n' >r.yaml
printf -- '- override: coupon\n  severity: critical\n  and: NOT is:reply\n' >r.local.yaml
printf 'cases:\n  - {rule: coupon, text: "coupon Épargne Boussole", author: a.example, raises: true, output: Boussole}\n  - {name: on purpose, rule: coupon, text: coupon, raises: true}\n' >r.test.yaml
expect "cases say what does not hold" 1 'FAIL  coupon: on purpose' "$vigie" rules test r.yaml --assets "$assets"
expect "the other case holds" 1 '1 passed, 1 failed|1 réussi' "$vigie" rules test r.test.yaml --assets "$assets"
expect "cases as JSON" 1 '"ok":false,"says":"the condition does not match"' "$vigie" rules test r.test.yaml --assets "$assets" --json
expect "cases of a missing file" 3 'does not exist' "$vigie" rules test none.yaml
expect "explain shows the effective rule" 0 '\(coupon assets.names\) AND \(NOT is:reply\)' "$vigie" rules explain coupon --rules r.yaml r.local.yaml --assets "$assets"
expect "explain says which file set what" 0 'severity +r.local.yaml:2:13' "$vigie" rules explain coupon --rules r.yaml r.local.yaml --assets "$assets"
expect "explain of no rule says the nearest" 1 "did you mean 'coupon'" "$vigie" rules explain coupn --rules r.yaml --assets "$assets"
printf -- '- rule: boss\n  desc: Boss\n  condition: montclar\n  output: "%%{author}"\n' >old.yaml
printf -- '- rule: boss\n  desc: Boss\n  condition: montclar (message OR virement)\n  output: "%%{author}"\n' >new.yaml
expect "backtest compares two versions" 0 'no longer raised|ne le sont plus' "$vigie" rules backtest --old old.yaml --new new.yaml --assets "$assets" --data kept --since 366d
expect "backtest as JSON has labels" 0 '"candidate":\{"matched":[0-9]+,.*"verdicts":\{"confirmed"' "$vigie" rules backtest --old old.yaml --new new.yaml --assets "$assets" --data kept --since 366d --json
expect "backtest of no rule" 2 'no rule is called' "$vigie" rules backtest --rule none --new new.yaml --assets "$assets" --data kept
expect "backtest wants a time" 2 'duration|write' "$vigie" rules backtest --since soon --new new.yaml --assets "$assets" --data kept
printf '%s\n' '{"id":"1","network":"bluesky","author":{"handle":"a.example","id":"a"},"text":"Un coupon Épargne Boussole"}' >coupon.jsonl
printf -- '- rule: coupon\n  desc: Coupon\n  condition: coupon assets.names\n  output: "%%{author} of %%{asset}"\n' >live.yaml
expect "replay raises what rules say" 0 '"detector":"rule:coupon"' "$vigie" replay coupon.jsonl --assets "$assets" --rules live.yaml

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
