// What could be written where the caret stands: fields, their values, names of watches and lists. Pure.
import { tokens } from './query-tokens';

export type OptionKind = 'field' | 'value' | 'watch' | 'asset' | 'list' | 'operator';
export type Option = { insert: string; kind: OptionKind; about?: string };
export type Completion = { from: number; to: number; options: Option[]; eager: boolean };
export type Known = { watches: string[]; assets: string[] };

export const fieldNames = [
  'from',
  'to',
  'name',
  'bio',
  'alt',
  'lang',
  'network',
  'kind',
  'url',
  'domain',
  'country',
  'near',
  'asset',
  'followers',
  'following',
  'posts',
  'likes',
  'reposts',
  'replies',
  'views',
  'rating',
  'age',
  'hour',
  'has',
  'is',
  'watch',
  'list',
] as const;

const values: Record<string, readonly string[]> = {
  has: ['link', 'image', 'video', 'mention', 'hashtag', 'phone', 'email', 'iban', 'card', 'geo', 'qr'],
  is: ['reply', 'repost', 'quote', 'review', 'official', 'verified', 'deleted'],
  lang: ['fr', 'en', 'de', 'es', 'it', 'nl', 'pt', 'ar'],
  network: ['bluesky', 'mastodon', 'x', 'facebook', 'instagram', 'linkedin', 'tiktok', 'youtube', 'telegram'],
  kind: ['post', 'reply', 'repost', 'quote', 'review', 'comment', 'article', 'account', 'domain', 'page'],
  followers: ['>=1000', '<100'],
  likes: ['>50'],
  rating: ['<=2', '>=4'],
  age: ['<7d', '<30d', '>1y'],
  hour: ['22..6'],
  near: ['"48.85,2.35,10km"'],
};
export const assetLists = ['names', 'handles', 'domains', 'hashtags', 'phones', 'products', 'places', 'people', 'accounts'];

// What people type who come from elsewhere, or think in French.
const alias: Record<string, string> = {
  auteur: 'from',
  compte: 'from',
  langue: 'lang',
  reseau: 'network',
  domaine: 'domain',
  lien: 'url',
  nom: 'name',
  pays: 'country',
  abonnes: 'followers',
  partages: 'reposts',
  reponses: 'replies',
  veille: 'watch',
  liste: 'list',
  contient: 'has',
  avec: 'has',
  est: 'is',
  type: 'kind',
};
const operators = ['AND', 'OR', 'NOT', 'NEAR/5', 'THEN/5', 'SAME', 'ET', 'OU', 'SAUF'];

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const quote = (name: string): string => (/^[\p{L}\p{N}._-]+$/u.test(name) ? name : `"${name}"`);
const most = 40;

function valuesOf(field: string, known: Known): Option[] {
  if (field === 'watch') return known.watches.map((name) => ({ insert: quote(name), kind: 'watch' }));
  if (field === 'asset') return known.assets.map((id) => ({ insert: quote(id), kind: 'asset' }));
  const own = values[field] ?? [];
  return own.map((value) => ({ insert: value, kind: 'value', about: `${field}:${value}` }));
}

function terms(typed: string): Option[] {
  if (/^\p{Lu}{2}/u.test(typed))
    return operators
      .filter((name) => name.startsWith(typed) && name !== typed)
      .map((name) => ({ insert: `${name} `, kind: 'operator' }));
  const start = fold(typed);
  if (start.startsWith('assets'))
    return assetLists
      .map((name) => `assets.${name}`)
      .filter((name) => name.startsWith(start) && name !== start)
      .map((name) => ({ insert: name, kind: 'list' }));
  const names = new Set<string>(fieldNames.filter((name) => name.startsWith(start)));
  for (const [other, name] of Object.entries(alias)) if (other.startsWith(start)) names.add(name);
  const fields = [...names].map((name): Option => ({ insert: `${name}:`, kind: 'field', about: name }));
  return 'assets.'.startsWith(start) ? [...fields, { insert: 'assets.', kind: 'list' }] : fields;
}

// Nothing where nothing is known. `eager`: the first one may be taken with Enter at once, since a value must stand here.
export function complete(text: string, caret: number, known: Known, asked = false): Completion | null {
  const all = tokens(text);
  const here = all.find((token) => token.begin < caret && caret <= token.end);
  if (here?.kind === 'field' && caret === here.end) {
    const options = valuesOf(here.field ?? '', known).slice(0, most);
    const value = all.find((token) => token.begin === caret && token.field === here.field);
    return options.length > 0 ? { from: caret, to: value?.end ?? caret, options, eager: true } : null;
  }
  if ((here?.kind === 'value' || here?.kind === 'reference') && here.field !== undefined) {
    const typed = fold(text.slice(here.begin, caret).replace(/^"/, ''));
    const options = valuesOf(here.field, known)
      .filter(
        (option) => fold(option.insert.replace(/^"/, '')).startsWith(typed) && option.insert !== text.slice(here.begin, here.end),
      )
      .slice(0, most);
    return options.length > 0 ? { from: here.begin, to: here.end, options, eager: true } : null;
  }
  const writable =
    here === undefined
      ? asked
      : here.kind === 'word' || here.kind === 'reference' || here.kind === 'field' || here.kind === 'operator';
  if (!writable) return null;
  const typed = here === undefined ? '' : text.slice(here.begin, caret);
  if (typed.length < 2 && !asked) return null;
  const options = terms(typed).slice(0, most);
  const [from, to] = here === undefined ? [caret, caret] : [here.begin, here.end];
  return options.length > 0 ? { from, to, options, eager: false } : null;
}
