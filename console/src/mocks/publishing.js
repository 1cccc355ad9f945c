// The pretended server's queue of publications, freezes, allowances and digest, grown from the examples of the contract.
const hour = 3_600_000;
const iso = (ms) => new Date(ms).toISOString();

export class Publishing {
  constructor(world, refuse) {
    this.world = world;
    this.refuse = refuse;
    this.publications = new Map(world.example('/publications').rows.map((row) => [row.id, row]));
    this.freezes = new Map();
    this.allowances = new Map(world.example('/allowances').rows.map((row) => [row.id, row]));
    this.held = world.example('/digest').held;
    this.drafts = new Map(world.example('/drafts').rows.map((row) => [row.id, row]));
    this.made = 0;
  }

  answer(method, parts, body) {
    const [noun, id, act] = parts;
    if (noun === 'allowances') return this.allowance(method, id, body);
    if (noun === 'drafts') return this.draft(method, id, act, body);
    if (noun === 'charter') return this.charterAnswer(method, id, body);
    if (noun === 'employees') return this.world.example('/employees');
    if (noun === 'publishers') return this.world.example('/publishers');
    if (noun === 'digest') return { ...this.world.example('/digest'), held: this.held };
    if (noun === 'findings') return this.open(id);
    if (noun === 'freezes') return this.freeze(method, id, act, body);
    return this.publication(method, id, act, body);
  }

  allowance(method, id, body) {
    const now = this.world.now;
    if (method === 'GET') return { now: iso(now), rows: [...this.allowances.values()] };
    if (method === 'DELETE') {
      const row = this.allowances.get(id);
      if (!row) throw this.refuse(404, 'not_found', `There is no allowance ${id}.`, '');
      return Object.assign(row, { in_force: false, ended_at: iso(now), ended_by: this.world.user.name });
    }
    if (!body.why) throw this.refuse(422, 'invalid_argument', 'why: a reason is needed.', '');
    const incident = body.incident && this.world.find(body.incident).incident;
    const who = incident ? incident.culprit : { kind: body.kind, network: body.network, id: body.value, display: body.display };
    this.made++;
    const row = {
      id: `a${String(this.made).padStart(12, '0')}`,
      kind: who.kind,
      ...(who.network ? { network: who.network } : {}),
      value: who.id,
      ...(who.display ? { display: who.display } : {}),
      ...(body.detector ? { detector: body.detector } : {}),
      why: body.why,
      by: this.world.user.name,
      at: iso(now),
      until: iso(now + body.days * 24 * hour),
      used: 0,
      in_force: true,
    };
    this.allowances = new Map([[row.id, row], ...this.allowances]);
    if (incident && incident.status !== 'closed') this.world.act(incident.id, 'close', { cause: 'harmless', why: body.why });
    this.held = this.held.filter((held) => held.culprit.id !== row.value);
    return row;
  }

  open(id) {
    const row = this.held.find((held) => held.finding === id);
    if (!row) throw this.refuse(409, 'conflict', 'It has a case already.', '');
    this.held = this.held.filter((held) => held !== row);
    return this.world.cases.values().next().value.incident;
  }

  frozen(asset, author) {
    return ['*', asset].some((key) => {
      const freeze = this.freezes.get(key);
      return freeze?.in_force && !(freeze.speakers ?? []).includes(author);
    });
  }

  settle(asset) {
    for (const row of this.publications.values()) {
      if (asset !== '*' && row.asset !== asset) continue;
      const frozen = this.frozen(row.asset, row.created_by);
      if (frozen && (row.state === 'waiting' || row.state === 'approved')) row.state = 'frozen';
      if (!frozen && row.state === 'frozen') row.state = 'waiting';
    }
  }

  freeze(method, asset, act, body) {
    const now = iso(this.world.now);
    if (method === 'GET') return { now, rows: [...this.freezes.values()] };
    if (!body.why) throw this.refuse(422, 'invalid_argument', 'Say why.', '');
    const key = act === 'lift' ? asset : body.asset;
    const before = this.freezes.get(key);
    if (act === 'lift' && !before?.in_force) throw this.refuse(409, 'conflict', `${key} is not frozen.`, '');
    const account = [...this.publications.values()].find((row) => row.asset === key)?.account;
    const row = {
      asset: key,
      ...(account ? { account } : {}),
      frozen: act !== 'lift',
      in_force: act !== 'lift',
      by: this.world.user.name,
      at: now,
      why: body.why,
      ...(body.until ? { until: body.until } : {}),
      ...(body.speakers?.length ? { speakers: body.speakers } : {}),
      ...(body.incident ? { incident: body.incident } : {}),
    };
    this.freezes.set(key, row);
    this.settle(key);
    return row;
  }

  charterAnswer(method, id, body) {
    const now = iso(this.world.now);
    const by = this.world.user.name;
    if (method === 'GET' && id) return this.world.example(`/charter/${id}`);
    this.charter ??= this.world.example('/charter');
    if (method === 'GET') return this.charter;
    const { digest, version } = this.charter.charter;
    if (id === 'acknowledge') {
      this.charter = { ...this.charter, mine: { user: by, read: true, late: false, version, at: now } };
      return { version, digest, user: by, at: now };
    }
    return { ...this.charter.charter, version: version + 1, text: body.text, by, at: now };
  }

  draft(method, id, act, body) {
    const now = iso(this.world.now);
    const by = this.world.user.name;
    if (method === 'GET' && id === undefined) return { now, rows: [...this.drafts.values()] };
    if (id === undefined) {
      this.made++;
      const row = {
        ...this.world.example('/drafts').rows[0],
        id: `d${String(this.made).padStart(24, '0')}`,
        state: 'editing',
        created_by: by,
        versions: [{ number: 1, by, at: now, text: body.text }],
        deliveries: body.accounts.map((asset) => ({ asset, state: 'waiting', attempts: 0 })),
        zone: body.zone ?? 'UTC',
        local: body.local ?? '',
        may_vote: false,
      };
      this.drafts = new Map([[row.id, row], ...this.drafts]);
      return row;
    }
    const row = this.drafts.get(id);
    if (!row) throw this.refuse(404, 'not_found', `There is no draft ${id}.`, '');
    if (method === 'GET') return { ...row, differences: [] };
    if (act === 'comment') row.comments = [...row.comments, { by, at: now, version: row.versions.length, text: body.text }];
    if (act === 'edit') row.versions = [...row.versions, { number: row.versions.length + 1, by, at: now, text: body.text }];
    if (act === 'approve' || act === 'refuse')
      row.votes = [...row.votes, { version: 1, tier: 0, by, at: now, yes: act === 'approve', late: false, why: '' }];
    const next = { submit: 'review', approve: 'approved', refuse: 'editing', cancel: 'cancelled', edit: 'editing' };
    return Object.assign(row, { state: next[act] ?? row.state });
  }

  publication(method, id, act, body) {
    const now = iso(this.world.now);
    const by = this.world.user.name;
    if (method === 'GET') return { now, rows: [...this.publications.values()] };
    if (id === undefined) {
      this.made++;
      const row = {
        id: `p${String(this.made).padStart(24, '0')}`,
        asset: body.asset,
        text: body.text,
        digest: '0'.repeat(64),
        opens_at: body.opens_at ?? now,
        closes_at: body.closes_at,
        state: this.frozen(body.asset, by) ? 'frozen' : 'waiting',
        created_by: by,
        created_at: now,
        decided_by: '',
        why: body.why ?? '',
      };
      this.publications = new Map([[row.id, row], ...this.publications]);
      return row;
    }
    const row = this.publications.get(id);
    if (!row) throw this.refuse(404, 'not_found', `There is no publication ${id}.`, '');
    const allowed = { approve: ['waiting'], cancel: ['waiting', 'approved', 'frozen'], reopen: ['approved', 'cancelled'] };
    if (!allowed[act].includes(row.state)) throw this.refuse(409, 'conflict', `It is ${row.state}.`, '');
    const next = { approve: 'approved', cancel: 'cancelled', reopen: 'waiting' };
    return Object.assign(row, { state: next[act], decided_by: by, decided_at: now, why: body.why ?? '' });
  }
}
