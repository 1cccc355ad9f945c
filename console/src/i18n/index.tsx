// Two languages, equal in rank. Keys are typed from the French files; `npm run check:i18n` keeps both sides alike.
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { speak } from '../api/client';
import type { Lang, Text } from '../api/types.gen';
import * as english from './en';
import * as french from './fr';

type Spaces = typeof french;
type KeyOf<S extends keyof Spaces> = `${S}.${Extract<keyof Spaces[S], string>}`;
type RawKey = { [S in keyof Spaces]: KeyOf<S> }[keyof Spaces];
type Stem<K> = K extends `${infer S}_one` | `${infer S}_other` ? S : K;
export type Key = Stem<RawKey>;
export type Values = Record<string, string | number>;
export type Translate = (key: Key, values?: Values) => string;

// French wants a non-breaking space before ; ! ? : » and after «.
export function typeset(text: string): string {
  return text
    .replace(/ ([;!?])/g, '\u202f$1')
    .replace(/ ([:»])/g, '\u00a0$1')
    .replace(/« /g, '«\u00a0');
}

function flatten(spaces: Record<string, Record<string, string>>, set: (text: string) => string): Map<string, string> {
  const all = new Map<string, string>();
  for (const [space, entries] of Object.entries(spaces))
    for (const [key, text] of Object.entries(entries)) all.set(`${space}.${key}`, set(text));
  return all;
}

const tables: Record<Lang, Map<string, string>> = {
  fr: flatten(french, typeset),
  en: flatten(english, (text) => text),
};

// `n` among the values chooses between key_one and key_other.
export function translator(lang: Lang): Translate {
  const table = tables[lang];
  const plural = new Intl.PluralRules(lang);
  const number = new Intl.NumberFormat(lang);
  return (key, values = {}) => {
    const form =
      typeof values.n === 'number' ? table.get(`${key}_${plural.select(values.n) === 'one' ? 'one' : 'other'}`) : undefined;
    const text = form ?? table.get(key) ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return typeof value === 'number' ? number.format(value) : (value ?? whole);
    });
  };
}

type I18n = { lang: Lang; t: Translate; say: (text: Text | undefined) => string; setLang: (lang: Lang) => void };
const Context = createContext<I18n | null>(null);

export function useI18n(): I18n {
  const value = useContext(Context);
  if (!value) throw new Error('useI18n outside of I18nProvider');
  return value;
}

const storageKey = 'vigie-lang';

// The language chosen here before, else that of the browser.
export function firstLang(): Lang {
  const kept = localStorage.getItem(storageKey);
  if (kept === 'fr' || kept === 'en') return kept;
  return navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

export function I18nProvider({ children, initial }: { children: ReactNode; initial?: Lang }) {
  const [lang, setLang] = useState<Lang>(initial ?? firstLang);
  useEffect(() => {
    document.documentElement.lang = lang;
    localStorage.setItem(storageKey, lang);
  }, [lang]);
  speak(lang);
  const value = useMemo(() => {
    const say = (text: Text | undefined) => (text ? text[lang] || text.en || text.fr : '');
    return { lang, t: translator(lang), say, setLang };
  }, [lang]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}
