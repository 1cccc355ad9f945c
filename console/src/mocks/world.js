// A pretended server with state, grown from the examples of schemas/openapi.yaml. For tests and for working on the console
// without the binary; nothing of it is ever part of the product's bundle.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { Desk } from './desk.js';
import { Publishing } from './publishing.js';

const file = join(dirname(fileURLToPath(import.meta.url)), '../../../schemas/openapi.yaml');

export function readContract() {
  return parse(readFileSync(file, 'utf8'), { maxAliasCount: -1 });
}

// The first example of an operation's 200 answer.
export function exampleOf(contract, path, method = 'get') {
  const response = contract.paths[path][method].responses['200'];
  const [example] = Object.values(response.content['application/json'].examples ?? {});
  if (!example) throw new Error(`${method.toUpperCase()} ${path} has no example of its answer`);
  return structuredClone(example.value);
}

const people = [
  ['Claire Delmas', 'C1aire Delmas', 'claire'],
  ['Antoine Verneuil', 'Antoine Vemeuil', 'antoine'],
  ['Sofia Marchetti', 'Sofia Marchettі', 'sofia'],
  ['Hugo Lambert', 'Hugo Lambert – Conseiller', 'hugo'],
  ['Inès Roussel', 'lnès Roussel', 'ines'],
  ['Paul Kervella', 'PauI Kervella', 'paul'],
];
const severities = ['critical', 'high', 'medium', 'low', 'high', 'medium'];
const rank = { critical: 4, high: 3, medium: 2, low: 1, info: 0 };
const minutes = 60_000;

function iso(ms) {
  return new Date(ms).toISOString();
}

class Refusal extends Error {
  constructor(status, code, message, help) {
    super(message);
    Object.assign(this, { status, code, help });
  }
}

export class World {
  constructor({ incidents = 12, lang = 'fr', mustChange = false, role = 'admin' } = {}) {
    this.contract = readContract();
    this.now = Date.parse('2026-03-09T08:40:00Z');
    this.user = { name: 'admin', role, lang, must_change_password: mustChange };
    this.password = 'correct horse battery staple';
    this.csrf = 'csrf-of-the-mock';
    this.open = false;
    this.audit = exampleOf(this.contract, '/incidents/{id}').timeline;
    this.cases = new Map();
    this.closedSteps = new Map();
    this.events = [];
    for (let i = 0; i < incidents; i++) this.addCase();
    const refuse = (status, code, message, help) => new Refusal(status, code, message, help);
    this.desk = new Desk(this, refuse);
    this.publishing = new Publishing(this, refuse);
  }

  example(path, method) {
    return exampleOf(this.contract, path, method);
  }

  addCase() {
    const n = this.cases.size;
    const id = `VG-2026-${String(n + 1).padStart(4, '0')}`;
    const detail = JSON.parse(JSON.stringify(this.example('/incidents/{id}')).replaceAll('VG-2026-0042', id));
    const [real, fake, handle] = people[n % people.length];
    const text = (value) => ({
      fr: value.fr.replaceAll('C1aire Delmas', fake).replaceAll('Claire Delmas', real),
      en: value.en.replaceAll('C1aire Delmas', fake).replaceAll('Claire Delmas', real),
    });
    const age = ((n * 37) % 600) * minutes;
    const { incident } = detail;
    const opened = this.now - age - 2 * minutes;
    const severity = severities[n % severities.length];
    Object.assign(incident, {
      severity,
      title: text(incident.title),
      score: 0.97 - (n % 30) / 100,
      culprit: { ...incident.culprit, id: `did:plc:fake${n}`, handle: `${handle}-${n}.bsky.example`, display: fake },
      first_seen: iso(opened - 4000),
      opened_at: iso(opened),
      updated_at: iso(opened + minutes),
      acted_at: iso(opened + 2000),
      owner: n % 3 === 0 ? 'analyst' : undefined,
      status: n % 3 === 0 ? 'in_progress' : 'open',
      version: 1,
    });
    for (const finding of detail.findings) {
      finding.title = text(finding.title);
      finding.severity = finding.detector === 'impersonation' ? severity : finding.severity;
      finding.at = iso(opened - 4000);
      for (const evidence of finding.evidence) {
        evidence.says = text(evidence.says);
        for (const span of evidence.spans ?? [])
          if (span.field === 'author.name') Object.assign(span, { text: fake, end: new TextEncoder().encode(fake).length });
      }
    }
    for (const account of [detail.fake, detail.findings[0].account])
      Object.assign(account, { name: fake, handle: incident.culprit.handle, avatar: `portrait-${handle}` });
    Object.assign(detail.real, { name: real, handle: `${handle}.montclar.example`, avatar: `portrait-${handle}` });
    for (const step of detail.steps) if (step.due_at) step.due_at = iso(opened + step.plan.deadline_s * 1000);
    for (const entry of detail.timeline) entry.says = text(entry.says);
    detail.takedowns[0].subject = incident.culprit;
    const way = n % 7;
    if (way > 2) this.send(detail, ['sent', 'acknowledged', 'gone', 'refused'][way - 3], opened + 6 * minutes);
    this.cases.set(id, detail);
    return detail;
  }

  send(detail, state, at) {
    const [takedown] = detail.takedowns;
    const step = detail.steps.find((s) => s.id === takedown.step);
    Object.assign(step, { state: 'done', approved_by: 'analyst', done_at: iso(at), done_by: 'analyst' });
    const call = detail.steps.find((s) => s.plan.key === 'call');
    Object.assign(call, { state: 'done', done_at: iso(at), done_by: 'analyst', escalated: false });
    Object.assign(takedown, {
      state,
      approved_by: 'analyst',
      sent_at: iso(at),
      reference: '10428',
      checks: 3,
      checked_at: iso(at + 9 * minutes),
      next_check_at: iso(this.now + 4 * minutes),
    });
    if (state === 'gone') for (const part of [takedown, detail.incident]) part.gone_at = iso(at + 30 * minutes);
    if (state === 'refused') takedown.error = 'The platform answered: no violation found.';
  }

  session() {
    return { user: this.user, csrf: this.csrf, expires_at: iso(this.now + 12 * 60 * minutes) };
  }

  find(id) {
    const detail = this.cases.get(id);
    if (!detail) throw new Refusal(404, 'not_found', `There is no incident ${id}.`, 'Look for it in the queue.');
    return detail;
  }

  note(incident, act, fr, en, why) {
    const seq = (this.audit.at(-1)?.seq ?? 0) + 1;
    const entry = {
      seq,
      at: iso(this.now),
      actor: this.user.name,
      act,
      object: incident.id,
      incident: incident.id,
      says: { fr, en },
      ...(why ? { why } : {}),
    };
    this.audit.push(entry);
    this.cases.get(incident.id).timeline.push(entry);
    incident.version++;
    incident.updated_at = iso(this.now);
    this.events.push({ event: 'incident.updated', data: incident });
  }

  act(id, act, args = {}) {
    const detail = this.find(id);
    const { incident } = detail;
    if (incident.status === 'closed' && act !== 'reopen' && act !== 'note')
      throw new Refusal(409, 'conflict', `The incident ${id} is closed.`, 'Reopen it first.');
    const does = this.acts()[act];
    if (!does) throw new Refusal(404, 'not_found', `Unknown act ${act}.`, '');
    does(detail, incident, args);
    return incident;
  }

  acts() {
    const me = this.user.name;
    return {
      take: (_, incident, args) => {
        Object.assign(incident, { owner: me, status: 'in_progress' });
        this.note(incident, 'incident.taken', `${me} prend l’incident.`, `${me} takes the incident.`, args.why);
      },
      assign: (_, incident, { owner }) => {
        incident.owner = owner || undefined;
        this.note(incident, 'incident.assigned', `Confié à ${owner || 'personne'}.`, `Assigned to ${owner || 'nobody'}.`);
      },
      note: (_, incident, { text }) => this.note(incident, 'note.added', `Note : ${text}`, `Note: ${text}`),
      severity: (_, incident, { severity }) => {
        incident.severity = severity;
        this.note(incident, 'incident.severity', 'Gravité changée.', 'Severity changed.');
      },
      verdict: (_, incident, { verdict }) => {
        incident.verdict = verdict;
        this.note(incident, 'incident.verdict', 'Verdict donné.', 'Verdict given.');
      },
      close: (detail, incident, { cause, why }) => {
        const { steps, takedowns } = detail;
        this.closedSteps.set(incident.id, structuredClone({ steps, takedowns, status: incident.status }));
        for (const step of steps) if (step.state !== 'done') step.state = 'cancelled';
        for (const takedown of takedowns) if (takedown.state === 'drafted') takedown.state = 'cancelled';
        Object.assign(incident, { status: 'closed', close_cause: cause, closed_at: iso(this.now) });
        this.note(incident, 'incident.closed', 'Incident clos.', 'Incident closed.', why);
      },
      reopen: (detail, incident) => {
        if (incident.status !== 'closed') throw new Refusal(409, 'conflict', `The incident ${incident.id} is not closed.`, '');
        const kept = this.closedSteps.get(incident.id);
        if (kept) Object.assign(detail, { steps: kept.steps, takedowns: kept.takedowns });
        Object.assign(incident, { status: kept?.status ?? 'open', reopened: incident.reopened + 1 });
        Object.assign(incident, { close_cause: undefined, closed_at: undefined });
        this.note(incident, 'incident.reopened', 'Incident rouvert.', 'Incident reopened.');
      },
    };
  }

  stepAct(id, key, act, why) {
    const detail = this.find(id);
    const step = detail.steps.find((s) => s.plan.key === key);
    if (!step) throw new Refusal(404, 'not_found', 'There is no such step.', '');
    const wanted = act === 'complete' ? 'ready' : 'awaiting_approval';
    if (step.state !== wanted) throw new Refusal(409, 'conflict', 'This step was already decided.', 'Reload the page.');
    Object.assign(
      step,
      act === 'refuse'
        ? { state: 'cancelled' }
        : { state: 'done', approved_by: this.user.name, done_by: this.user.name, done_at: iso(this.now) },
    );
    if (act === 'approve' && detail.takedowns[0])
      Object.assign(detail.takedowns[0], { state: 'sent', approved_by: this.user.name, sent_at: iso(this.now) });
    this.note(detail.incident, `step.${act}d`, `Étape ${act === 'refuse' ? 'refusée' : 'faite'}.`, `Step ${act}d.`, why);
    return step;
  }

  bulk({ ids, act, args }) {
    const results = [];
    const owners = new Map();
    const levels = new Map();
    for (const id of ids) {
      const before = this.cases.get(id)?.incident;
      const [owner, level] = [before?.owner ?? '', before?.severity];
      try {
        this.act(id, act, args);
        results.push({ id, ok: true });
        owners.set(owner, [...(owners.get(owner) ?? []), id]);
        levels.set(level, [...(levels.get(level) ?? []), id]);
      } catch (error) {
        results.push({ id, ok: false, error: { code: error.code, message: error.message, help: error.help } });
      }
    }
    const good = results.filter((r) => r.ok).map((r) => r.id);
    let undo = [];
    if (act === 'close' && good.length > 0) undo = [{ ids: good, act: 'reopen', args: {} }];
    if (act === 'take' || act === 'assign')
      undo = [...owners].map(([owner, list]) => ({ ids: list, act: 'assign', args: { owner } }));
    if (act === 'severity') undo = [...levels].map(([severity, list]) => ({ ids: list, act: 'severity', args: { severity } }));
    return { done: good.length, failed: results.length - good.length, results, undo };
  }

  rowOf(detail) {
    const live = detail.incident.status !== 'closed';
    const approvals = live ? detail.steps.filter((s) => s.state === 'awaiting_approval') : [];
    const due = live
      ? detail.steps
          .filter((s) => s.due_at && (s.state === 'ready' || s.state === 'awaiting_approval'))
          .map((s) => s.due_at)
          .sort()
      : [];
    const row = {
      incident: detail.incident,
      approvals: approvals.map((s) => s.plan.key),
      late: due.some((d) => Date.parse(d) < this.now),
    };
    return due[0] ? { ...row, next_due_at: due[0] } : row;
  }

  list(query) {
    const among = (name, value) => !query.get(name) || query.get(name).split(',').includes(value);
    const words = (query.get('text') ?? '').toLowerCase();
    let rows = [...this.cases.values()]
      .map((d) => this.rowOf(d))
      .filter(({ incident, late }) => {
        if (!among('status', incident.status) || !among('severity', incident.severity) || !among('kind', incident.kind))
          return false;
        if (query.get('owner') && (query.get('owner') === '-' ? incident.owner : incident.owner !== query.get('owner')))
          return false;
        if (query.get('asset') && !incident.assets.includes(query.get('asset'))) return false;
        if (query.get('late') === 'true' && !late) return false;
        return `${incident.id} ${incident.title.fr} ${incident.title.en} ${incident.culprit.handle}`
          .toLowerCase()
          .includes(words);
      });
    const time = (row) => Date.parse(row.incident.opened_at);
    const sorts = {
      newest: (a, b) => time(b) - time(a),
      oldest: (a, b) => time(a) - time(b),
      updated: (a, b) => Date.parse(b.incident.updated_at) - Date.parse(a.incident.updated_at),
      risk: (a, b) =>
        rank[b.incident.severity] - rank[a.incident.severity] ||
        b.incident.score - a.incident.score ||
        a.incident.id.localeCompare(b.incident.id),
    };
    rows = rows.sort(sorts[query.get('sort') ?? 'risk'] ?? sorts.risk);
    const [limit, offset] = [Number(query.get('limit') ?? 50), Number(query.get('offset') ?? 0)];
    return { now: iso(this.now), total: rows.length, rows: rows.slice(offset, offset + limit) };
  }

  // Marks telephone numbers, as the real one would.
  screen(body) {
    const phone = /0[67](?: ?[0-9]{2}){4}/.exec(body.text ?? '');
    if (!phone) return { decision: 'allow', reasons: [], explanations: [] };
    const out = structuredClone(this.example('/screen', 'post'));
    const start = new TextEncoder().encode(body.text.slice(0, phone.index)).length;
    out.explanations[0].spans[0].start = start;
    out.explanations[0].spans[0].end = start + phone[0].length;
    out.mended = body.text.replace(phone[0], out.explanations[0].spans[0].text);
    return out;
  }

  overview() {
    const all = [...this.cases.values()];
    const live = all.filter((d) => d.incident.status !== 'closed');
    const parts = (test) => live.flatMap((d) => d.steps.filter(test).map((step) => ({ incident: d.incident, step })));
    const approvals = parts((s) => s.state === 'awaiting_approval');
    const late = parts(
      (s) => s.due_at && (s.state === 'ready' || s.state === 'awaiting_approval') && Date.parse(s.due_at) < this.now,
    );
    const base = this.example('/overview');
    for (const severity of Object.keys(base.open_by_severity))
      base.open_by_severity[severity] = live.filter((d) => d.incident.severity === severity).length;
    Object.assign(base.counts, {
      incidents_open: live.length,
      incidents_closed: all.length - live.length,
      approvals_waiting: approvals.length,
      late_steps: late.length,
    });
    const newest = all.map((d) => d.incident).sort((a, b) => Date.parse(b.opened_at) - Date.parse(a.opened_at));
    return { ...base, now: iso(this.now), latest: newest.slice(0, 8), approvals: approvals.slice(0, 4), late: late.slice(0, 3) };
  }

  // path without /api/v1; answers {status, json}.
  handle({ method, path, query = new URLSearchParams(), body = {}, csrf, loggedIn = this.open }) {
    try {
      return { status: 200, json: this.answer(method, path, query, body, csrf, loggedIn) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const json = { error: { code: error.code, message: error.message, help: error.help } };
      return { status: error.status, json: error.problems ? { ...json, problems: error.problems } : json };
    }
  }

  answer(method, path, query, body, csrf, loggedIn) {
    if (path === '/session' && method === 'POST') {
      if (body.name !== this.user.name || body.password !== this.password)
        throw new Refusal(401, 'unauthorised', 'This name and password do not match.', 'Check capital letters.');
      this.open = true;
      return this.session();
    }
    if (path === '/system') return { ...this.example('/system'), drill: null, now: iso(this.now) };
    if (!loggedIn) throw new Refusal(401, 'unauthorised', 'You are not logged in.', 'Log in again.');
    if (method !== 'GET' && csrf !== this.csrf)
      throw new Refusal(403, 'csrf', 'The request lacks its token.', 'Reload the page.');
    const parts = path.split('/').slice(1).map(decodeURIComponent);
    if (['watches', 'queries', 'rules'].includes(parts[0])) return this.desk.answer(method, parts, query, body);
    if (
      ['charter', 'employees', 'drafts', 'publishers', 'publications', 'freezes', 'allowances', 'digest', 'findings'].includes(
        parts[0],
      )
    )
      return this.publishing.answer(method, parts, body);
    if (parts[0] === 'reputation') return method === 'PUT' ? { month: parts[2], count: body.count } : this.example('/reputation');
    if (path === '/screen') return this.screen(body);
    if (method === 'POST') return this.post(parts, body);
    if (path === '/session' && method === 'DELETE') {
      this.open = false;
      return undefined;
    }
    if (path === '/session') return this.session();
    if (path === '/overview') return this.overview();
    if (path === '/incidents') return this.list(query);
    if (parts[0] === 'incidents') return { ...this.find(parts[1]), now: iso(this.now) };
    if (path === '/takedowns')
      return { now: iso(this.now), rows: [...this.cases.values()].slice(0, 60).flatMap((d) => d.takedowns) };
    if (path === '/assets') return this.assets(query);
    if (path === '/audit')
      return { now: iso(this.now), rows: [...this.audit].reverse().slice(0, Number(query.get('limit') ?? 50)) };
    if (path === '/search') return this.search((query.get('q') ?? '').toLowerCase());
    const shape = this.contract.paths[path];
    if (!shape?.get) throw new Refusal(404, 'not_found', 'There is nothing here.', '');
    return this.example(path);
  }

  post(parts, body) {
    const [noun, id, act, key, stepAct] = [parts[0], parts[1], parts[2], parts[3], parts[4]];
    if (noun === 'session' && id === 'password') {
      if (body.old !== this.password) throw new Refusal(401, 'unauthorised', 'The old password is wrong.', '');
      this.password = body.new;
      this.user = { ...this.user, must_change_password: false };
      return this.session();
    }
    if (noun === 'session' && id === 'lang') {
      this.user = { ...this.user, lang: body.lang };
      return this.session();
    }
    if (noun === 'channels') return this.example('/channels/{name}/test', 'post');
    if (noun === 'incidents' && id === 'bulk') return this.bulk(body);
    if (noun === 'incidents' && act === 'steps') return this.stepAct(id, key, stepAct, body.why);
    if (noun === 'incidents') return this.act(id, act, body);
    throw new Refusal(404, 'not_found', 'There is nothing here.', '');
  }

  assets(query) {
    const [sample] = this.example('/assets').rows;
    const rows = [
      { id: 'organisation-montclar', kind: 'organisation', name: 'Montclar Gestion' },
      {
        id: 'brand-montclar',
        kind: 'brand',
        name: 'Montclar',
        aliases: ['Montclar Patrimoine'],
        belongs_to: 'organisation-montclar',
      },
      { id: 'domain-montclar', kind: 'domain', value: 'montclar.example', belongs_to: 'brand-montclar' },
      { id: 'term-1', kind: 'term' },
      ...people.flatMap(([name, , handle]) => [
        {
          id: `person-${handle}`,
          kind: 'person',
          name,
          role: 'ambassador',
          place: 'Lyon',
          belongs_to: 'organisation-montclar',
          avatar: `portrait-${handle}`,
        },
        {
          ...sample,
          id: `account-${handle}`,
          name,
          handle: `${handle}.montclar.example`,
          belongs_to: `person-${handle}`,
          avatar: `portrait-${handle}`,
        },
      ]),
    ];
    const words = (query.get('text') ?? '').toLowerCase();
    const matching = rows.filter((r) => `${r.name ?? ''} ${r.value ?? ''} ${r.handle ?? ''}`.toLowerCase().includes(words));
    const byKind = {};
    for (const row of matching) byKind[row.kind] = (byKind[row.kind] ?? 0) + 1;
    const shown = matching.filter((r) => !query.get('kind') || r.kind === query.get('kind'));
    return { rows: shown, total: shown.length, by_kind: byKind, version: '4be1f0' };
  }

  search(q) {
    const incidents = [...this.cases.values()]
      .map((d) => d.incident)
      .filter((i) => `${i.id} ${i.title.fr}`.toLowerCase().includes(q))
      .slice(0, 8);
    return { incidents, assets: this.assets(new URLSearchParams({ text: q })).rows.slice(0, 8), items: [] };
  }
}
