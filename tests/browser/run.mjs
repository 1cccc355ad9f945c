// The console in a real browser, against a real server: VIGIE_URL, VIGIE_USER, VIGIE_PASSWORD (without VIGIE_URL: against the
// pretended one). Walks every page in French and English, light and dark; triages from the keyboard; approves a takedown;
// closes in bulk and undoes it; asks axe-core about every page. VIGIE_SHOTS names a folder for screenshots.
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

function watch(page) {
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    // Asking “who am I” before the login answers 401; the browser prints that by itself.
    if (/401/.test(message.text()) && /\/session$/.test(message.location().url)) return;
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

await check('the door is in French, accessible, and refuses a wrong password', async () => {
  await page.goto(base);
  await page.getByRole('button', { name: 'Se connecter' }).waitFor();
  await shot(page, 'login-fr');
  await accessible(page, 'login');
});
await check('logging in leads to the overview', async () => {
  await logIn(firstPassword);
  const old = page.locator('input[name=old]');
  await Promise.race([page.locator('#main').waitFor(), old.waitFor()]);
  if (await old.isVisible()) {
    await accessible(page, 'first password');
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

const pages = [
  ['overview', '/'],
  ['queue', '/incidents'],
  ['takedowns', '/takedowns'],
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
      const text = await page.locator('body').innerText();
      assert.doesNotMatch(text, /\b(nav|names|common|queue|incident|overview|assets|sources|audit|policies|channels|takedowns)\.[a-z_]+\b(?!\.)/, 'an untranslated key is on the page');
      assert.doesNotMatch(text, /undefined|NaN|Invalid Date|\[object/, 'a hole shows in a text');
      await shot(page, `${name}-${lang}-${scheme}`);
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
for (const [name, path] of [...pages, ['incident', null]]) {
  await check(`${name} on a phone`, async () => {
    const target = path ?? `/incidents/${(await ids('limit=1'))[0].incident.id}`;
    await phone.goto(base + target);
    await phone.locator('#main h1').waitFor();
    await phone.waitForTimeout(500);
    await shot(phone, `phone-${name}`);
    const over = await phone.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(over <= 0, `the page is ${over} px wider than the screen`);
    await accessible(phone, name);
  });
}

await check('logging out closes the door', async () => {
  await page.goto(base);
  await page.locator('#main h1').waitFor();
  await page.locator('[class*=foot] button[aria-haspopup=menu]').click();
  await page.getByRole('menuitem').last().click();
  await page.locator('input[name=password]').waitFor();
});

await browser.close();
mock?.stop();
if (problems.length > 0) {
  console.error(`\n${problems.length} problem(s):\n${problems.join('\n')}`);
  process.exit(1);
}
console.log(`\n${checks} checks passed.`);
