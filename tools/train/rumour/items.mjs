// PHEME's source posts as items: node items.mjs pheme_sources.jsonl > items.jsonl
import { readFileSync } from 'node:fs'

const time = (text) => new Date(text).toISOString()
const seen = new Set()
export const itemOf = (p) => ({
  id: p.id, network: 'x', kind: 'post', created_at: time(p.created_at), lang: p.lang, text: p.text,
  author: { handle: p.user.handle, followers: p.user.followers, following: p.user.friends, posts: p.user.statuses, verified: p.user.verified, created_at: time(p.user.created_at) },
  metrics: { reposts: p.retweet_count, likes: p.favorite_count },
})
if (process.argv[1]?.endsWith('items.mjs'))
  for (const line of readFileSync(process.argv[2], 'utf8').trim().split('\n')) {
    const p = JSON.parse(line)
    if (!seen.has(p.id)) console.log(JSON.stringify(itemOf(p)))
    seen.add(p.id)
  }
