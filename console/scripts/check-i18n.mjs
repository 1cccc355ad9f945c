// French and English must have the same keys with the same placeholders, and no key may be unused or missing in the source.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../src', import.meta.url));
const problems = [];

function load(lang) {
  const all = new Map();
  for (const file of readdirSync(join(root, 'i18n', lang))
    .filter((name) => name.endsWith('.json'))
    .sort()) {
    const space = file.replace(/\.json$/, '');
    for (const [key, text] of Object.entries(JSON.parse(readFileSync(join(root, 'i18n', lang, file), 'utf8')))) {
      if (typeof text !== 'string' || text.trim() === '') problems.push(`${lang}/${file}: “${key}” is empty`);
      all.set(`${space}.${key}`, String(text));
    }
  }
  return all;
}

function sources(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) ? [readFileSync(path, 'utf8')] : [];
  });
}

const placeholders = (text) =>
  [...text.matchAll(/\{(\w+)\}/g)]
    .map((m) => m[1])
    .sort()
    .join(',');
const [fr, en] = [load('fr'), load('en')];
for (const key of fr.keys()) if (!en.has(key)) problems.push(`en: “${key}” is missing`);
for (const key of en.keys()) if (!fr.has(key)) problems.push(`fr: “${key}” is missing`);
for (const [key, text] of fr) {
  const other = en.get(key);
  if (other !== undefined && placeholders(text) !== placeholders(other))
    problems.push(`“${key}” has other placeholders in fr and en`);
  if (/[^\s«](?:[;!?»])|« ?$/.test(text.replace(/https?:\S+/g, '')) && /\w[;!?]/.test(text))
    problems.push(`fr: “${key}” lacks a space before ; ! ?`);
  if (/\w'\w/.test(text)) problems.push(`fr: “${key}” has a straight apostrophe`);
}

const code = sources(root).join('\n');
for (const key of fr.keys()) {
  const base = key.replace(/_(one|other)$/, '');
  const stem = base.replace(/\.[^.]*$/, '.');
  const built =
    code.includes(`\`${stem}\${`) ||
    code.includes(`\`${base.replace(/_[^_.]*$/, '_')}\${`) ||
    [...code.matchAll(/`([\w.]+)\$\{/g)].some((m) => key.startsWith(m[1]));
  if (!code.includes(`'${base}'`) && !built) problems.push(`“${key}” is used nowhere`);
}

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(`i18n: ${fr.size} keys, French and English alike.`);
