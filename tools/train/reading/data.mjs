// The rows of every set for the reading heads: "set<TAB>held<TAB>label<TAB>text" lines. held is 1 for rows that an evaluation keeps out
// of the training: another year, other authors, the set's own validation part, or one row in five.
//   node tools/train/reading/data.mjs DATA-FOLDER
import { existsSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const fifth = (text) => (createHash('sha1').update(text).digest()[0] % 5 === 0 ? 1 : 0);
const star = (stars) => (stars <= 2 ? 'negative' : stars >= 4 ? 'positive' : 'neutral');
const complains = (stars) => (stars <= 2 ? '1' : stars >= 4 ? '0' : '');

// set: [file, held-out?, label of a row, text, where the row's year, author… says so]
const sets = {
  semeval: ['sentiment/semeval2017_4a_en.tsv', (r) => (r.source.startsWith('2016') ? 1 : 0), (r) => r.label],
  umsab_fr: ['sentiment/umsab_fr.tsv', (r) => (r.split === 'val' ? 1 : 0), (r) => r.label],
  airline: ['complaints/us_airline_en.tsv', (r) => fifth(r.author), (r) => r.sentiment],
  reason: ['complaints/us_airline_en.tsv', (r) => fifth(r.author), (r) => (r.sentiment === 'negative' && r.reason !== "Can't Tell" ? r.reason : '')],
  stars_fr: ['reviews/insurance_fr_en.tsv', (r) => fifth(r.author), (r) => star(Number(r.stars)), (r) => r.text_fr],
  complaint: ['complaints/acl2019_en.tsv', (r) => fifth(r.text), (r) => r.complaint],
  complaint_fr: ['reviews/insurance_fr_en.tsv', (r) => fifth(r.author), (r) => complains(Number(r.stars)), (r) => r.text_fr],
  offensive: ['abuse/tweeteval_offensive_en.tsv', (r) => (r.split === 'val' ? 1 : 0), (r) => (r.label === 'offensive' ? '1' : '0')],
  hate: ['abuse/tweeteval_hate_en.tsv', (r) => (r.split === 'val' ? 1 : 0), (r) => (r.label === 'hate' ? '1' : '0')],
  offensive_fr: ['abuse/mlma_fr.tsv', (r) => fifth(r.text), (r) => (r.labels === 'normal' ? '0' : /offensive|abusive|hateful|disrespectful/.test(r.labels) && !r.labels.includes('normal') ? '1' : '')],
  irony: ['abuse/tweeteval_irony_en.tsv', (r) => (r.split === 'val' ? 1 : 0), (r) => (r.label === 'irony' ? '1' : '0')],
  emotion: ['sentiment/tweeteval_emotion_en.tsv', (r) => (r.split === 'val' ? 1 : 0), (r) => r.label],
};

export function* rows(data) {
  for (const [set, [name, held, label, text = (r) => r.text]] of Object.entries(sets)) {
    const file = path.join(data, name);
    if (!existsSync(file)) throw new Error(`${file} is absent`);
    const [head, ...lines] = readFileSync(file, 'utf8').split('\n').filter(Boolean).map((l) => l.split('\t'));
    for (const cells of lines) {
      const r = Object.fromEntries(head.map((column, i) => [column, cells[i] ?? '']));
      if (label(r) !== '' && text(r)) yield { set, held: held(r), label: label(r), text: text(r) };
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const r of rows(process.argv[2])) process.stdout.write(`${r.set}\t${r.held}\t${r.label}\t${r.text}\n`);
