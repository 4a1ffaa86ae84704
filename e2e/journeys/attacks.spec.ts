// What somebody with bad intent writes into every field there is, and what another site tries with a visitor of ours.
import { randomUUID } from 'node:crypto';

import type { Page } from '@playwright/test';

import { elsewhere } from '../support/elsewhere.ts';
import { expect, test } from '../support/fixtures.ts';
import { token } from '../support/push.ts';

const PASSWORD = 'zāles kalnā rīts';

/** Texts that would run if one of them were taken for more than text. */
const SCRIPTS = [
  '<img src=x onerror="window.broken=1">',
  '"><script>window.broken=1</script>',
  "'><svg/onload=window.broken=1>",
  '</title></textarea></select><script>window.broken=1</script>',
  'javascript:window.broken=1//',
  '{{constructor.constructor("window.broken=1")()}}',
];

/** Watches a page; the answer fails when anything of a script ran, or would have but for the content security policy. */
function watch(page: Page): (where: string) => Promise<void> {
  const violations: string[] = [];
  const dialogs: string[] = [];
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) {
      violations.push(message.text());
    }
  });
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  return async (where) => {
    const found = await page.evaluate(() => ({
      broken: 'broken' in window,
      planted: document.querySelectorAll('[onerror], [onload], img[src="x"], a[href^="javascript:" i]').length,
      inline: [...document.scripts].filter((script) => script.text.includes('broken')).length,
    }));
    expect(found, where).toEqual({ broken: false, planted: 0, inline: 0 });
    expect(violations, `${where}: what the policy had to stop should not have been there`).toEqual([]);
    expect(dialogs, where).toEqual([]);
  };
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in?lang=lv');
  await page.getByLabel('E-pasta adrese').fill(email);
  await page.getByLabel('Parole').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Mans konts' })).toBeVisible();
}

test('what is stored is shown as text: names, devices, keys and notes', async ({ ownServer, browser, playwright }) => {
  // Each text is stored in every place and looked at in every place.
  test.setTimeout(240_000);
  const request = await playwright.request.newContext({ baseURL: ownServer.url });
  for (const [at, script] of SCRIPTS.entries()) {
    const email = `evil-${at}@saldus.lv`;
    await ownServer.addPerson(email, PASSWORD, script, 'municipal_admin:0840200');
    const client = await ownServer.addMachineClient(script);
    const answer = await request.post('/api/v1/feeds/srda/batches', {
      headers: {
        Authorization: `Bearer ${await token(request, client)}`,
        'Idempotency-Key': script,
        'Content-Type': 'application/json',
      },
      data: {
        observations: [
          { indicator: 'CTX.UNEMP', area: '0840200', period: '2016', value: 7.1 + at / 10, note: script },
          { indicator: script, area: script, period: script, value: script, status: script, breakdown: script },
        ],
      },
    });
    expect(answer.status(), await answer.text()).toBeLessThan(500);
    expect(answer.headers()['content-type'], 'a receipt is never a page').toContain('json');

    const context = await browser.newContext({ baseURL: ownServer.url, locale: 'lv-LV', userAgent: `Browser ${script}` });
    const page = await context.newPage();
    const expectNothingRan = watch(page);
    await signIn(page, email);
    await expect(page.locator('main')).toContainText(script);
    await expectNothingRan(`/account with ${script}`);
    for (const path of ['/account/log', '/admin/audit', '/indicators/CTX.UNEMP?area=0840200&period=2016&view=table']) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectNothingRan(`${path} with ${script}`);
    }
    await context.close();
  }
  await request.dispose();
});

test('what stands in an address or a field is shown as text', async ({ page, server }) => {
  test.setTimeout(240_000);
  const email = `anna-${randomUUID()}@saldus.lv`;
  await server.addPerson(email, PASSWORD, 'Anna', 'municipal_admin:0840200');
  await signIn(page, email);
  const expectNothingRan = watch(page);
  for (const script of SCRIPTS) {
    const text = encodeURIComponent(script);
    const asked = ['action', 'actor', 'from', 'to', 'target_kind', 'target', 'municipality', 'cursor', 'nonsense'];
    const addresses = [
      ...asked.map((name) => `/admin/audit?${name}=${text}`),
      `/admin/audit?${text}=${text}`,
      `/account?lang=${text}`,
      `/account/log?cursor=${text}`,
      `/sign-in?return_to=${text}&lang=${text}`,
      `/?area=${text}&period=${text}&peers=${text}&lang=${text}`,
      `/indicators?q=${text}&policy_area=${text}`,
      `/indicators/${text}`,
      `/indicators/CTX.UNEMP?area=${text}&peers=${text}&period=${text}&view=${text}&pick=${text}`,
      `/areas/${text}?peers=${text}`,
      `/networks/${text}`,
      `/embed/${text}`,
      `/${text}#${text}`,
      `/api/v1/areas/${text}?lang=${text}`,
      `/api/v1/areas?q=${text}&kind=${text}`,
      `/api/v1/charts/ranking.svg?indicator=CTX.UNEMP&area=0840200&peers=${text}`,
    ];
    for (const address of addresses) {
      await page.goto(address, { waitUntil: 'load' });
      await expectNothingRan(address);
    }
  }
  await page.goto('/indicators');
  const search = page.getByRole('searchbox');
  for (const script of SCRIPTS) {
    await search.fill(script);
    await expect(search).toHaveValue(script);
    await expectNothingRan(`the search with ${script}`);
  }
});

test('the form for signing in gives back what was typed as text', async ({ page }) => {
  const expectNothingRan = watch(page);
  for (const script of SCRIPTS) {
    await page.goto('/sign-in?lang=lv');
    // Past what the browser itself would refuse.
    await page.getByLabel('E-pasta adrese').evaluate((field: HTMLInputElement) => (field.type = 'text'));
    await page.getByLabel('E-pasta adrese').fill(script);
    await page.getByLabel('Parole').fill(script);
    await page.getByRole('button', { name: 'Pierakstīties' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expectNothingRan(`the form with ${script}`);
  }
});

test('nobody is sent to another site', async ({ page, request, server }) => {
  test.setTimeout(120_000);
  const email = `janis-${randomUUID()}@saldus.lv`;
  await server.addPerson(email, PASSWORD, 'Jānis');
  const elsewheres = [
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'https:evil.example',
    '/\t/evil.example',
    '/%09/evil.example',
    'javascript:alert(1)',
    '/.//evil.example',
    '@evil.example',
  ];
  for (const place of elsewheres) {
    await page.goto(`/sign-in?lang=lv&return_to=${encodeURIComponent(place)}`);
    await page.getByLabel('E-pasta adrese').fill(email);
    await page.getByLabel('Parole').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    expect(new URL(page.url()).origin, place).toBe(server.url);
    // Whoever is signed in is sent on at once.
    await page.goto(`/sign-in?return_to=${encodeURIComponent(place)}`);
    expect(new URL(page.url()).origin, place).toBe(server.url);
    await page.context().clearCookies();
  }
  for (const path of ['//evil.example', '//evil.example/%2e%2e', '/api-docs//evil.example', '/\\evil.example', '/.//evil.example']) {
    const answer = await request.get(`${server.url}${path}`, { maxRedirects: 0 });
    const location = answer.headers()['location'];
    expect(location === undefined || /^\/(?![/\\])/.test(location), `${path} leads to ${location}`).toBe(true);
  }
});

test('no page can be put into a frame, but those that are made for it', async ({ page, server }) => {
  const paths = ['/', '/sign-in', '/account', '/admin/audit', '/indicators', '/areas/0840200', '/api-docs/', '/api/v1/areas'];
  for (const path of [...paths, '/embedded', '/embed/x']) {
    const site = await elsewhere(`<iframe src="${server.url}${path}"></iframe>`);
    await page.goto(site.url, { waitUntil: 'load' });
    // The page around it is loaded before the browser says where the frame ended.
    const shown = expect.poll(() => page.frames()[1]?.url(), { message: `where the frame of ${path} ended` });
    if (path === '/embed/x') {
      await shown.toBe(`${server.url}${path}`);
    } else {
      await shown.toMatch(/^chrome-error:/);
    }
    await site.close();
  }
});

test('another site reads what is published, and can neither read nor change what is somebody\'s own', async ({ page, server }) => {
  const email = `liga-${randomUUID()}@saldus.lv`;
  await server.addPerson(email, PASSWORD, 'Līga', 'municipal_admin:0840200');
  await signIn(page, email);
  expect(await page.evaluate(() => document.cookie), 'no script reads the tokens').not.toContain('blis_');

  const site = await elsewhere(`<form method="post" action="${server.url}/sign-out"><input name="csrf" value="x"></form>`);
  // Another host, and another port of the same one, which browsers call the same site.
  for (const url of [site.url, site.url.replace('localhost', '127.0.0.1')]) {
    await page.goto(url);
    const read = (path: string, credentials: RequestCredentials) =>
      page.evaluate(
        async ([address, credentials]) => {
          try {
            return (await fetch(address!, { credentials: credentials as RequestCredentials })).status;
          } catch {
            return 'refused';
          }
        },
        [`${server.url}${path}`, credentials],
      );
    expect(await read('/api/v1/areas', 'omit'), 'what is published').toBe(200);
    expect(await read('/api/v1/areas', 'include'), 'no credentials are taken').toBe('refused');
    for (const path of ['/api/v1/me', '/api/v1/me/sessions', '/api/v1/me/log', '/api/v1/audit', '/account']) {
      for (const credentials of ['omit', 'include'] as const) {
        expect(await read(path, credentials), `${path} from ${url}`).toBe('refused');
      }
    }
    const sent = page.waitForResponse((answer) => answer.url().endsWith('/sign-out'));
    await page.evaluate(() => document.forms[0]!.submit());
    expect((await sent).status(), 'a form of another site signs nobody out').toBe(403);
    await page.waitForURL(`${server.url}/sign-out`);
  }
  await site.close();
  await page.goto('/account?lang=lv');
  await expect(page.getByRole('heading', { level: 1, name: 'Mans konts' })).toBeVisible();
});
