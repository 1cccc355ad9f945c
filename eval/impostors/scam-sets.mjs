// The real sets of scam and honest posts, each row with its side of the split. Used by the trainer and by the measurement,
// so that they cannot differ.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fold_of, groups, held_out } from './near.mjs'

const lines = (file) => readFileSync(file, 'utf8').split('\n').filter(Boolean)
const tsv = (file) => lines(file).slice(1).map((l) => l.split('\t'))

function split(rows) {
  const of = groups(rows.map((r) => r.text))
  return rows.map((r, i) => ({ ...r, group: of[i], test: held_out(rows[of[i]].text), fold: fold_of(rows[of[i]].text) }))
}

// [{text, bad, kind, group, test, fold}]; undefined when the file is absent.
export function sms(data) {
  const file = path.join(data, 'scam/sms_smishing_en.tsv')
  return existsSync(file) ? split(tsv(file).map(([label, text]) => ({ text, bad: label !== 'ham', kind: label }))) : undefined
}
export function xPosts(data) {
  const file = path.join(data, 'scam/janitr_x_posts_en.tsv')
  return existsSync(file) ? split(tsv(file).map(([, scam, labels, text]) => ({ text, bad: scam === 'scam', kind: labels }))) : undefined
}

// Ordinary posts of sets made for other tasks: by what is known of them, none is a scam. {name: [{text, test, fold}]}
export function ordinary(data) {
  const column = (name, i) => {
    const file = path.join(data, name)
    return existsSync(file) ? tsv(file).map((c) => c[i]).filter((t) => t && t.length > 15) : []
  }
  const decode = (t) => t.replace(/\\u([0-9a-f]{4})/g, (_, h) => String.fromCharCode(parseInt(h, 16))).replace(/&amp;/g, '&').replace(/&lt;/g, '<').replace(/&gt;/g, '>')
  const media = path.join(data, 'posts/fr_media_2022.jsonl')
  const sets = {
    fr_media: existsSync(media) ? lines(media).map((l) => JSON.parse(l).text) : [],
    fr_sentiment: column('sentiment/umsab_fr.tsv', 2),
    fr_reviews: column('reviews/insurance_fr_en.tsv', 5),
    en_sentiment: column('sentiment/semeval2017_4a_en.tsv', 2).map(decode),
    en_complaints: column('complaints/acl2019_en.tsv', 2),
    en_airline: column('complaints/us_airline_en.tsv', 7),
    en_crisis: column('crisis/crisislex_t26.tsv', 5),
  }
  const out = {}
  for (const [name, texts] of Object.entries(sets)) out[name] = texts.map((text) => ({ text, test: held_out(text), fold: fold_of(text) }))
  return out
}
