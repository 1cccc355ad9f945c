// The rows of the reading's heads. As a program: "head<TAB>fold<TAB>label<TAB>text" lines, fold "t" for what is held out:
// another year, split or author than the rest.   node data.mjs DATA [--all]
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const number = (key) => createHash('sha256').update(key).digest().readUInt32BE();
const plain = (text) =>
  text
    .replace(/\\u([0-9a-f]{4})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll('\\"', '"')
    .replaceAll('""', '"')
    .replace(/&amp;/g, '&')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/[\t\n]/g, ' ');

// Rows {set, head, fold, held, label, text}. The same author (or text) always falls into the same fold.
export function* rows(data, all = false) {
  const table = (file) => {
    const [head, ...lines] = readFileSync(join(data, file), 'utf8').split('\n').filter(Boolean);
    const names = head.split('\t');
    return lines.map((line) => Object.fromEntries(line.split('\t').map((cell, i) => [names[i], cell])));
  };
  const row = (set, head, key, held, label, text) => ({ set, head, fold: number(key) % 6, held, label, text: plain(text) });
  const yes = (is) => (is ? 'yes' : 'no');
  for (const r of table('sentiment/semeval2017_4a_en.tsv')) {
    // 2016: its test is another year; its other parts are of the same days and stay out of both.
    if (r.source.startsWith('2016') && r.source !== '2016test' && !all) continue;
    yield row('semeval', 'sentiment_en', r.text, r.source === '2016test', r.label, r.text);
  }
  const tweets = table('sentiment/umsab_fr.tsv');
  for (const r of tweets) yield row('umsab_fr', 'sentiment_fr', r.text, r.split !== 'train', r.label, r.text);
  for (const r of table('complaints/us_airline_en.tsv')) {
    const held = number(r.author) % 5 === 0;
    yield row('airline', 'sentiment_en', r.author, held, r.sentiment, r.text);
    if (r.sentiment === 'negative' && r.reason && r.reason !== "Can't Tell" && r.reason !== 'longlines')
      yield row('reason', 'reason', r.author, held, r.reason.toLowerCase().replaceAll(' ', '_'), r.text);
  }
  for (const r of table('complaints/acl2019_en.tsv'))
    yield row('complaint', 'complaint_en', r.text, number(r.text) % 5 === 0, yes(r.complaint === '1'), r.text);
  // French complaints: reviews of one or two stars against those of four and five, and against everyday posts.
  for (const r of table('reviews/insurance_fr_en.tsv')) {
    const stars = Number(r.stars);
    if (stars !== 3 && r.text_fr)
      yield row('complaint_fr', 'complaint_fr', r.author, number(r.author) % 5 === 0, yes(stars <= 2), r.text_fr.slice(0, 400));
  }
  for (const r of tweets)
    if (r.label !== 'negative') yield row('everyday_fr', 'complaint_fr', r.text, r.split !== 'train', 'no', r.text);
  for (const r of table('abuse/tweeteval_offensive_en.tsv'))
    yield row('offensive', 'offensive_en', r.text, r.split !== 'train', yes(r.label === 'offensive'), r.text);
  // Most posts of that set are abusive: everyday ones stand beside them.
  for (const r of table('abuse/mlma_fr.tsv'))
    yield row('offensive_fr', 'offensive_fr', r.text, number(r.text) % 5 === 0, yes(r.labels !== 'normal'), r.text);
  for (const r of tweets)
    if (r.label !== 'negative') yield row('everyday_fr', 'offensive_fr', r.text, r.split !== 'train', 'no', r.text);
  // Neither reviews, however cross, nor news are offensive.
  for (const r of table('reviews/insurance_fr_en.tsv'))
    if (r.text_fr) yield row('reviews_fr', 'offensive_fr', r.author, number(r.author) % 5 === 0, 'no', r.text_fr.slice(0, 300));
  const news = readFileSync(join(data, 'posts/fr_media_2022.jsonl'), 'utf8').split('\n').filter(Boolean);
  for (const line of news.filter((_, i) => i % 4 === 0)) {
    const { text } = JSON.parse(line);
    yield row('news_fr', 'offensive_fr', text, number(text) % 5 === 0, 'no', text);
  }
  for (const r of table('abuse/tweeteval_irony_en.tsv'))
    yield row('irony', 'irony_en', r.text, r.split !== 'train', yes(r.label === 'irony'), r.text);
  for (const r of table('sentiment/tweeteval_emotion_en.tsv')) yield row('emotion', 'emotion', r.text, r.split !== 'train', r.label, r.text);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [data, all] = process.argv.slice(2);
  for (const r of rows(data, all === '--all')) console.log([r.head, r.held ? 't' : r.fold, r.label, r.text].join('\t'));
}
