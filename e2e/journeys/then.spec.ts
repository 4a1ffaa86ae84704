// Links that keep what was known: whoever opens one is shown what its sender saw.
import { expect, test } from '../support/fixtures.ts';
import { asCoordinator } from '../support/people.ts';

test('a link compares with those who were in the network then', async ({ page, ownServer }) => {
  const site = ownServer.url;
  const before = new Date().toISOString();
  await asCoordinator(page, ownServer, 'N2');
  await page.goto(`${site}/admin/networks/N2?lang=lv`);
  const out = page.getByRole('link', { name: /^Izņemt: / }).first();
  const name = ((await out.getAttribute('aria-label')) ?? '').replace('Izņemt: ', '');
  const code = /members\/(\d+)/.exec((await out.getAttribute('href')) ?? '')?.[1] ?? '';
  expect(code).not.toBe('');
  await out.click();
  await page.getByRole('button', { name: 'Izņemt' }).click();
  await expect(page.getByText('Pašvaldība vairs nav tīkla dalībniece.')).toBeVisible();

  const comparison = `${site}/indicators/CTX.UNEMP?area=0840200&peers=network:N2&period=2016&view=table&lang=lv`;
  const row = page.getByRole('table').first().getByRole('row').filter({ hasText: name });
  await page.goto(comparison);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('vieta no');
  await expect(row, 'who was taken out is compared with no longer').toHaveCount(0);
  await page.goto(`${comparison}&as_of=${before}`);
  await expect(row, 'and was then').toHaveCount(1);

  const profile = `${site}/areas/${code}?peers=network:N2&lang=lv`;
  const own = page.getByText(/Tīkli: [^·]*N2/);
  await page.goto(profile);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(own).toHaveCount(0);
  await page.goto(`${profile}&as_of=${before}`);
  await expect(own, 'its profile says in which networks it was').toBeVisible();
  await page.getByRole('link', { name: 'Rādīt pašreizējās' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(own).toHaveCount(0);
});
