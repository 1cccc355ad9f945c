// Groups near-duplicate posts, so that a campaign or a template never stands on both sides of a split. Two posts are near
// when their character 5-grams (links, mentions and digits made alike) share 40 % (Jaccard), found by MinHash with 20 bands
// of 2 and verified; groups are the connected components. Deterministic.
export function canonical(text) {
  return text.normalize('NFKD').toLowerCase().replace(/[\u0300-\u036f]/g, '').replace(/https?:\/\/\S+|www\.\S+/g, ' u ').replace(/@\w+/g, ' m ').replace(/[$#]\w+/g, ' t ')
    .replace(/\d/g, '0').replace(/[^a-z0-9]+/g, ' ').trim()
}
export function hash(text, seed = 0) {
  let h = 0x811c9dc5 ^ seed
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h ^= h >>> 15
  h = Math.imul(h, 0x2c1b3c6d)
  return (h ^ (h >>> 13)) >>> 0
}
function grams(text) {
  const set = new Set()
  const s = ` ${canonical(text)} `
  if (s.length <= 5) set.add(hash(s))
  for (let i = 0; i + 5 <= s.length; i++) set.add(hash(s.slice(i, i + 5)))
  return set
}
const jaccard = (a, b) => {
  let both = 0
  for (const x of a) if (b.has(x)) both++
  return both / (a.size + b.size - both)
}

// One group number per text: the index of the group's first member.
export function groups(texts, least = 0.4) {
  const parent = texts.map((_, i) => i)
  const root = (i) => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]]
    return i
  }
  const sets = texts.map(grams)
  const bands = new Map()
  sets.forEach((set, i) => {
    for (let b = 0; b < 20; b++) {
      let one = 0xffffffff
      let two = 0xffffffff
      for (const g of set) {
        one = Math.min(one, Math.imul(g ^ (b * 2 + 1) * 0x9e3779b1, 0x85ebca6b) >>> 0)
        two = Math.min(two, Math.imul(g ^ (b * 2 + 2) * 0x9e3779b1, 0xc2b2ae35) >>> 0)
      }
      const key = `${b}:${one}:${two}`
      const others = bands.get(key)
      if (!others) bands.set(key, [i])
      else {
        for (const j of others.slice(0, 8)) {
          const [x, y] = [root(i), root(j)]
          if (x !== y && jaccard(set, sets[j]) >= least) parent[Math.max(x, y)] = Math.min(x, y)
        }
        others.push(i)
      }
    }
  })
  return texts.map((_, i) => root(i))
}

// True for the fifth of the groups that is never trained on.
export const held_out = (groupText) => hash(canonical(groupText), 77) % 5 === 0
// 0 to 4: the fold of a group for out-of-fold margins.
export const fold_of = (groupText) => hash(canonical(groupText), 5) % 5
