// The parts that evaluation pages are written with: answers of a server, links between hosts of this server, and the case itself.
// Hosts end in ".localhost": they resolve to this machine everywhere and to nobody else's.

export const PORT = '@PORT@' // the server puts its own port here
export const at = (place) => `http://${place.replace('/', `.localhost:${PORT}/`)}` // "host/path" → absolute URL

// Organisations that do not exist. `half` keeps names, templates and wording of the second half away from whoever tunes.
export const brands = {
  valmont: { name: 'Crédit Valmont', domain: 'credit-valmont', half: 'tune' },
  colibrio: { name: 'Colibrio', domain: 'colibrio', half: 'tune' },
  lumivox: { name: 'Lumivox', domain: 'lumivox', half: 'tune' },
  northgate: { name: 'Northgate Mutual', domain: 'northgate-mutual', half: 'tune' },
  hexane: { name: 'Caisse Hexane', domain: 'caisse-hexane', half: 'held' },
  orbelia: { name: 'Orbélia', domain: 'orbelia', half: 'held' },
  bitharbor: { name: 'Bitharbor', domain: 'bitharbor', half: 'held' },
  troquino: { name: 'Troquino', domain: 'troquino', half: 'held' },
  boussole: { name: 'Boussole', domain: 'boussole-epargne', half: 'held', common: true },
}
export const register = (third = {}) =>
  ['organisation: {name: Evaluation, common_word: true}', 'brands:']
    .concat(Object.values({ ...brands, ...third }).map((b) => `  - {name: ${b.name}, domains: [${b.domain}.localhost]${b.common ? ', common_word: true' : ''}}`))
    .concat(['links:', `  - ${at('partenaires-agrees/valmont/')}`, `  - ${at('espace-mutuelle/hexane/')}`, `  - ${at('partenaires-sante/sirocco/')}`, ''])
    .join('\n')

export const html = (lang, title, body, head = '') =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>${body}</body></html>`
export const go = (place, status = 302) => () => ({ status, headers: { location: at(place) } })
export const status = (code, body) => () => ({ status: code, body })
export const refresh = (place, seconds = 0) => html('', '', '', `<meta http-equiv="refresh" content="${seconds}; url=${at(place)}">`)
export const script = (code) => `<html><head><script>${code}</script></head><body></body></html>`
// Another page for those for whom `test({mobile, french, referred})` does not hold.
export const only = (test, page, other) => (visitor) => (test(visitor) ? page : other)

// One link to judge: `start` is the "host/path" that is asked for, `places` what stands where. The brand decides the half.
export const page = (group, brand, start, body) => ({ group, brand, start, places: { [start]: body } })
export const chain = (group, brand, start, places) => ({ group, brand, start, places })
