// The pretended server's watches, queries and rules, grown from the examples of the contract. Its reading of queries is a
// sketch of the real one: enough to show every state of the pages.
const minute = 60_000;
const hour = 60 * minute;
const iso = (ms) => new Date(ms).toISOString();
const bytes = (text) => Buffer.byteLength(text);
const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const fields =
  'from to lang network kind url domain country asset name bio alt watch list near followers following posts likes reposts replies views rating age hour score has is'.split(
    ' ',
  );

const texts = [
  'Votre conseillère Montclar vous offre 5 %, écrivez-moi sur WhatsApp.',
  'Placement garanti sans risque avec Montclar : 12 % par an, places limitées.',
  'Très bon accueil à l’agence Montclar de Lyon, merci à Claire Delmas.',
  'Is this Montclar adviser real? He wants a transfer to a new IBAN.',
  'Livret Montclar : rendement fixe et capital garanti, contactez mon conseiller.',
  'Mon conseiller Montclar ne répond plus depuis trois semaines…',
  'Montclar publie ses résultats du trimestre.',
  '#Montclar recrute : rejoignez-nous !',
  'Un conseiller m’appelle au nom de Montclar et demande un virement, arnaque ?',
  'Rien à voir avec la finance, belle journée à tous.',
];

function seeded(seed) {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
const sum = (list) => list.reduce((a, b) => a + b, 0);

function problem(query, level, code, begin, end, says, help, instead) {
  const place = { begin: bytes(query.slice(0, begin)), end: bytes(query.slice(0, end)) };
  return { level, code: `query.${code}`, place, says, help, instead };
}

function nearest(word) {
  const far = (a, b) => {
    let row = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++)
        next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
      row = next;
    }
    return row[b.length];
  };
  const [best] = fields.map((name) => [far(fold(word), name), name]).sort((a, b) => a[0] - b[0]);
  return best[0] <= 2 ? `${best[1]}:` : '';
}

export function problemsOf(query) {
  const found = [];
  if (query.trim() === '')
    found.push(
      problem(query, 'error', 'empty', 0, 0, { fr: 'la requête est vide', en: 'the query is empty' }, { fr: '', en: '' }, ''),
    );
  const quotes = [...query.matchAll(/"/g)];
  if (quotes.length % 2 === 1) {
    const at = quotes.at(-1).index;
    const says = { fr: 'ces guillemets ne sont jamais fermés', en: 'this quotation is never closed' };
    const help = { fr: 'Ajoutez " après le dernier mot.', en: 'Add " after the last word.' };
    found.push(problem(query, 'error', 'unclosed-quote', at, query.length, says, help, `${query.slice(at).trimEnd()}"`));
  }
  const bare = query.replace(/"[^"]*"/g, (text) => 'x'.repeat(text.length));
  for (const match of bare.matchAll(/(?<![\p{L}/:])(\p{L}+):(?!\/\/)/gu)) {
    if (fields.includes(match[1].toLowerCase())) continue;
    const instead = nearest(match[1]);
    const says = { fr: `le champ « ${match[1]} » n’existe pas`, en: `there is no field “${match[1]}”` };
    const help = instead ? { fr: `Vouliez-vous dire ${instead} ?`, en: `Did you mean ${instead}?` } : { fr: '', en: '' };
    found.push(problem(query, 'error', 'unknown-field', match.index, match.index + match[0].length, says, help, instead));
  }
  let depth = 0;
  for (const c of bare) depth += c === '(' ? 1 : c === ')' ? -1 : 0;
  if (depth > 0) {
    const at = bare.lastIndexOf('(');
    const says = { fr: 'cette parenthèse n’est jamais fermée', en: 'this parenthesis is never closed' };
    found.push(problem(query, 'error', 'unclosed-parenthesis', at, at + 1, says, { fr: 'Ajoutez ).', en: 'Add ).' }, ''));
  }
  const dangling = /\s(AND|OR|OU|ET|NEAR\/\d+)\s*$/.exec(bare);
  if (dangling) {
    const says = { fr: `il manque quelque chose après ${dangling[1]}`, en: `something is missing after ${dangling[1]}` };
    found.push(problem(query, 'error', 'nothing-after', dangling.index + 1, query.length, says, { fr: '', en: '' }, ''));
  }
  for (const match of bare.matchAll(/(?<=\s)(or|and)(?=\s)/g)) {
    const upper = match[0].toUpperCase();
    const says = {
      fr: `« ${match[0]} » en minuscules est un mot à chercher`,
      en: `“${match[0]}” in small letters is a word to look for`,
    };
    const help = { fr: `L’opérateur s’écrit ${upper}.`, en: `The operator is written ${upper}.` };
    found.push(problem(query, 'warning', 'lower-case', match.index, match.index + match[0].length, says, help, upper));
  }
  return found.sort((a, b) => a.place.begin - b.place.begin);
}

// Words and phrases that are wanted, with their places; what is excluded or a field is left out.
function termsOf(query) {
  const out = [];
  for (const match of query.matchAll(/(-?)(?:(\p{L}+):)?(?:"([^"]*)"|([^\s()"]+))/gu)) {
    const word = match[3] ?? match[4];
    if (match[1] || match[2] || /^(AND|OR|OU|ET|NOT|SAUF|(NEAR|THEN)\/\d+|SAME)$/.test(word)) continue;
    out.push({ word: word.replace(/[*~=#@]/g, ''), begin: match.index, end: match.index + match[0].length });
  }
  return out;
}

function checkOf(query) {
  const problems = problemsOf(query);
  if (problems.some((p) => p.level === 'error')) return { problems, marks: [] };
  const terms = termsOf(query);
  const place = ({ begin, end }) => ({ begin: bytes(query.slice(0, begin)), end: bytes(query.slice(0, end)) });
  const words = (lang) => terms.map((t) => (lang === 'fr' ? `« ${t.word} »` : `“${t.word}”`)).join(', ');
  const dear = query.includes('*');
  return {
    problems,
    canonical: query.replace(/\s+/g, ' ').trim(),
    says: { fr: `Les messages qui contiennent ${words('fr')}.`, en: `Posts that contain ${words('en')}.` },
    plan: {
      anchors: dear ? [] : terms.slice(-1).map((t) => fold(t.word)),
      touched: dear ? 1 : 0.0000042,
      cost_ns: dear ? 340 : 0.4,
      clauses: terms.map((t, i) => ({ place: place(t), share: 0.0001 / (i + 1), cost_ns: (dear ? 300 : 12) / (i + 1) })),
    },
    marks: [],
  };
}

// All groups must be met; inside parentheses with OR one word is enough.
function hits(query, text) {
  const seen = fold(text);
  const groups = [];
  const rest = query.replace(/\(([^()]*)\)/g, (_, inside) => {
    groups.push(termsOf(inside).map((t) => t.word));
    return ' ';
  });
  if (/\b(OR|OU)\b/.test(rest)) groups.push(termsOf(rest).map((t) => t.word));
  else groups.push(...termsOf(rest).map((t) => [t.word]));
  return groups.length > 0 && groups.every((words) => words.length === 0 || words.some((w) => seen.includes(fold(w))));
}

function highlightsOf(query, text) {
  const out = [];
  for (const term of termsOf(query)) {
    const at = text.toLowerCase().indexOf(term.word.toLowerCase());
    if (at < 0 || term.word === '') continue;
    const clause = { begin: bytes(query.slice(0, term.begin)), end: bytes(query.slice(0, term.end)) };
    const start = bytes(text.slice(0, at));
    out.push({ field: 'text', start, end: start + bytes(text.slice(at, at + term.word.length)), clause });
  }
  return out.sort((a, b) => a.start - b.start);
}

export class Desk {
  constructor(world, refuse) {
    Object.assign(this, { world, refuse, watches: new Map(), rules: new Map() });
    const random = seeded(7);
    const [own, derived] = world.example('/watches').rows;
    this.add(own, random, 2);
    for (const [name, query, place] of [
      [
        'promesses',
        'assets.names (garanti OR "sans risque" OR "rendement fixe") -is:official -from:list:press',
        'watches.yaml:9:3',
      ],
      ['mauvais-avis', 'is:review rating:<=2 (Montclar OR "Agence de Lyon")', 'watches.yaml:23:3'],
      ['vieille-liste', 'list:disparue Montclar', 'watches.yaml:31:3'],
    ])
      this.add(
        { ...derived, name, kind: 'file', query, place, tags: ['fraude'], asset: undefined, says: checkOf(query).says },
        random,
        3,
      );
    this.watches.get('vieille-liste').problems = [
      problem(
        'list:disparue Montclar',
        'error',
        'unknown-name',
        0,
        13,
        { fr: 'il n’y a pas de liste « disparue »', en: 'there is no list “disparue”' },
        { fr: 'Corrigez le nom, ou écrivez la liste.', en: 'Correct the name, or write the list.' },
        '',
      ),
    ];
    for (const asset of world.assets(new URLSearchParams()).rows) {
      if (!asset.name && !asset.value) continue;
      const query = asset.handle ? `@${asset.handle}` : asset.value ? `domain:${asset.value}` : `"${asset.name}"`;
      const says = asset.value ? derived.says : checkOf(query).says;
      this.add({ ...derived, name: `asset:${asset.id}`, query, asset: asset.id, says }, random, asset.kind === 'brand' ? 9 : 0.6);
    }
    const [rule] = world.example('/rules').rows;
    const variant = (change) => this.rules.set(change.name ?? rule.name, { ...structuredClone(rule), ...change });
    const [press] = rule.exceptions;
    const fair = { fr: 'Sauf pendant le salon du patrimoine.', en: 'Except during the wealth fair.' };
    const until = iso(world.now + 20 * 24 * hour);
    const salon = {
      name: 'salon',
      fields: [],
      values: [],
      condition: '#SalonPatrimoine',
      until,
      suppressed_week: 6,
      says: fair,
      place: 'rules.yaml:21:9',
    };
    const set_by = {
      condition: 'rules.yaml:6:5',
      output: 'rules.yaml:12:5',
      severity: 'rules.local.yaml:2:13',
      tags: 'rules.yaml:14:5',
    };
    variant({ exceptions: [press, salon], effective: { ...rule.effective, set_by } });
    variant({
      name: 'fake-offer',
      desc: {
        fr: 'Une offre au nom de la maison, trop belle pour être vraie.',
        en: 'An offer in our name, too good to be true.',
      },
      condition: 'assets.names (garanti OR "sans risque" OR doubl*) has:link -is:official',
      severity: 'critical',
      mode: 'live',
      exceptions: [],
      place: 'rules.yaml:31:3',
      effective: { condition: 'assets.names (garanti OR "sans risque" OR doubl*) has:link -is:official', changes: [] },
      stats: { ...rule.stats, hits_day: 9, hits_week: 41, precision: 0.92, cost_us: 1.8, overlap: [] },
    });
    variant({
      name: 'leaked-iban',
      desc: { fr: 'Un IBAN publié à côté d’un de nos noms.', en: 'An IBAN published beside one of our names.' },
      condition: 'assets.names has:iban',
      severity: 'medium',
      mode: 'off',
      mode_why: 'Trop tôt.',
      exceptions: [],
      place: 'rules.yaml:44:3',
      effective: { condition: 'assets.names has:iban', changes: [] },
      stats: {
        ...rule.stats,
        hits_day: 0,
        hits_day_before: 0,
        hits_week: 0,
        hits_week_before: 0,
        last_hit_at: undefined,
        never_fired: true,
        verdicts: { confirmed: 0, false_alarm: 0, harmless: 0, none: 0 },
        precision: null,
        overlap: [],
      },
      per_hour: Array(24).fill(0),
      per_hour_before: Array(24).fill(0),
    });
  }

  add(watch, random, level) {
    const draw = (scale) =>
      Array.from({ length: 720 }, (_, i) => Math.floor(random() * random() * scale * (i % 24 > 7 ? 2 : 0.5) * 2));
    const made = { ...structuredClone(watch), series: [...draw(level * 0.8), ...draw(level)] };
    if (watch.hits.day === 19) made.series.splice(-48, 48, ...watch.per_hour_before, ...watch.per_hour);
    this.watches.set(watch.name, made);
    return made;
  }

  shown(watch) {
    const { series, ...plain } = watch;
    const last = (n, before = 0) => sum(series.slice(series.length - n - before, series.length - before));
    const hits = {
      hour: last(1),
      hour_before: last(1, 1),
      day: last(24),
      day_before: last(24, 24),
      week: last(168),
      week_before: last(168, 168),
    };
    return { ...plain, hits, per_hour: series.slice(-24), per_hour_before: series.slice(-48, -24) };
  }

  note(act, object, fr, en, why) {
    const seq = (this.world.audit.at(-1)?.seq ?? 0) + 1;
    const at = iso(this.world.now);
    this.world.audit.push({ seq, at, actor: this.world.user.name, act, object, says: { fr, en }, ...(why ? { why } : {}) });
    this.world.events.push({ event: act.startsWith('rule') ? 'rule.updated' : 'watch.updated', data: { name: object } });
  }

  find(name) {
    const watch = this.watches.get(name);
    if (!watch) throw this.refuse(404, 'not_found', `There is no watch named “${name}”.`, 'Look for it in the list.');
    return watch;
  }

  reads(query) {
    const problems = problemsOf(query);
    if (problems.some((p) => p.level === 'error'))
      throw Object.assign(this.refuse(422, 'invalid_query', 'This query has an error.', 'See problems.'), { problems });
    return { query, says: checkOf(query).says, problems };
  }

  answer(method, [noun, name, part], query, body) {
    if (noun === 'queries' && name === 'check') return checkOf(body.query);
    if (noun === 'queries' && name === 'preview') return this.preview(body);
    if (noun === 'rules') return this.rule(method, name, part, body);
    if (name === undefined) return method === 'GET' ? this.list(query) : this.create(body);
    const watch = this.find(name);
    if (part === 'items') return { now: iso(this.world.now), rows: this.items(watch.query, Number(query.get('limit') ?? 50)) };
    if (part === 'volume') return this.volume(watch, Number(query.get('hours') ?? 168));
    if (method === 'PUT') return this.change(watch, body);
    if (method === 'DELETE') {
      Object.assign(watch, { deleted: true, version: watch.version + 1 });
      this.note('watch.deleted', name, `Veille « ${name} » supprimée.`, `Watch “${name}” deleted.`);
    }
    return this.shown(watch);
  }

  list(query) {
    const words = fold(query.get('text') ?? '');
    const kinds = (query.get('kind') ?? 'asset,file,console').split(',');
    const all = [...this.watches.values()]
      .filter((w) => !w.deleted || query.get('deleted') === 'true')
      .filter((w) => fold(`${w.name} ${w.query} ${w.note} ${w.tags.join(' ')}`).includes(words))
      .map((w) => this.shown(w));
    const by_kind = { asset: 0, file: 0, console: 0 };
    for (const watch of all) by_kind[watch.kind]++;
    const rise = (w) => (w.hits.day + 1) / (w.hits.day_before + 1);
    const sorts = {
      name: (a, b) => a.name.localeCompare(b.name),
      volume: (a, b) => b.hits.day - a.hits.day,
      change: (a, b) => rise(b) - rise(a),
      newest: (a, b) => (b.created_at ?? '').localeCompare(a.created_at ?? ''),
    };
    const rows = all.filter((w) => kinds.includes(w.kind)).sort(sorts[query.get('sort') ?? 'name']);
    return { now: iso(this.world.now), total: rows.length, by_kind, rows: rows.slice(0, Number(query.get('limit') ?? 50)) };
  }

  create({ why, ...draft }) {
    if (this.watches.has(draft.name))
      throw this.refuse(
        409,
        'conflict',
        `There is already a watch named “${draft.name}”.`,
        'Take another name, or change that watch.',
      );
    const by = { by: this.world.user.name, at: iso(this.world.now) };
    const watch = {
      kind: 'console',
      note: '',
      enabled: true,
      tags: [],
      ...draft,
      ...this.reads(draft.query),
      created_by: by.by,
      created_at: by.at,
      updated_by: by.by,
      updated_at: by.at,
      version: 1,
      deleted: false,
      series: [...Array(1439).fill(0), 2],
    };
    this.watches.set(draft.name, watch);
    this.note('watch.created', draft.name, `Veille « ${draft.name} » créée.`, `Watch “${draft.name}” created.`, why);
    return this.shown(watch);
  }

  change(watch, { version, why, ...change }) {
    if (watch.kind !== 'console') throw this.refuse(403, 'forbidden', 'This watch stands in a file.', 'Change it there.');
    if (version !== watch.version)
      throw this.refuse(409, 'conflict', 'Somebody changed this watch meanwhile.', 'Load it again and repeat your change.');
    if (change.query !== undefined) Object.assign(watch, this.reads(change.query));
    Object.assign(watch, change, { version: version + 1, deleted: false });
    Object.assign(watch, { updated_by: this.world.user.name, updated_at: iso(this.world.now) });
    this.note('watch.changed', watch.name, `Veille « ${watch.name} » modifiée.`, `Watch “${watch.name}” changed.`, why);
    return this.shown(watch);
  }

  volume(watch, hours) {
    const now = this.world.now;
    const per_hour = watch.series.slice(-hours);
    const per_hour_before = watch.series.slice(-2 * hours, -hours);
    const from = iso(Math.floor(now / hour) * hour - (hours - 1) * hour);
    return { now: iso(now), from, hours, total: sum(per_hour), total_before: sum(per_hour_before), per_hour, per_hour_before };
  }

  items(query, limit) {
    const people = ['c1aire-delmas', 'hugo.l', 'ines-r', 'paulk', 'marc_avis', 'lucie.d'];
    return texts
      .map((text, i) => ({ text, i }))
      .filter(({ text }) => hits(query, text))
      .slice(0, limit)
      .map(({ text, i }) => ({
        item: {
          network: i % 3 === 0 ? 'bluesky' : 'mastodon',
          id: `post-${i}`,
          kind: i % 4 === 3 ? 'reply' : 'post',
          text,
          observed_at: iso(this.world.now - (9 + 47 * i) * minute),
          author: { network: 'bluesky', id: `did:plc:mock${i}`, handle: `${people[i % people.length]}.bsky.example` },
        },
        highlights: highlightsOf(query, text),
      }));
  }

  preview({ query, hours = 24, limit = 20 }) {
    this.reads(query);
    const rows = this.items(query, limit).map((row, i) => ({ ...row, stored: i > 0 }));
    const random = seeded(query.length * 31 + hours);
    const per_hour = Array.from({ length: hours }, () => (rows.length > 0 ? Math.floor(random() * random() * 5) : 0));
    const from_stream = {
      looked_at: 71204,
      matched: Math.min(1, rows.length),
      minutes: 23.5,
      since: iso(this.world.now - 23.5 * minute),
    };
    const estimate =
      rows.length > 0 ? { per_day: 61, low: 3, high: 227, basis: 'stream' } : { per_day: 0, low: 0, high: 4, basis: 'stream' };
    return {
      now: iso(this.world.now),
      hours,
      looked_at: 1204,
      matched: sum(per_hour),
      truncated: false,
      per_hour,
      from_stream,
      estimate,
      rows,
    };
  }

  rule(method, name, part, body) {
    if (name === undefined) return { now: iso(this.world.now), rows: [...this.rules.values()] };
    const rule = this.rules.get(name);
    if (!rule) throw this.refuse(404, 'not_found', `There is no rule named “${name}”.`, 'Look for it in the list.');
    if (part === 'mode' && method === 'PUT') {
      Object.assign(rule, { mode: body.mode, mode_why: body.why, mode_by: this.world.user.name, mode_at: iso(this.world.now) });
      this.note('rule.mode', name, `Règle « ${name} » : ${body.mode}.`, `Rule “${name}”: ${body.mode}.`, body.why);
    }
    if (part !== 'backtest') return rule;
    const sample = this.world.example('/rules/{name}/backtest', 'post');
    if (body.condition === undefined || body.condition === rule.condition)
      return { ...sample, hours: body.hours, candidate: sample.current, kept: 12, gained: [], lost: [] };
    this.reads(body.condition);
    const rows = this.items('Montclar', 6).map((row, i) => ({
      ...row,
      verdict: ['confirmed', 'none', 'false_alarm'][i % 3],
      incident: i % 3 === 1 ? undefined : 'VG-2026-0001',
    }));
    return { ...sample, hours: body.hours, gained: rows.slice(0, 3), lost: [...sample.lost, ...rows.slice(3, 4)] };
  }
}
