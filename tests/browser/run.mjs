// The console in a real browser, against a real server: VIGIE_URL, VIGIE_USER, VIGIE_PASSWORD (without VIGIE_URL: against the
// pretended one). Walks every page in French and English, light and dark; triages from the keyboard; approves a takedown;
// closes in bulk and undoes it; writes, previews and saves a watch; backtests and promotes a rule; asks axe-core about every page. VIGIE_SHOTS names a folder for screenshots.
// VIGIE_NEW_PASSWORD is what a first login changes the password to. VIGIE_CHROMIUM names another browser.
import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { startMock } from './mock-server.mjs';

const env = process.env;
const mock = env.VIGIE_URL ? null : await startMock();
const base = (env.VIGIE_URL ?? mock.url).replace(/\/$/, '');
const user = env.VIGIE_USER ?? 'admin';
const firstPassword = env.VIGIE_PASSWORD ?? 'correct horse battery staple';
const newPassword = env.VIGIE_NEW_PASSWORD ?? 'a much longer sentence of mine';
const shots = env.VIGIE_SHOTS;
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
if (shots) await mkdir(shots, { recursive: true });

const browser = await chromium.launch({
  executablePath: env.VIGIE_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const problems = [];
let checks = 0;
let leaving = false;

function watch(page) {
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    // Asking “who am I” before the login answers 401; the browser prints that by itself.
    if (/401/.test(message.text()) && /\/session$/.test(message.location().url)) return;
    // What the live page asks while its session ends is refused; that is the point of ending it.
    if (leaving && /401/.test(message.text())) return;
    // A conflict between two people is provoked below.
    if (/409/.test(message.text()) && /\/watches\/essai-/.test(message.location().url)) return;
    problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => problems.push(`page: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) problems.push(`foreign request: ${request.url()}`);
  });
}

async function check(name, work) {
  checks++;
  const from = Date.now();
  try {
    await work();
    console.log(`ok   ${name} (${Date.now() - from} ms)`);
  } catch (error) {
    problems.push(`${name}: ${error.message}`);
    console.log(`FAIL ${name}\n     ${error.message.split('\n').slice(0, 6).join('\n     ')}`);
  }
}

async function shot(page, name) {
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`) });
}

async function accessible(page, name) {
  await page.waitForTimeout(350); // transitions change colours half way
  await page.evaluate((source) => new Function(source)(), axe).catch(() => page.addScriptTag({ content: axe }));
  const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }));
  const bad = violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
  assert.equal(bad.length, 0, bad.map((v) => `${name}: ${v.id}: ${v.help}\n${v.nodes.slice(0, 3).map((n) => `${n.target} ${n.failureSummary}`).join('\n')}`).join('\n'));
}

// The CSP of the product forbids eval, as it should: the audit library comes in through the debugger's side door.
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR', colorScheme: 'light', bypassCSP: true });
const page = await context.newPage();
watch(page);
page.setDefaultTimeout(15_000);

async function logIn(password) {
  await page.locator('input[name=name]').fill(user);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
}

const rows = () => page.locator('[data-testid=queue] [role=listitem]');
const count = async () => Number((await page.locator('[data-testid=queue] [role=listitem]').first().getAttribute('aria-setsize')) ?? 0);

await check('the door is in French', async () => {
  await page.goto(base);
  await page.getByRole('button', { name: 'Se connecter' }).waitFor();
  await shot(page, 'login-fr');
});
await check('logging in leads to the overview', async () => {
  await logIn(firstPassword);
  const old = page.locator('input[name=old]');
  await Promise.race([page.locator('#main').waitFor(), old.waitFor()]);
  if (await old.isVisible()) {
    await shot(page, 'first-password');
    await old.fill(firstPassword);
    await page.locator('input[name=new]').fill(newPassword);
    await page.locator('input[name=again]').fill(newPassword);
    await page.locator('button[type=submit]').click();
  }
  await page.locator('#main h1').waitFor();
});
if (!(await page.locator('#main').isVisible())) {
  console.error('cannot log in; the rest makes no sense\n', problems.join('\n'));
  await browser.close();
  mock?.stop();
  process.exit(1);
}

// First the watch: on the real server the day of the exercise goes on playing, and is to bring it hits.
// Through the wire, as the page does it.
const api = (path, method = 'GET', body) =>
  page.evaluate(
    async ([path, method, body]) => {
      const { csrf } = await (await fetch('/api/v1/session')).json();
      const init = { method, headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf } };
      const answer = await fetch(`/api/v1${path}`, body ? { ...init, body: JSON.stringify(body) } : init);
      return answer.json();
    },
    [path, method, body],
  );
// The server tells places in bytes; the page marks letters.
const underlined = (level) => page.locator(`[data-testid=query-layer] [data-flaw=${level}]`);
const editor = () => page.locator('textarea[aria-autocomplete]').first();
const watchName = `essai-${Date.now().toString(36)}`;

await check('a watch is written: an error is underlined where it stands, and fixed by its suggestion', async () => {
  await page.goto(`${base}/watches`);
  await page.getByTestId('watches').locator('li').first().waitFor();
  await page.keyboard.press('n');
  await page.locator('#watch-name').fill(watchName);
  await editor().click();
  await page.keyboard.insertText('(conseiller OR conseillère OR Méridien OR Montclar) ');
  await page.keyboard.type('folowers:>=0');
  await underlined('error').first().waitFor();
  assert.match((await underlined('error').allInnerTexts()).join(''), /folowers/);
  await shot(page, 'watch-error');
  await page.getByTestId('fix').first().click();
  await page.waitForFunction(() => /followers:>=0/.test(document.querySelector('textarea[aria-autocomplete]').value));
  await underlined('error').first().waitFor({ state: 'detached' });
  assert.equal(await editor().evaluate((box) => box === document.activeElement), true, 'the editor has the focus again');
});
await check('the editor completes, previews and saves from the keyboard alone', async () => {
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' -is:off');
  await page.getByTestId('query-options').getByText('official').waitFor();
  await shot(page, 'watch-completion');
  await page.keyboard.press('Enter');
  assert.match(await editor().inputValue(), /followers:>=0 -is:official$/);
  await page.getByTestId('reading').getByText(/conseill[eè]re/).first().waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByTestId('preview-items').locator('mark').first().waitFor();
  await shot(page, 'watch-preview');
  await page.keyboard.press('Control+s');
  await page.waitForURL(new RegExp(`/watches/${watchName}$`));
  await page.locator('#main h1').waitFor();
  await shot(page, 'watch-saved');
});
await check('the new watch is in the list, with hits as they come', async () => {
  await page.goto(`${base}/watches?kind=console`);
  await page.getByTestId('watches').getByText(watchName).waitFor();
  let hits = 0;
  for (let i = 0; i < 40 && hits === 0; i++) {
    hits = (await api(`/watches/${watchName}`)).hits.day;
    if (hits === 0) await page.waitForTimeout(1000);
  }
  assert.ok(hits > 0, 'it hit something');
  await page.reload();
  const row = page.getByTestId('watches').locator('li', { hasText: watchName });
  await row.waitFor();
  assert.doesNotMatch(await row.innerText(), /24 h\s+0\s+7/, 'the list counts the hits');
  await shot(page, 'watches-console');
});
await check('cases have been opened meanwhile', async () => {
  let total = 0;
  for (let i = 0; i < 90 && total < 6; i++) {
    total = (await api('/incidents?status=open,in_progress&limit=1')).total;
    if (total < 6) await page.waitForTimeout(1000);
  }
  assert.ok(total > 0, 'there is work');
  console.log(`     ${total} open`);
});

const pages = [
  ['overview', '/'],
  ['queue', '/incidents'],
  ['takedowns', '/takedowns'],
  ['watches', '/watches'],
  ['new watch', '/watches/~new'],
  ['rules', '/rules'],
  ['reputation', '/reputation'],
  ['screen', '/screen'],
  ['drafts', '/drafts'],
  ['charter', '/charter'],
  ['publications', '/publications'],
  ['detectors', '/detectors'],
  ['assets', '/assets'],
  ['sources', '/sources'],
  ['policies', '/policies'],
  ['channels', '/channels'],
  ['audit', '/audit'],
];
const langButton = (lang) => page.locator('label', { hasText: new RegExp(`^${lang.toUpperCase()}$`) }).first();

for (const [lang, scheme] of [['fr', 'light'], ['en', 'dark']]) {
  await page.emulateMedia({ colorScheme: scheme });
  await check(`the language can be changed to ${lang}`, async () => {
    await langButton(lang).click();
    await page.waitForFunction((l) => document.documentElement.lang === l, lang);
  });
  for (const [name, path] of pages) {
    await check(`${name} in ${lang}, ${scheme}`, async () => {
      await page.goto(base + path);
      await page.locator('#main h1').waitFor();
      await page.waitForLoadState('domcontentloaded');
      await page.locator('[role=status] .mantine-Loader-root').waitFor({ state: 'detached' }).catch(() => {});
      assert.equal(await page.locator('html').getAttribute('lang'), lang);
      // What is written as code (queries, places in files) may look like a key.
      const text = await page.evaluate(() => {
        const parts = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode())
          if (!node.parentElement.closest('code, .mono, script, style')) parts.push(node.textContent);
        return parts.join('\n');
      });
      assert.doesNotMatch(text, /\b(nav|names|common|queue|incident|overview|assets|sources|audit|policies|channels|takedowns|watches|query|rules|noise|publishing)\.[a-z_]+\b(?!\.)/, 'an untranslated key is on the page');
      assert.doesNotMatch(text, /undefined|NaN|Invalid Date|\[object/, 'a hole shows in a text');
      await shot(page, `${name.replaceAll(' ', '-')}-${lang}-${scheme}`);
      await accessible(page, name);
    });
  }
}

const ids = async (query) => {
  const answer = await page.evaluate(async (q) => (await fetch(`/api/v1/incidents?${q}`)).json(), query);
  return answer.rows;
};

await check('the keyboard moves through the queue, opens a case and comes back', async () => {
  await page.goto(`${base}/incidents`);
  await rows().first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  // A short queue stops the cursor at its last case.
  await page.waitForFunction(() => document.activeElement?.closest('[data-index]') !== null);
  await page.waitForTimeout(300);
  await shot(page, 'queue-preview');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/incidents\/VG-/);
  await page.locator('#main h1').waitFor();
  await page.goBack();
  await rows().first().waitFor();
});
await check('the help of the keyboard opens with ?', async () => {
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await accessible(page, 'key help');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});
await check('t takes the case under the cursor, and u gives it back', async () => {
  await page.goto(`${base}/incidents?owner=-`);
  await rows().first().waitFor();
  const before = await count();
  await page.keyboard.press('t');
  await page.waitForFunction((n) => Number(document.querySelector('[data-testid=queue] [role=listitem]')?.getAttribute('aria-setsize') ?? 0) === n, before - 1);
  await page.keyboard.press('u');
  await page.waitForFunction((n) => Number(document.querySelector('[data-testid=queue] [role=listitem]')?.getAttribute('aria-setsize') ?? 0) === n, before);
});
await check('closing several cases tells their number and can be undone', async () => {
  await page.goto(`${base}/incidents`);
  await rows().first().waitFor();
  const before = await count();
  const many = Math.min(3, before);
  for (let i = 0; i < many; i++) {
    await page.keyboard.press('x');
    if (i < many - 1) await page.keyboard.press('j');
  }
  await page.getByRole('toolbar').getByText(String(many)).first().waitFor();
  await shot(page, 'queue-bulk');
  await page.keyboard.press('e');
  await page.getByRole('dialog').waitFor();
  await accessible(page, 'close dialog');
  await shot(page, 'close-dialog');
  await page.keyboard.press('2');
  await page.getByTestId('undo').waitFor();
  await page.waitForTimeout(300);
  await shot(page, 'undo-toast');
  const closed = await ids('status=closed&limit=500');
  assert.ok(closed.length >= many, 'the server has them closed');
  await page.getByTestId('undo').click();
  await page.waitForFunction((n) => Number(document.querySelector('[data-testid=queue] [role=listitem]')?.getAttribute('aria-setsize') ?? 0) >= n, before);
});
await check('filters stand in the address', async () => {
  await page.goto(`${base}/incidents`);
  await rows().first().waitFor();
  await page.locator('button[aria-pressed]', { hasText: /^Critical$/ }).click();
  await page.waitForURL(/severity=critical/);
  await page.reload();
  await page.locator('button[aria-pressed=true]', { hasText: /^Critical$/ }).waitFor();
});
await check('a long queue scrolls to its end without lag', async () => {
  await page.goto(`${base}/incidents?status=all`);
  await rows().first().waitFor();
  const total = await count();
  const took = await page.evaluate(async () => {
    const box = document.querySelector('[data-testid=queue]');
    let worst = 0;
    let last = performance.now();
    for (let i = 0; i < 40; i++) {
      box.scrollTop = (box.scrollHeight * i) / 40;
      await new Promise((done) => requestAnimationFrame(done));
      worst = Math.max(worst, performance.now() - last);
      last = performance.now();
    }
    box.scrollTop = box.scrollHeight;
    return worst;
  });
  await page.locator(`[aria-posinset="${total}"]`).waitFor();
  assert.ok((await rows().count()) < 80, 'only what is on screen is drawn');
  console.log(`     ${total} rows, slowest frame ${Math.round(took)} ms`);
});
await check('a case shows evidence, steps and both accounts; an approval goes out', async () => {
  const waiting = (await ids('status=open,in_progress&limit=500')).find((row) => row.approvals.length > 0);
  assert.ok(waiting, 'a case waits for approval');
  for (const [lang, scheme] of [['en', 'dark'], ['fr', 'light']]) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(`${base}/incidents/${waiting.incident.id}`);
    await page.getByTestId('approve').first().waitFor();
    await langButton(lang).click();
    await page.waitForFunction((l) => document.documentElement.lang === l, lang);
    await shot(page, `incident-${lang}-${scheme}`);
    if (shots) await page.screenshot({ path: join(shots, `incident-full-${lang}-${scheme}.png`), fullPage: true });
    await accessible(page, 'incident');
  }
  await page.keyboard.press('a');
  await page.getByRole('dialog').waitFor();
  await page.getByTestId('confirm-step').waitFor();
  await page.waitForTimeout(300);
  await shot(page, 'approve-dialog');
  await page.getByTestId('confirm-step').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const { steps } = await page.evaluate(async (id) => (await fetch(`/api/v1/incidents/${id}`)).json(), waiting.incident.id);
  const step = steps.find((s) => s.plan.key === waiting.approvals[0]);
  assert.notEqual(step.state, 'awaiting_approval');
});
await check('a note lands in the timeline', async () => {
  await page.locator('form textarea').last().fill('Vu avec la conseillère : ce compte n’est pas le sien.');
  await page.locator('form textarea').last().press('Control+Enter');
  await page.locator('ol li', { hasText: 'ce compte n’est pas le sien' }).first().waitFor();
});
await check('the audit chain is verified from the page', async () => {
  await page.goto(`${base}/audit`);
  await page.getByTestId('verify').click();
  await page.locator('[role=status] strong').waitFor();
  await shot(page, 'audit-verified');
});

const dialog = page.getByRole('dialog');
await check('a culprit is allowed from its case with a reason and an end, and the case comes back by undoing', async () => {
  const [row] = await ids('status=open,in_progress&limit=1');
  await page.goto(`${base}/incidents/${row.incident.id}`);
  await page.getByTestId('allow').waitFor();
  await page.keyboard.press('l');
  await dialog.locator('textarea').fill('Compte de l’agence, ouvert avec notre accord.');
  await accessible(page, 'allow dialog');
  await shot(page, 'allow-dialog');
  await page.getByTestId('confirm-allow').click();
  await page.getByTestId('undo').waitFor();
  assert.equal((await api(`/incidents/${row.incident.id}`)).incident.close_cause, 'harmless');
  await page.goto(`${base}/detectors`);
  await page.getByTestId('allowances').getByText('ouvert avec notre accord').waitFor();
  await page.waitForTimeout(300);
  await shot(page, 'detectors');
  await accessible(page, 'detectors with an allowance');
  const made = (await api('/allowances')).rows.filter((allowance) => allowance.in_force).at(0);
  const ended = page.getByTestId('allowances').locator('li', { hasText: 'ouvert avec notre accord' });
  await ended.getByRole('button').click();
  await ended.waitFor({ state: 'detached' });
  assert.equal((await api('/allowances')).rows.find((allowance) => allowance.id === made.id).in_force, false);
  await api(`/incidents/${row.incident.id}/reopen`, 'POST', {});
});
await check('a text is checked before it is published: where, why, and a text that may go out', async () => {
  await page.goto(`${base}/screen#${encodeURIComponent('Voici la carte de Mme Élodie Roux : 4970 1012 3456 7893, et son numéro : 06 12 34 56 78')}`);
  const answer = page.getByTestId('screening');
  await answer.locator('[data-decision=block]').waitFor();
  assert.ok((await answer.locator('mark').allTextContents()).some((words) => words.includes('4970')), 'the card is marked');
  for (const scheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme: scheme });
    await shot(page, `screening-${scheme}`);
    await accessible(page, `screening, ${scheme}`);
  }
  await page.getByTestId('use-mended').click();
  const mended = await page.locator('#main textarea').first().inputValue();
  assert.ok(!mended.includes('4970 1012 3456 7893'), 'the proposed text hides the card');
  await answer.locator('[data-decision=block]').waitFor({ state: 'detached' });
});
await check('a publication is asked for and approved', async () => {
  await page.goto(`${base}/publications`);
  await page.locator('#main h1').waitFor();
  await page.getByTestId('freeze-button').waitFor();
  await page.keyboard.press('n');
  await dialog.getByRole('combobox').first().click();
  await page.getByRole('option').first().click();
  await dialog.locator('textarea').fill('Matinée portes ouvertes jeudi.');
  await accessible(page, 'publication dialog');
  await shot(page, 'publication-dialog');
  await page.getByTestId('confirm-publication').click();
  const row = page.getByTestId('publications').locator('li', { hasText: 'Matinée portes ouvertes jeudi.' });
  await row.getByRole('button').first().click();
  await page.waitForFunction(async () =>
    (await (await fetch('/api/v1/publications?state=approved')).json()).rows.some((p) => p.text === 'Matinée portes ouvertes jeudi.' && p.state === 'approved'));
});
await check('a freeze of all accounts says so on every page and is lifted with a reason', async () => {
  await dialog.waitFor({ state: 'detached' }); // keys belong to an open dialog
  await page.keyboard.press('f');
  await dialog.locator('textarea').fill('Accident sur le site de Lyon : rien ne part sans la direction.');
  await accessible(page, 'freeze dialog');
  await shot(page, 'freeze-dialog');
  await page.getByTestId('confirm-freeze').click();
  await page.getByTestId('freeze').waitFor();
  await page.waitForTimeout(400);
  for (const scheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme: scheme });
    await shot(page, `frozen-${scheme}`);
    await accessible(page, `frozen, ${scheme}`);
  }
  assert.ok((await api('/publications?state=frozen')).rows.length > 0, 'what was approved is held');
  await page.goto(`${base}/incidents`);
  await page.getByTestId('freeze-note').waitFor();
  await page.goto(`${base}/publications`);
  await page.getByTestId('freeze').getByRole('button').click();
  await dialog.locator('textarea').fill('La direction a parlé.');
  await page.getByTestId('confirm-lift').click();
  await page.getByTestId('freeze').waitFor({ state: 'detached' });
  await page.getByTestId('freeze-note').waitFor({ state: 'detached' });
  await shot(page, 'publications-after');
});

await check('every state of the editor is accessible', async () => {
  await page.goto(`${base}/watches/~new`);
  await editor().click();
  await page.keyboard.insertText('(conseiller OR Méridien OR Montclar) folowers:>=0 "jamais');
  await underlined('error').first().waitFor();
  await accessible(page, 'editor with errors');
  await editor().fill('(conseiller OR Méridien OR Montclar) -is:');
  await page.getByTestId('query-options').waitFor();
  await accessible(page, 'editor with suggestions');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await page.getByTestId('preview-items').locator('mark').first().waitFor();
  await accessible(page, 'preview');
  await page.getByRole('button', { name: /Le langage|The language/ }).click();
  await page.getByRole('dialog').waitFor();
  await accessible(page, 'help of the language');
  await shot(page, 'watch-help');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await editor().fill('');
});
await check('a watch that somebody else changed shows both texts', async () => {
  await page.goto(`${base}/watches/${watchName}/edit`);
  await editor().waitFor();
  const { version } = await api(`/watches/${watchName}`);
  await api(`/watches/${watchName}`, 'PUT', { version, query: 'conseiller Verneuil' });
  await editor().fill('conseiller Montclar');
  await page.getByTestId('save').click();
  await page.getByTestId('conflict').waitFor();
  assert.deepEqual(await page.getByTestId('conflict').locator('mark').allInnerTexts(), ['Verneuil', 'Montclar']);
  await accessible(page, 'conflict');
  await shot(page, 'watch-conflict');
  await page.getByTestId('conflict').getByRole('button').first().click();
  await page.waitForURL(new RegExp(`/watches/${watchName}$`));
});
await check('a watch is deleted, and undone', async () => {
  await page.getByRole('button', { name: /Autres actions|More actions/ }).click();
  await page.getByRole('menuitem').last().click();
  await page.getByTestId('undo').waitFor();
  assert.equal((await api(`/watches/${watchName}`)).deleted, true);
  await page.getByTestId('undo').click();
  await page.waitForFunction(async (name) => !(await (await fetch(`/api/v1/watches/${name}`)).json()).deleted, watchName);
});

const { rows: rules } = await api('/rules').catch(() => ({ rows: [] }));
const shadow = rules?.find((rule) => rule.mode === 'shadow');
await check('a shadow rule is backtested in another wording', async () => {
  assert.ok(shadow, 'a rule is in shadow');
  await page.goto(`${base}/rules`);
  await page.getByTestId('rules').getByRole('link', { name: shadow.name, exact: true }).click();
  await page.getByTestId('run-backtest').waitFor();
  await page.waitForTimeout(300);
  await shot(page, 'rule');
  await accessible(page, 'rule');
  await page.getByRole('button', { name: /autre formulation|another wording/ }).click();
  await editor().fill('assets.names -is:official');
  await page.keyboard.press('Control+Enter');
  await page.getByTestId('backtest-result').waitFor();
  await page.waitForTimeout(300);
  await accessible(page, 'backtest');
  await shot(page, 'rule-backtest');
  if (shots) await page.screenshot({ path: join(shots, 'rule-backtest-full.png'), fullPage: true });
});
await check('it is promoted after a look at what it would have raised', async () => {
  await page.goto(`${base}/rules/${shadow.name}`);
  await page.getByTestId('run-backtest').click();
  await page.getByTestId('promote').click();
  await page.getByTestId('week').waitFor();
  await page.waitForTimeout(300);
  await accessible(page, 'promotion');
  await shot(page, 'rule-promote');
  await page.getByRole('dialog').locator('textarea').fill('Trois semaines sans fausse alerte.');
  await page.getByTestId('confirm-mode').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal((await api(`/rules/${shadow.name}`)).mode, 'live');
  await page.getByText('Trois semaines sans fausse alerte.').first().waitFor();
});

if (mock) {
  await check('a new case arrives by itself', async () => {
    await page.goto(`${base}/incidents`);
    await rows().first().waitFor();
    await page.getByText('En direct').waitFor();
    await page.evaluate(() => fetch('/mock/arrive'));
    await page.getByRole('button', { name: /1 nouveau/ }).click();
  });
}

const phone = await context.newPage();
watch(phone);
await phone.setViewportSize({ width: 390, height: 844 });
const more = [['watch', `/watches/${watchName}`], ['edit watch', `/watches/${watchName}/edit`], ...(shadow ? [['rule', `/rules/${shadow.name}`]] : []), ['incident', null]];
for (const [name, path] of [...pages, ...more]) {
  await check(`${name} on a phone`, async () => {
    const target = path ?? `/incidents/${(await ids('limit=1'))[0].incident.id}`;
    await phone.goto(base + target);
    await phone.locator('#main h1').waitFor();
    await phone.waitForTimeout(500);
    await shot(phone, `phone-${name.replaceAll(' ', '-')}`);
    const over = await phone.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(over <= 0, `the page is ${over} px wider than the screen`);
    await accessible(phone, name);
  });
}

await check('logging out closes the door', async () => {
  await page.goto(base);
  await page.locator('#main h1').waitFor();
  await page.locator('[class*=foot] button[aria-haspopup=menu]').click();
  leaving = true;
  await page.getByRole('menuitem').last().click();
  await page.locator('input[name=password]').waitFor();
  await accessible(page, 'login');
});

await browser.close();
mock?.stop();
if (problems.length > 0) {
  console.error(`\n${problems.length} problem(s):\n${problems.join('\n')}`);
  process.exit(1);
}
console.log(`\n${checks} checks passed.`);
