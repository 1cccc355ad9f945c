// Generates accounts: attacks on the identities of a register, and the innocent beside them, each with its truth.
//   node generate.mjs FAMILY SEED COUNT FOLDER [DATA]   → FOLDER/assets.yaml, accounts.jsonl, truth.jsonl
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { chance } from './chance.mjs'
import { attackFigures, forget, livedFigures, realAccounts } from './people.mjs'
import * as a from './family_a.mjs'
import * as b from './family_b.mjs'

const families = { a, b }

export function assetsYaml(reg) {
  const q = (s) => JSON.stringify(s)
  const lines = ['organisation: {name: Evaluation Holding, common_word: true}', 'brands:']
  for (const x of reg.brands) lines.push(`  - {name: ${q(x.name)}, id: ${q(`brand:${x.name}`)}, domains: [${q(x.domain)}]${x.common ? ', common_word: true' : ''}}`)
  const people = reg.victims.filter((v) => v.kind === 'person')
  if (people.length > 0) lines.push('people:')
  for (const v of people) lines.push(`  - {name: ${q(v.name)}, role: ${q(v.job)}}`)
  lines.push('accounts:')
  for (const v of reg.victims)
    lines.push(`  - {network: ${v.network}, handle: ${q(v.handle)}, name: ${q(v.name)}${v.bio ? `, bio: ${q(v.bio)}` : ''}${v.avatar ? `, avatar: ${q(v.avatar)}` : ''}, role: ${v.role}, of: ${q(v.kind === 'person' ? v.name : `brand:${v.brand.name}`)}}`)
  for (const p of reg.partners) lines.push(`  - {network: ${p.network}, handle: ${q(p.handle)}, name: ${q(p.name)}, role: partner}`)
  return `${lines.join('\n')}\n`
}

// `count` accounts, about half of them attacks. Truth: {id, class, kind, victim, handle}.
export function generate(familyName, seed, count, data, brands = 12) {
  const family = families[familyName]
  const r = chance(seed)
  const real = realAccounts(data, familyName === 'a' ? 0 : 1)
  const reg = family.register(r, brands)
  const accounts = []
  const truth = []
  const taken = new Set(reg.victims.map((v) => `${v.network}:${v.handle.toLowerCase()}`))
  const put = (account, facts) => {
    if (!account.handle && !account.name) return
    if (facts.class !== 'official' && facts.class !== 'reseller_registered' && taken.has(`${account.network}:${account.handle.toLowerCase()}`)) return
    const id = `${familyName}${seed}-${accounts.length}`
    accounts.push({ id, ...account })
    truth.push({ id, ...facts })
  }
  const attackKinds = Object.keys(family.attacks)
  const innocentKinds = [...Object.keys(family.innocent), ...(real.length > 0 ? ['real'] : [])]
  for (let n = 0; accounts.length < count && n < count * 4; n++) {
    const v = r.pick(reg.victims)
    const network = r.maybe(0.75) ? v.network : r.pick(['x', 'instagram', 'bluesky', 'facebook'])
    if (r.maybe(0.5)) {
      const kind = attackKinds[n % attackKinds.length]
      // Support, recruitment and regions are those of houses; advisers are persons.
      if (v.kind === 'person' && ['support_clone', 'recruitment_clone', 'regional_clone'].includes(kind)) continue
      if (v.kind !== 'person' && kind === 'adviser_clone' && v.brand.trade !== 'bank') continue
      const made = family.finishAttack(r, v, family.attacks[kind](r, v))
      if (kind === 'avatar_stolen' && !made.avatar) continue
      const account = forget(r, { ...made, ...attackFigures(r) })
      // A stolen picture is the attack: without it nothing of it is left.
      if (kind === 'avatar_stolen') account.avatar = made.avatar
      if (kind === 'name_in_bio') account.bio = made.bio
      put({ network, ...account, handle: family.shape(network, account.handle) }, { class: 'impersonation', kind, victim: v.name, brand: v.brand.name })
      continue
    }
    const kind = innocentKinds[n % innocentKinds.length]
    if (kind === 'real') {
      const { handle, name, bio, ...figures } = r.pick(real)
      put({ network: 'x', ...forget(r, { handle, name, bio, ...figures }) }, { class: 'unrelated', kind })
      continue
    }
    const persons = reg.victims.filter((x) => x.kind === 'person')
    const made = family.innocent[kind](r, ['namesake', 'near_name'].includes(kind) ? r.pick(persons) : v)
    if (!made) continue
    const account = forget(r, { ...made, ...livedFigures(r, real) })
    // What makes them innocent is what they say: it stays.
    if (made.bio && ['parody', 'fan', 'reseller'].includes(kind)) account.bio = made.bio
    const cls = { parody: 'parody', fan: 'fan', namesake: 'namesake', reseller: 'reseller' }[kind] ?? 'unrelated'
    put({ network, ...account, handle: family.shape(network, account.handle) }, { class: cls, kind })
  }
  for (const v of reg.victims) put({ network: v.network, handle: v.handle, name: v.name }, { class: 'official', kind: 'official' })
  for (const p of reg.partners) put({ network: p.network, handle: p.handle, name: p.name }, { class: 'reseller', kind: 'reseller_registered' })
  return { assets: assetsYaml(reg), accounts, truth }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [family, seed, count, folder, data] = process.argv.slice(2)
  if (!families[family] || !folder) {
    console.error('usage: node generate.mjs a|b SEED COUNT FOLDER [DATA]')
    process.exit(64)
  }
  const made = generate(family, Number(seed), Number(count), data)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'assets.yaml'), made.assets)
  for (const name of ['accounts', 'truth']) writeFileSync(path.join(folder, `${name}.jsonl`), `${made[name].map((x) => JSON.stringify(x)).join('\n')}\n`)
}
