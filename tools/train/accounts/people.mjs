// Ratios, ages and bios of real accounts for the innocent (from the data folder, when it is there), and invented ones where it is not.
// A family draws from its own half only, so that no real account stands in both.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

export function realAccounts(data, half) {
  const file = data && path.join(data, 'accounts/twitter_bots.tsv')
  if (!file || !existsSync(file)) return []
  const [head, ...rows] = readFileSync(file, 'utf8').split('\n').filter(Boolean).map((l) => l.split('\t'))
  const column = Object.fromEntries(head.map((name, i) => [name, i]))
  return rows
    .filter((row, i) => i % 2 === half && row[column.bot] === '0' && row[column.handle])
    .map((row) => ({
      handle: row[column.handle],
      name: row[column.name],
      bio: row[column.bio].replace(/https?:\/\/\S+/g, '').trim(),
      followers: Number(row[column.followers]),
      following: Number(row[column.friends]),
      posts: Number(row[column.statuses]),
      created_at: date(row[column.created_at]),
      verified: row[column.verified] === 'TRUE',
    }))
    .filter((a) => a.followers >= 0 && a.following >= 0 && a.posts >= 0)
}
function date(text) {
  const french = /^(\d\d)\/(\d\d)\/(\d{4})/.exec(text)
  const time = french ? new Date(`${french[3]}-${french[2]}-${french[1]}`) : new Date(text)
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString().slice(0, 10)
}

// The day that ages are counted from: training uses a fixed one, the evaluation the day on which the product runs.
export const calendar = { today: '2026-03-01' }
export const daysAgo = (days) => new Date(Date.parse(calendar.today) - days * 86_400_000).toISOString().slice(0, 10)

// The figures of somebody who has been there for a while, and those of an account made for an attack (one in six was bought old).
export function livedFigures(r, real) {
  if (real.length > 0 && r.maybe(0.7)) {
    const { followers, following, posts, created_at, verified } = r.pick(real)
    return { followers, following, posts, created_at, verified }
  }
  return {
    followers: r.lognormal(5.2, 1.6), following: r.lognormal(5.4, 1.1), posts: r.lognormal(6, 1.7),
    created_at: daysAgo(r.maybe(0.25) ? r.between(1, 90) : r.between(60, 4500)), verified: r.maybe(0.03),
  }
}
export function attackFigures(r) {
  const bought = r.maybe(0.15)
  return {
    followers: bought ? r.lognormal(5.5, 1.4) : r.lognormal(2.6, 1.4), following: r.maybe(0.5) ? r.lognormal(5.6, 1.1) : r.lognormal(3, 1.3),
    posts: bought ? r.lognormal(5, 1.5) : r.lognormal(1.8, 1.2), created_at: daysAgo(bought ? r.between(200, 3500) : Math.min(r.lognormal(2.6, 1.1), 400)), verified: r.maybe(bought ? 0.06 : 0.01),
  }
}

// Networks do not tell everything: some fields are left out, together or alone.
export function forget(r, account) {
  const out = { ...account }
  if (r.maybe(0.12)) for (const field of ['followers', 'following', 'posts', 'created_at', 'bio', 'avatar', 'links', 'text']) delete out[field]
  if (r.maybe(0.35)) for (const field of ['followers', 'following', 'posts']) delete out[field]
  if (r.maybe(0.35)) delete out.created_at
  if (out.verified !== true || r.maybe(0.5)) delete out.verified
  if (out.bio && r.maybe(0.12)) delete out.bio
  if (out.avatar && r.maybe(0.25)) delete out.avatar
  for (const field of ['bio', 'avatar', 'links', 'text']) if (!out[field]?.length) delete out[field]
  return out
}
