// Coordination: exact pair counts on public data, then campaigns of known members planted in real traffic: how many members are
// found, and how many innocents are accused who were not found without the campaign.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { head, inspect, row } from './lines.mjs'

const known = { 10: 447, 30: 1761, 60: 3791 }
const sizes = [2, 3, 5, 10, 20, 40, 100, 200]
const rounds = 5

function chance(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

// Members live like others (shares of real objects near real times) and carry 4 to 8 things of the campaign within 50 s of
// each other over at most two weeks, each member 70 % of them.
function plant(traffic, size, random) {
  const times = traffic.map((r) => r[2])
  const first = times.reduce((a, b) => Math.min(a, b))
  const last = Math.min(times.reduce((a, b) => Math.max(a, b)), first + 14 * 86400)
  const rows = [...traffic]
  for (let i = 0; i < size; i++) {
    const own = 5 + Math.floor(random() * 20)
    for (let k = 0; k < own; k++) {
      const [, object, time] = traffic[Math.floor(random() * traffic.length)]
      rows.push([`planted-${i}`, object, time + Math.floor(random() * 7200) - 3600])
    }
  }
  const things = 4 + Math.floor(random() * 5)
  for (let k = 0; k < things; k++) {
    const at = first + Math.floor(random() * (last - first))
    for (let i = 0; i < size; i++) if (random() < 0.7) rows.push([`planted-${i}`, `thing-${k}`, at + Math.floor(random() * 50)])
  }
  return rows
}

const table = (file) => readFileSync(file, 'utf8').trim().split('\n').slice(1).map((l) => l.split(','))

export function measure(binary, folder) {
  const retweets = table(path.join(folder, 'russian_retweets.csv')).map(([object, account, , time]) => [account, object, Number(time)])
  const election = table(path.join(folder, 'german2021_urls_hashtags_domains.csv'))
  const urls = election.filter((r) => r[2]).map(([account, , url, , , time]) => [account, `u${url}`, Number(time)])
  const everything = election.map(([account, post, url, tag, domain, time]) => [account, url ? `u${url}` : tag ? `h${tag}` : domain ? `d${domain}` : `p${post}`, Number(time)])
  console.log('\n## Coordination: pair counts\n')
  const began = performance.now()
  const [counts] = inspect(binary, 'shares', [{ id: 'retweets', rows: retweets, windows: [10, 30, 60] }])
  head('window', 'pairs, ours', 'published')
  for (const w of [10, 30, 60]) row(`${w} s`, counts.pairs[w], known[w])
  console.log(`\n(${retweets.length} retweets, ${(performance.now() - began).toFixed(0)} ms with start, JSON in and out)`)
  const again = performance.now()
  const [shares] = inspect(binary, 'shares', [{ id: 'election', rows: everything, windows: [10] }])
  console.log(`German election, ${everything.length} rows: ${(performance.now() - again).toFixed(0)} ms with start, JSON in and out; ${shares.groups.length} groups.`)

  console.log('\n## Coordination: campaigns planted in real traffic, window 60 s\n')
  head('accounts', ...['retweets', 'election links'].flatMap((n) => [`${n}: members found`, 'innocents more']))
  const traffics = [retweets, urls]
  const accused = (answer) => answer.groups.flatMap((g) => g.accounts).filter((a) => !`${a}`.startsWith('planted-'))
  const before = traffics.map((rows) => new Set(accused(inspect(binary, 'shares', [{ id: 0, rows, windows: [60] }])[0])))
  for (const size of sizes) {
    const cells = []
    traffics.forEach((rows, t) => {
      let found = 0
      let innocents = 0
      for (let k = 0; k < rounds; k++) {
        const [answer] = inspect(binary, 'shares', [{ id: k, rows: plant(rows, size, chance(1000 * size + k)), windows: [60] }])
        found += answer.groups.flatMap((g) => g.accounts).filter((a) => `${a}`.startsWith('planted-')).length
        innocents += accused(answer).filter((a) => !before[t].has(a)).length
      }
      cells.push(`${((100 * found) / (rounds * size)).toFixed(0)} %`, (innocents / rounds).toFixed(1))
    })
    row(size, ...cells)
  }
  console.log(`\nWithout a campaign ${before[0].size} accounts of the retweets and ${before[1].size} of the election links are in groups (unlabelled: some do coordinate).`)
}
