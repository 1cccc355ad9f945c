// Makes content/lexicons/words.tsv: how often French and English words occur in posts. Needs public sets that are not in the
// repository: node tools/lexicon.mjs DATA FOLDER, where DATA is the folder of the sets (see content/lexicons/README.md) and
// FOLDER holds node_modules/@zxcvbn-ts/language-fr@4.1.2 (npm install --prefix FOLDER @zxcvbn-ts/language-fr@4.1.2).
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [data, packages] = process.argv.slice(2);
if (!packages) {
  console.error('usage: node tools/lexicon.mjs DATA PACKAGES');
  process.exit(2);
}

// General posts weigh more than those of one topic, whose words would pass for everyday ones.
const sets = {
  fr: [
    { file: 'posts/fr_media_2022.jsonl', weight: 1 },
    { file: 'sentiment/umsab_fr.tsv', weight: 2 },
    { file: 'abuse/mlma_fr.tsv', weight: 0.5 },
    { file: 'reviews/insurance_fr_en.tsv', column: 'text_fr', weight: 0.2 },
  ],
  en: [
    { file: 'sentiment/semeval2017_4a_en.tsv', weight: 4 },
    { file: 'sentiment/tweeteval_emotion_en.tsv', weight: 1 },
    { file: 'abuse/tweeteval_offensive_en.tsv', weight: 1 },
    { file: 'abuse/tweeteval_irony_en.tsv', weight: 1 },
    { file: 'complaints/acl2019_en.tsv', weight: 1 },
    { file: 'complaints/us_airline_en.tsv', weight: 0.2 },
    { file: 'crisis/crisislex_t26.tsv', weight: 0.2 },
    { file: 'scam/sms_smishing_en.tsv', weight: 0.3 },
    { file: 'scam/janitr_x_posts_en.tsv', weight: 0.3 },
  ],
};
const fewestPosts = 4;
const mostWords = { fr: 18000, en: 16000 };

// As kit::fold does, for words of Latin letters.
const fold = (text) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o');

// No handles, addresses, numbers or pseudonyms.
const plain = (text) =>
  text
    .replace(/(https?:\/\/|www\.)\S+/gi, ' ')
    .replace(/\S*@\S+/g, ' ')
    .replace(/\bu[0-9a-f]{10}\b/g, ' ')
    .replace(/#\S+/g, ' ')
    .replace(/&(amp|lt|gt|quot);/g, ' ');

const isWord = (word) => /^[a-z]{1,24}$/.test(word) && !/(.)\1\1/.test(word) && word !== 'http' && word !== 'https';

function words(text) {
  const found = fold(plain(text)).match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(found.filter(isWord));
}

function texts({ file, column = 'text' }) {
  const lines = readFileSync(join(data, file), 'utf8').split('\n').filter(Boolean);
  if (file.endsWith('.jsonl')) return lines.map((line) => JSON.parse(line)[column]);
  const index = lines[0].split('\t').indexOf(column);
  return lines.slice(1).map((line) => line.split('\t')[index] ?? '');
}

// word → { posts, share }
function count(list) {
  const table = new Map();
  const total = list.reduce((sum, set) => sum + set.weight, 0);
  for (const set of list) {
    const posts = [...new Set(texts(set))];
    for (const text of posts) {
      for (const word of words(text)) {
        const row = table.get(word) ?? { posts: 0, share: 0 };
        row.posts += 1;
        row.share += set.weight / total / posts.length;
        table.set(word, row);
      }
    }
  }
  return table;
}

// log(share) = a + b·log(rank), fitted to means over neighbouring ranks: words that no post holds count as well (Zipf's law).
function line(ranks, table) {
  const bins = new Map();
  for (const [word, rank] of ranks) {
    const bin = bins.get(Math.floor(Math.log(rank) * 3)) ?? { words: 0, rank: 0, share: 0 };
    bin.words += 1;
    bin.rank += Math.log(rank);
    bin.share += table.get(word)?.share ?? 0;
    bins.set(Math.floor(Math.log(rank) * 3), bin);
  }
  const points = [...bins.values()].filter((b) => b.words >= 3 && b.share > 0).map((b) => [b.rank / b.words, Math.log(b.share / b.words)]);
  const mean = (i) => points.reduce((sum, p) => sum + p[i], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const b = points.reduce((sum, p) => sum + (p[0] - x) * (p[1] - y), 0) / points.reduce((sum, p) => sum + (p[0] - x) ** 2, 0);
  return (rank) => Math.exp(y + b * (Math.log(rank) - x));
}

// Adds words of lists that are in order of frequency, each with the share that its rank suggests.
function enlarge(table, lists) {
  const estimates = new Map();
  for (const list of lists) {
    const ranks = new Map();
    for (const written of list) {
      for (const word of fold(written).match(/\p{L}+/gu) ?? []) {
        if (isWord(word) && !ranks.has(word)) ranks.set(word, ranks.size + 1);
      }
    }
    const estimate = line(ranks, table);
    for (const [word, rank] of ranks) {
      if (word.length > 2) estimates.set(word, [...(estimates.get(word) ?? []), estimate(rank)]);
    }
  }
  for (const [word, values] of estimates) {
    if ((table.get(word)?.posts ?? 0) >= fewestPosts) continue;
    const share = Math.exp(values.reduce((sum, v) => sum + Math.log(v), 0) / values.length) / (values.length < lists.length ? 2 : 1);
    table.set(word, { posts: fewestPosts, share });
  }
}

function best(table, most) {
  return [...table]
    .filter(([, row]) => row.posts >= fewestPosts)
    .sort((a, b) => b[1].share - a[1].share)
    .slice(0, most);
}

const french = count(sets.fr);
const { dictionary } = createRequire(resolve(packages, 'package.json'))('@zxcvbn-ts/language-fr');
const markup = new Set(['doc', 'id', 'title', 'url', 'curid', 'nbsp', 'ref', 'http', 'www', 'org']);
const fromPosts = [...french.values()].filter((row) => row.posts >= fewestPosts).length;
enlarge(french, [[...dictionary['wikipedia-fr']].filter((word) => !markup.has(word)), [...dictionary['commonWords-fr']]]);
const languages = [best(french, mostWords.fr), best(count(sets.en), mostWords.en)];

// A stream that is half French, half English.
const shares = new Map();
for (const rows of languages) for (const [word, row] of rows) shares.set(word, (shares.get(word) ?? 0) + row.share / languages.length);
const lines = [...shares].map(([word, share]) => [word, Math.max(1, Math.round(share * 1e6))]).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
writeFileSync('content/lexicons/words.tsv', lines.map(([word, share]) => `${word}\t${share}\n`).join(''));
console.log(`${lines.length} words: ${languages.map((rows) => rows.length).join(' French, ')} English; ${fromPosts} French ones from posts`);
