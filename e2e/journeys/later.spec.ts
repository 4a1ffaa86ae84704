// Pages and views that are loaded when they are first asked for: the first comparison does without them, each opens by
// link and by address, and one whose file does not come says so and can be asked for again.
import { expectAccessible } from '../support/axe.ts';
import { expect, test } from '../support/fixtures.ts';

const COMPARISON = '/indicators/CTX.UNEMP?area=0840200';
const PIECES = '**/{split,chunk}_*.wasm';
const READING = '**/split_reading-*.wasm';

// What the first comparison may take of a slow line, in bytes; `cargo xtask spa` says so beforehand.
const MOST = 350_000;

test('the first comparison loads none of them, and a link brings its own', async ({ page, server }) => {
  const loaded: string[] = [];
  const taken: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/')) return;
    taken.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    const name = /\/((?:split|chunk)_\w+)-[0-9a-f]{16}\.wasm$/.exec(pathname)?.[1];
    if (name) loaded.push(name);
  });
  await page.goto(server.url + COMPARISON);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('vieta no');
  await expect(page.locator('.verdict')).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(loaded).toEqual([]);
  const bytes = (await Promise.all(taken)).reduce((sum, size) => sum + size, 0);
  expect(bytes, 'what the first comparison takes, all told').toBeLessThanOrEqual(MOST);
  expect(bytes, 'and it was measured').toBeGreaterThan(MOST / 2);

  await page.getByRole('navigation', { name: 'Galvenā izvēlne' }).getByRole('link', { name: 'Tīkli' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Tīkli' })).toBeVisible();
  await expect(page).toHaveTitle('Tīkli · BLIS');
  await expect(page.getByRole('main'), 'the reader goes on where the new page begins').toBeFocused();
  expect(loaded).toContain('split_reading');
  expect(loaded).not.toContain('split_trend');
  await expectAccessible(page);

  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('vieta no');
  const before = loaded.length;
  await page.goForward();
  await expect(page.getByRole('heading', { level: 1, name: 'Tīkli' })).toBeVisible();
  expect(loaded.length, 'what is here is not loaded again').toBe(before);
});

test('a view that is loaded later opens by its address and by its link', async ({ page }) => {
  await page.goto(`${COMPARISON}&view=table`);
  await expect(page.getByRole('table').first()).toContainText('Saldus novads');
  await page.goto(COMPARISON);
  await page.getByRole('link', { name: 'Laikā', exact: true }).click();
  await expect(page).toHaveURL(/view=trend/);
  await expect(page.locator('.comparison-chart svg')).toBeVisible();
});

for (const path of ['/networks', '/networks/N2', '/indicators', '/about']) {
  test(`${path} is told when its file does not come, and another try mends it`, async ({ page }) => {
    await page.route(PIECES, (route) => route.abort());
    await page.goto(path);
    const failure = page.getByRole('alert');
    await expect(failure).toContainText('Neizdevās saņemt: šī lapa.');
    await expect(page).toHaveTitle(/^(Tīkli|Rādītāji|Par BLIS) · BLIS$/);
    await expectAccessible(page);
    await page.unroute(PIECES);
    await page.getByRole('button', { name: 'Mēģināt vēlreiz' }).click();
    await expect(failure).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
}

test('a file that the server has no longer is told like one that does not come, and going there again tries again', async ({ page }) => {
  await page.goto(COMPARISON);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('vieta no');
  await page.route(READING, (route) => route.fulfill({ status: 404, contentType: 'application/problem+json', body: '{}' }));
  const about = page.getByRole('contentinfo').getByRole('link', { name: 'Par BLIS' });
  await about.click();
  await expect(page.getByRole('alert')).toContainText('pārlādējiet lapu');
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('vieta no');
  await page.unroute(READING);
  await about.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Par BLIS' })).toBeVisible();
});
