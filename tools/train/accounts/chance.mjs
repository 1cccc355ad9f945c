// Seeded chance for the generators: the same seed gives the same accounts on every machine.
export function chance(seed) {
  let state = seed >>> 0
  const next = () => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n) => Math.floor(next() * n)
  const r = {
    next,
    below,
    maybe: (p) => next() < p,
    pick: (list) => list[below(list.length)],
    between: (low, high) => low + below(high - low + 1),
    // Around exp(mean), with heavy tails: followers, posts, days.
    lognormal: (mean, spread) => {
      const gauss = Math.sqrt(-2 * Math.log(next() + 1e-12)) * Math.cos(2 * Math.PI * next())
      return Math.round(Math.exp(mean + spread * gauss))
    },
    shuffle: (list) => {
      const out = [...list]
      for (let i = out.length - 1; i > 0; i--) {
        const j = below(i + 1)
        ;[out[i], out[j]] = [out[j], out[i]]
      }
      return out
    },
    weighted: (table) => {
      const entries = Object.entries(table)
      let at = next() * entries.reduce((sum, [, w]) => sum + w, 0)
      for (const [key, w] of entries) if ((at -= w) < 0) return key
      return entries.at(-1)[0]
    },
  }
  return r
}

export const plain = (text) => text.normalize('NFD').replace(/[\u0300-\u036f’']/g, '').replace(/ß/g, 'ss')
export const squeeze = (text) => plain(text).toLowerCase().replace(/[^a-z0-9]+/g, '')
export const words = (text) => plain(text).toLowerCase().split(/[^a-z0-9]+/).filter(Boolean)
// "{brand} {city}" with the slots filled; a slot may call a function.
export const fill = (template, slots) => template.replace(/\{(\w+)\}/g, (_, key) => (typeof slots[key] === 'function' ? slots[key]() : slots[key] ?? ''))
