// What a reader sees while something is on its way, when it failed, and when it is not there.
import { expectAccessible } from '../support/axe.ts';
import { expect, test } from '../support/fixtures.ts';

const SERIES = '**/api/v1/indicators/CTX.UNEMP/series**';
const ADDRESS = '/indicators/CTX.UNEMP?area=0840200';

test('a failed read is told, and another try mends it', async ({ page }) => {
  await page.route(SERIES, (route) => route.abort());
  await page.goto(ADDRESS);
  await expect(page.getByText('Datus neizdevās saņemt')).toBeVisible();
  await expectAccessible(page);
  await page.unroute(SERIES);
  await page.getByRole('button', { name: 'Mēģināt vēlreiz' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('vieta no');
});

test('a problem of the server is told in its own words', async ({ page }) => {
  await page.route(SERIES, (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: 'https://blis.lps.lv/problems/unavailable',
        title: 'Serviss pašlaik nav pieejams',
        status: 503,
        detail: 'Datubāze neatbild.',
        instance: '/api/v1',
      }),
    }),
  );
  await page.goto(ADDRESS);
  await expect(page.getByText('Datubāze neatbild.')).toBeVisible();
});

test('what is on its way keeps its place', async ({ page }) => {
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route(SERIES, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(ADDRESS);
  await expect(page.getByRole('status').filter({ hasText: 'Ielādē datus' }).first()).toBeVisible();
  answer();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('vieta no');
});

test('an address that is not there says so', async ({ page }) => {
  await page.goto('/no/such/page');
  await expect(page.getByText('Šādas lapas nav')).toBeVisible();
  await page.goto('/indicators/NOT.THERE');
  await expect(page.getByText('Katalogā nav rādītāja NOT.THERE.')).toBeVisible();
});

test('a part of the address that cannot be read is told, not hidden', async ({ page }) => {
  await page.goto('/indicators/CTX.UNEMP?area=0840200&peers=nobody:at-all');
  await expect(page.getByText('neizdevās nolasīt')).toBeVisible();
});
