// Times and durations as people say them. All take the product's "now": in a drill it runs faster than the wall clock.
import type { Lang } from '../api/types.gen';

const second = 1;
const minute = 60;
const hour = 3600;
const dayLong = 86_400;

// "12 s", "5 min", "3 h 57", "2 j" / "12 s", "5 min", "3 h 57 min", "2 d": the two largest units at most.
export function duration(seconds: number, lang: Lang): string {
  const s = Math.max(0, Math.round(seconds));
  const space = '\u00a0';
  if (s < minute) return `${seconds > 0 && seconds < 10 && !Number.isInteger(seconds) ? decimal(seconds, lang) : s}${space}s`;
  if (s < hour) {
    const rest = s % minute;
    return s < 10 * minute && rest > 0
      ? `${Math.floor(s / minute)}${space}min${space}${rest}${space}s`
      : `${Math.round(s / minute)}${space}min`;
  }
  if (s < dayLong) {
    const minutes = Math.round((s % hour) / minute) % 60;
    const hours = Math.floor(s / hour) + (Math.round((s % hour) / minute) === 60 ? 1 : 0);
    if (minutes === 0) return `${hours}${space}h`;
    return lang === 'fr'
      ? `${hours}${space}h${space}${String(minutes).padStart(2, '0')}`
      : `${hours}${space}h${space}${minutes}${space}min`;
  }
  const days = Math.floor(s / dayLong);
  if (days >= 365) return joined(Math.floor(days / 365), 'year', Math.floor((days % 365) / 30.5), 'month', lang);
  if (days >= 60) return joined(Math.floor(days / 30.5), 'month', 0, 'day', lang);
  const hours = Math.floor((s % dayLong) / hour);
  const unit = lang === 'fr' ? 'j' : 'd';
  return days < 7 && hours > 0 ? `${days}${space}${unit}${space}${hours}${space}h` : `${days}${space}${unit}`;
}

function joined(n: number, unit: string, m: number, lesser: string, lang: Lang): string {
  const say = (value: number, of: string): string =>
    new Intl.NumberFormat(lang, { style: 'unit', unit: of, unitDisplay: lang === 'fr' ? 'long' : 'short' }).format(value);
  return m > 0 ? `${say(n, unit)} ${say(m, lesser)}` : say(n, unit);
}

function decimal(value: number, lang: Lang): string {
  return new Intl.NumberFormat(lang, { maximumFractionDigits: 1 }).format(value);
}

const steps: [number, Intl.RelativeTimeFormatUnit, number][] = [
  [minute, 'second', second],
  [hour, 'minute', minute],
  [dayLong, 'hour', hour],
  [30 * dayLong, 'day', dayLong],
  [365 * dayLong, 'month', 30 * dayLong],
  [Number.POSITIVE_INFINITY, 'year', 365 * dayLong],
];

const relative: Record<Lang, Intl.RelativeTimeFormat> = {
  fr: new Intl.RelativeTimeFormat('fr', { numeric: 'auto', style: 'short' }),
  en: new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' }),
};

// "il y a 3 min", "in 2 hr."; from one second to "now" on it says "now".
export function ago(time: string, now: number, lang: Lang): string {
  const seconds = (Date.parse(time) - now) / 1000;
  const size = Math.abs(seconds);
  if (size < 2) return relative[lang].format(0, 'second');
  for (const [below, unit, per] of steps) if (size < below) return relative[lang].format(Math.trunc(seconds / per), unit);
  return time;
}

// Full and exact, for tooltips and the audit.
export function moment(time: string, lang: Lang): string {
  return new Intl.DateTimeFormat(lang === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'medium', timeStyle: 'medium' }).format(
    new Date(time),
  );
}

export function clock(time: string | number, lang: Lang): string {
  return new Intl.DateTimeFormat(lang === 'fr' ? 'fr-FR' : 'en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(new Date(time));
}

export function dayAndClock(time: string | number, lang: Lang): string {
  const format = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(lang === 'fr' ? 'fr-FR' : 'en-GB', format).format(new Date(time));
}

export function longDay(time: string | number, lang: Lang): string {
  return new Intl.DateTimeFormat(lang === 'fr' ? 'fr-FR' : 'en-GB', { weekday: 'long', day: 'numeric', month: 'long' }).format(
    new Date(time),
  );
}

export function number(value: number, lang: Lang): string {
  return new Intl.NumberFormat(lang).format(value);
}
export function percent(value: number, lang: Lang): string {
  return new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 0 }).format(value);
}

// Two significant digits: estimates claim no more. "61", "240 000", "0,4".
export function rounded(value: number, lang: Lang): string {
  return new Intl.NumberFormat(lang, { maximumSignificantDigits: 2 }).format(value);
}

// "24 h", "3 j" / "3 d", "90 j": a span people choose, in hours up to a day, then in days.
export function span(hours: number, lang: Lang): string {
  return hours <= 24 ? `${hours}\u00a0h` : `${Math.round(hours / 24)}\u00a0${lang === 'fr' ? 'j' : 'd'}`;
}

export function day(time: string | number, lang: Lang): string {
  return new Intl.DateTimeFormat(lang === 'fr' ? 'fr-FR' : 'en-GB', { day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(time),
  );
}
