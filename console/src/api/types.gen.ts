// Generated from schemas/openapi.yaml by `npm run gen:types`. Do not edit.

export type Time = string;

export type Lang = 'fr' | 'en';

export type Role = 'reader' | 'analyst' | 'admin';

export type Severity = 'info' | 'low' | 'medium' | 'high' | 'critical';

export type IncidentStatus = 'open' | 'in_progress' | 'closed';

export type Verdict = 'none' | 'confirmed' | 'false_alarm' | 'harmless';

export type CloseCause = 'content_gone' | 'false_alarm' | 'harmless' | 'resolved' | 'duplicate';

export type StepMode = 'automatic' | 'approval' | 'manual';

export type StepAction = 'notify' | 'request_takedown' | 'recheck' | 'escalate' | 'close' | 'task';

export type StepState = 'waiting' | 'awaiting_approval' | 'ready' | 'done' | 'failed' | 'cancelled';

export type TakedownState = 'drafted' | 'approved' | 'sent' | 'acknowledged' | 'refused' | 'gone' | 'back_again' | 'cancelled' | 'appealed';

export type AssetKind = 'organisation' | 'brand' | 'account' | 'person' | 'domain' | 'hashtag' | 'phone' | 'link' | 'channel' | 'place' | 'product' | 'image' | 'term';

export type Why = string;

export type Text = {
  fr: string;
  en: string;
};

export type Error = {
  error: {
    code: string;
    message: string;
    help: string;
  };
};

export type Login = {
  name: string;
  password: string;
};

export type PasswordChange = {
  old: string;
  new: string;
};

export type Session = {
  user: {
    name: string;
    role: Role;
    lang: Lang;
    must_change_password: boolean;
  };
  csrf: string;
  expires_at: Time;
};

export type Account = {
  network?: string | undefined;
  id?: string | undefined;
  handle?: string | undefined;
  name?: string | undefined;
  bio?: string | undefined;
  avatar?: string | undefined;
  links?: string[] | undefined;
  followers?: number | undefined;
  following?: number | undefined;
  posts?: number | undefined;
  created_at?: Time | undefined;
  verified?: boolean | undefined;
  picture?: {
    pdq?: string | undefined;
    quality?: number | undefined;
  } | undefined;
};

export type Item = {
  network: string;
  id: string;
  kind: string;
  url?: string | undefined;
  created_at?: Time | undefined;
  observed_at?: Time | undefined;
  lang?: string | undefined;
  text?: string | undefined;
  author?: Account | undefined;
  links?: string[] | undefined;
  place?: string | undefined;
  country?: string | undefined;
  coordinates?: {
    latitude: number;
    longitude: number;
  } | undefined;
  visits?: PageVisit[] | undefined;
};

export type PageVisit = {
  visitor: string;
  url: string;
  hops: Array<{
    url: string;
    how: string;
    status: number;
  }>;
  final_url: string;
  status: number;
  title?: string | undefined;
  lang?: string | undefined;
  text?: string | undefined;
  forms?: Array<{
    action: string;
    method: string;
    fields: string[];
  }> | undefined;
  asks_password?: boolean | undefined;
  asks_card?: boolean | undefined;
  asks_code?: boolean | undefined;
  favicon?: string | undefined;
  hosts?: string[] | undefined;
  bytes: number;
  error?: string | undefined;
};

export type Asset = {
  id: string;
  kind: AssetKind;
  name?: string | undefined;
  aliases?: string[] | undefined;
  network?: string | undefined;
  handle?: string | undefined;
  account_id?: string | undefined;
  bio?: string | undefined;
  avatar?: string | undefined;
  role?: string | undefined;
  value?: string | undefined;
  belongs_to?: string | undefined;
  place?: string | undefined;
  latitude?: number | undefined;
  longitude?: number | undefined;
  common_word?: boolean | undefined;
  line?: number | undefined;
};

export type AssetPage = {
  rows: Asset[];
  total: number;
  by_kind: Record<string, number>;
  version: string;
};

export type Culprit = {
  kind: 'account' | 'post' | 'domain' | 'url' | 'story';
  network?: string | undefined;
  id?: string | undefined;
  handle?: string | undefined;
  display?: string | undefined;
};

export type Span = {
  field: string;
  start: number;
  end: number;
  text: string;
  kind?: string | undefined;
};

export type Evidence = {
  code: string;
  says: Text;
  weight: number;
  spans?: Span[] | undefined;
};

export type Indicator = {
  kind: string;
  value: string;
};

export type Finding = {
  id: string;
  detector: string;
  kind?: string | undefined;
  policy?: string | undefined;
  score: number;
  severity: Severity;
  at: Time;
  item: {
    network: string;
    id: string;
    url?: string | undefined;
  };
  asset: string;
  culprit: Culprit;
  title: Text;
  evidence: Evidence[];
  indicators: Indicator[];
  account?: Account | undefined;
  incident?: string | undefined;
};

export type Incident = {
  id: string;
  kind: string;
  severity: Severity;
  score: number;
  status: IncidentStatus;
  verdict: Verdict;
  title: Text;
  culprit: Culprit;
  assets: string[];
  policy?: string | undefined;
  owner?: string | undefined;
  first_seen: Time;
  opened_at: Time;
  updated_at: Time;
  acted_at?: Time | undefined;
  gone_at?: Time | undefined;
  closed_at?: Time | undefined;
  close_cause?: CloseCause | undefined;
  findings: number;
  reopened: number;
  version: number;
};

export type IncidentRow = {
  incident: Incident;
  approvals: string[];
  next_due_at?: Time | undefined;
  late: boolean;
};

export type IncidentPage = {
  now: Time;
  rows: IncidentRow[];
  total: number;
};

export type IncidentDetail = {
  now: Time;
  incident: Incident;
  findings: Finding[];
  items: Item[];
  steps: Step[];
  takedowns: Takedown[];
  notices: Notice[];
  timeline: AuditEntry[];
  assets: Asset[];
  real?: Account | undefined;
  fake?: Account | undefined;
  story?: StoryCard | undefined;
  departments: Department[];
};

export type StoryCard = {
  story: string;
  kind: 'disputed_claim' | 'bad_buzz' | 'coordination';
  status: 'spreading' | 'fading';
  posts: number;
  authors: number;
  why: Text;
  statement?: string | undefined;
  variants?: string[] | undefined;
  languages?: string[] | undefined;
  reach?: number | undefined;
  since: Time;
  first_post?: string | undefined;
  first_network?: string | undefined;
  first_url?: string | undefined;
  first_author: string;
  questioned_by?: StoryVoices | undefined;
  denied_by?: StoryVoices | undefined;
  together: StoryVoices;
  official_position?: StoryAnswer | undefined;
  fact?: StoryFact | undefined;
  places: Array<{
    place: string;
    posts: number;
  }>;
  forecast?: StoryForecast | undefined;
  forecasts: StoryForecast[];
  volume: Array<Array<Record<string, unknown>>>;
  bursts: Array<Record<string, unknown>>;
};

export type StoryVoices = {
  count: number;
  names: string[];
};

export type StoryAnswer = {
  post: string;
  url?: string | undefined;
  author: string;
  text: string;
  at: Time;
};

export type StoryFact = {
  id: string;
  statement: Text;
  sources: string[];
  since: string;
};

export type StoryForecast = {
  at: Time;
  so_far: number;
  size: number;
  low: number;
  high: number;
  passes: number;
};

export type PolicyStep = {
  key: string;
  action: StepAction;
  title: Text;
  owner: string;
  mode: StepMode;
  deadline_s?: number | undefined;
  after?: string[] | undefined;
  channels?: string[] | undefined;
  desk?: string | undefined;
  reason?: string | undefined;
  every_s?: number | undefined;
  escalate_to?: string | undefined;
};

export type Policy = {
  id: string;
  title: Text;
  kinds: string[];
  min_severity: Severity;
  min_score: number;
  networks: string[];
  priority: number;
  steps: PolicyStep[];
};

export type Department = {
  key: string;
  title: Text;
  channels?: string[] | undefined;
  to?: string[] | undefined;
};

export type PolicySet = {
  policies: Policy[];
  departments: Department[];
  automatic_takedowns_per_day: number;
  version: string;
};

export type Step = {
  id: string;
  incident: string;
  plan: PolicyStep;
  position: number;
  state: StepState;
  due_at?: Time | undefined;
  next_at?: Time | undefined;
  approved_by?: string | undefined;
  done_at?: Time | undefined;
  done_by?: string | undefined;
  attempts: number;
  error?: string | undefined;
  escalated: boolean;
};

export type Takedown = {
  id: string;
  incident: string;
  step: string;
  desk: string;
  subject: Culprit;
  subject_uri?: string | undefined;
  subject_cid?: string | undefined;
  reason: string;
  text: string;
  state: TakedownState;
  approved_by?: string | undefined;
  sent_at?: Time | undefined;
  reference?: string | undefined;
  next_check_at?: Time | undefined;
  checked_at?: Time | undefined;
  gone_at?: Time | undefined;
  attempts: number;
  checks: number;
  error?: string | undefined;
};

export type Notice = {
  id: string;
  incident: string;
  step: string;
  channel: string;
  to: string[];
  event: string;
  subject: string;
  body: string;
  state: 'queued' | 'sent' | 'dead';
  attempts: number;
  next_at?: Time | undefined;
  sent_at?: Time | undefined;
  error?: string | undefined;
  created_at: Time;
};

export type AuditEntry = {
  seq: number;
  at: Time;
  actor: string;
  act: string;
  object: string;
  incident?: string | undefined;
  says: Text;
  why?: string | undefined;
  prev_hash?: string | undefined;
  hash?: string | undefined;
};

export type AuditCheck = {
  ok: boolean;
  checked: number;
  broken_at?: number | undefined;
  head: string;
};

export type Bulk = {
  ids: string[];
  act: 'take' | 'assign' | 'close' | 'reopen' | 'severity' | 'verdict';
  args: Record<string, unknown>;
};

export type BulkResult = {
  done: number;
  failed: number;
  results: Array<{
    id: string;
    ok: boolean;
    error?: {
      code: string;
      message: string;
      help: string;
    } | undefined;
  }>;
  undo: Bulk[];
};

export type CasePart = {
  incident: Incident;
  step: Step;
};

export type Counts = {
  items: number;
  findings: number;
  incidents_open: number;
  incidents_closed: number;
  takedowns_pending: number;
  takedowns_gone: number;
  approvals_waiting: number;
  late_steps: number;
  notices_dead: number;
};

export type Overview = {
  now: Time;
  counts: Counts;
  kpis: {
    detect_s_p50: number | null;
    action_s_p50: number | null;
    gone_s_p50: number | null;
  };
  open_by_severity: {
    critical: number;
    high: number;
    medium: number;
    low: number;
    info: number;
  };
  findings_per_hour: number[];
  findings_per_hour_before: number[];
  latest: Incident[];
  approvals: CasePart[];
  late: CasePart[];
  sources: Source[];
};

export type Source = {
  name: string;
  type: string;
  state: 'starting' | 'connected' | 'waiting' | 'finished' | 'failed';
  detail: string;
  events: number;
  bad: number;
  last_event_at?: Time | undefined;
  lag_s: number;
};

export type Detector = {
  name: string;
  says: Text;
  looks_at: string[];
  parameters: Array<{
    name: string;
    type: string;
    low: number;
    high: number;
    default: string;
    help: Text;
  }>;
  evidence: string[];
  cost: string;
  on_demand: boolean;
  noise: Noise;
};

export type Noise = {
  budget: number;
  opened_today: number;
  held_today: number;
  verdicts: VerdictCounts;
  precision: number | null;
};

export type HeldBack = {
  finding: string;
  detector: string;
  title: Text;
  culprit: Culprit;
  score: number;
  findings: number;
  first: Time;
  last: Time;
};

export type Allowance = {
  id: string;
  kind: 'account' | 'post' | 'domain' | 'url' | 'story';
  network?: string | undefined;
  value: string;
  display?: string | undefined;
  detector?: string | undefined;
  asset?: string | undefined;
  why: Why;
  by: string;
  at: Time;
  until: Time;
  ended_at?: Time | undefined;
  ended_by?: string | undefined;
  used: number;
  used_at?: Time | undefined;
  in_force: boolean;
};

export type PublishingAccount = {
  network: string;
  handle: string;
  name: string;
};

export type Change = {
  now: number;
  before: number;
};

export type Tones = {
  negative: number;
  neutral: number;
  positive: number;
  balance?: number | undefined;
};

export type ReputationShare = {
  key: string;
  name?: string | undefined;
  mentions: Change;
  tones: Tones;
};

export type ReputationTheme = {
  term: string;
  mentions: Change;
  weight: number;
  tones: Tones;
};

export type ReputationGain = {
  account: string;
  name?: string | undefined;
  posts: number;
  interactions: Change;
  followers?: number | undefined;
  followers_before?: number | undefined;
};

export type Reputation = {
  now: Time;
  from: Time;
  to: Time;
  mentions: Change;
  authors: Change;
  reach: Change;
  tones: Tones;
  tones_before: Tones;
  per_day: number[];
  negative_per_day: number[];
  assets: ReputationShare[];
  networks: ReputationShare[];
  places: ReputationShare[];
  themes: ReputationTheme[];
  reviews: {
    count: Change;
    stars: number[];
    mean?: number | undefined;
    mean_before?: number | undefined;
  };
  gains: ReputationGain[];
  voices: ReputationShare[];
  cases: {
    opened: Change;
    by_severity: number[];
    detect_s_p50?: number | undefined;
    action_s_p50?: number | undefined;
    gone_s_p50?: number | undefined;
  };
  customers?: number | undefined;
  customers_before?: number | undefined;
  truncated: boolean;
};

export type DraftToScreen = {
  text: string;
  network?: string | undefined;
  lang?: string | undefined;
  images?: Array<{
    alt?: string | undefined;
  }> | undefined;
};

export type ScreenReason = {
  code: 'personal_data' | 'health_data' | 'confidential' | 'credential' | 'geolocation' | 'brand_tone' | 'legal_risk' | 'third_party_rights';
  decision: 'allow' | 'warn' | 'block';
  says: Text;
  mend: Text;
  spans: Span[];
};

export type Screening = {
  decision: 'allow' | 'warn' | 'block';
  reasons: string[];
  explanations: ScreenReason[];
  mended?: string | undefined;
};

export type Publication = {
  id: string;
  asset: string;
  account?: PublishingAccount | undefined;
  text: string;
  digest: string;
  opens_at: Time;
  closes_at: Time;
  state: 'waiting' | 'approved' | 'published' | 'cancelled' | 'frozen';
  created_by: string;
  created_at: Time;
  decided_by: string;
  decided_at?: Time | undefined;
  why: string;
  item?: {
    network: string;
    id: string;
  } | undefined;
};

export type DraftTier = {
  who: string[];
  all: boolean;
};

export type Draft = {
  id: string;
  state: 'editing' | 'review' | 'approved' | 'late' | 'published' | 'cancelled' | 'expired';
  created_by: string;
  created_at: Time;
  updated_at: Time;
  lang: string;
  versions: Array<{
    number: number;
    by: string;
    at: Time;
    text: string;
    decision?: 'allow' | 'warn' | 'block' | undefined;
    reasons?: string[] | undefined;
  }>;
  tiers: DraftTier[];
  votes: Array<{
    version: number;
    tier: number;
    by: string;
    at: Time;
    yes: boolean;
    late: boolean;
    why: string;
  }>;
  comments: Array<{
    by: string;
    at: Time;
    version: number;
    text: string;
  }>;
  deliveries: Array<{
    asset: string;
    account?: PublishingAccount | undefined;
    state: 'waiting' | 'sending' | 'sent' | 'held' | 'failed';
    attempts: number;
    published_here?: boolean | undefined;
    length?: {
      used: number;
      most: number;
    } | undefined;
    key?: string | undefined;
    stamped?: Time | undefined;
    ticket?: string | undefined;
    item_id?: string | undefined;
    url?: string | undefined;
    error?: string | undefined;
    next_at?: Time | undefined;
  }>;
  zone: string;
  local: string;
  publish_at?: Time | undefined;
  expires_at: Time;
  open_tier?: number | undefined;
  may_vote: boolean;
  differences?: Array<{
    version: number;
    changes: Array<{
      kind: 'same' | 'gone' | 'made';
      text: string;
    }>;
  }> | undefined;
};

export type Standing = {
  user: string;
  read: boolean;
  late: boolean;
  version?: number | undefined;
  at?: Time | undefined;
};

export type Acknowledgement = {
  version: number;
  digest: string;
  user: string;
  at: Time;
};

export type Freeze = {
  asset: string;
  account?: PublishingAccount | undefined;
  frozen: boolean;
  in_force: boolean;
  by: string;
  at: Time;
  why: string;
  incident?: string | undefined;
  until?: Time | undefined;
  speakers?: string[] | undefined;
};

export type Channel = {
  name: string;
  type: string;
  detail?: string | undefined;
};

export type Delivery = {
  outcome: 'sent' | 'retry' | 'refused';
  detail: string;
};

export type SearchResult = {
  incidents: Incident[];
  items: Array<{
    item: Item;
    snippet: string;
  }>;
  assets: Asset[];
};

export type WatchKind = 'asset' | 'file' | 'console';

export type WatchHits = {
  hour: number;
  hour_before: number;
  day: number;
  day_before: number;
  week: number;
  week_before: number;
};

export type Watch = {
  name: string;
  kind: WatchKind;
  query: string;
  says: Text;
  note: string;
  enabled: boolean;
  tags: string[];
  asset?: string | undefined;
  place?: string | undefined;
  problems: QueryProblem[];
  created_by?: string | undefined;
  created_at?: Time | undefined;
  updated_by?: string | undefined;
  updated_at?: Time | undefined;
  version: number;
  deleted: boolean;
  hits: WatchHits;
  per_hour: number[];
  per_hour_before: number[];
};

export type WatchPage = {
  now: Time;
  rows: Watch[];
  total: number;
  by_kind: {
    asset: number;
    file: number;
    console: number;
  };
};

export type WatchDraft = {
  name: string;
  query: string;
  note?: string | undefined;
  enabled?: boolean | undefined;
  asset?: string | undefined;
  tags?: string[] | undefined;
  why?: Why | undefined;
};

export type WatchChange = {
  version: number;
  query?: string | undefined;
  note?: string | undefined;
  enabled?: boolean | undefined;
  asset?: string | undefined;
  tags?: string[] | undefined;
  why?: Why | undefined;
};

export type WatchVolume = {
  now: Time;
  from: Time;
  hours: number;
  total: number;
  total_before: number;
  per_hour: number[];
  per_hour_before: number[];
};

export type QueryPlace = {
  begin: number;
  end: number;
};

export type QueryProblem = {
  level: 'error' | 'warning';
  code: string;
  place: QueryPlace;
  says: Text;
  help: Text;
  instead: string;
};

export type QueryError = {
  error: {
    code: string;
    message: string;
    help: string;
  };
  problems?: QueryProblem[] | undefined;
};

export type QueryText = {
  query: string;
  name?: string | undefined;
};

export type QueryPlan = {
  anchors: string[];
  touched: number;
  cost_ns: number;
  clauses: Array<{
    place: QueryPlace;
    share: number;
    cost_ns: number;
  }>;
};

export type QueryMark = {
  place: QueryPlace;
  kind: 'word' | 'phrase' | 'tag' | 'handle' | 'cash' | 'pattern' | 'regex' | 'field' | 'flag' | 'reference';
};

export type QueryCheck = {
  problems: QueryProblem[];
  canonical?: string | undefined;
  says?: Text | undefined;
  plan?: QueryPlan | undefined;
  marks: QueryMark[];
};

export type QueryPreviewRequest = {
  query: string;
  name?: string | undefined;
  hours?: number | undefined;
  limit?: number | undefined;
};

export type Highlight = {
  field: string;
  start: number;
  end: number;
  clause: QueryPlace;
};

export type HighlightedItem = {
  item: Item;
  highlights: Highlight[];
  stored?: boolean | undefined;
};

export type QueryPreview = {
  now: Time;
  hours: number;
  looked_at: number;
  matched: number;
  truncated: boolean;
  per_hour: number[];
  from_stream: {
    looked_at: number;
    matched: number;
    minutes: number;
    since: Time;
  } | null;
  estimate: {
    per_day: number;
    low: number;
    high: number;
    basis: 'stream' | 'stored';
  };
  rows: HighlightedItem[];
};

export type RuleMode = 'live' | 'shadow' | 'off';

export type RuleException = {
  name: string;
  fields: string[];
  values: string[][];
  condition?: string | undefined;
  until?: Time | undefined;
  suppressed_week?: number | undefined;
  says: Text;
  place?: string | undefined;
};

export type RuleChange = {
  kind: 'exception' | 'override' | 'mode' | 'macro' | 'list';
  name: string;
  place?: string | undefined;
  adds?: string | undefined;
  says: Text;
};

export type VerdictCounts = {
  confirmed: number;
  false_alarm: number;
  harmless: number;
  none: number;
};

export type RuleStats = {
  hits_day: number;
  hits_day_before: number;
  hits_week: number;
  hits_week_before: number;
  last_hit_at?: Time | undefined;
  never_fired: boolean;
  verdicts: VerdictCounts;
  precision: number | null;
  cost_us: number;
  overlap: Array<{
    rule: string;
    shared: number;
    share: number;
  }>;
};

export type Rule = {
  name: string;
  desc: Text;
  condition: string;
  output: string;
  severity: Severity;
  score?: number | undefined;
  kind?: string | undefined;
  tags: string[];
  playbook?: string | undefined;
  exceptions: RuleException[];
  mode: RuleMode;
  mode_why?: string | undefined;
  mode_by?: string | undefined;
  mode_at?: Time | undefined;
  place: string;
  says: Text;
  problems: QueryProblem[];
  effective: {
    condition: string;
    changes: RuleChange[];
    set_by?: Record<string, string> | undefined;
  };
  stats: RuleStats;
  per_hour: number[];
  per_hour_before: number[];
};

export type RulePage = {
  now: Time;
  rows: Rule[];
};

export type BacktestSide = {
  matched: number;
  per_day: number[];
  verdicts: VerdictCounts;
  precision: number | null;
};

export type BacktestRow = {
  item: Item;
  highlights: Highlight[];
  verdict?: Verdict | undefined;
  incident?: string | undefined;
};

export type Backtest = {
  hours: number;
  looked_at: number;
  truncated: boolean;
  current: BacktestSide;
  candidate: BacktestSide;
  kept: number;
  gained: BacktestRow[];
  lost: BacktestRow[];
};

export type System = {
  organisation: string;
  lang: Lang;
  now: Time;
  drill: {
    name: string;
    speed: number;
    clock: Time;
  } | null;
  version?: string | undefined;
  uptime_s?: number | undefined;
};
