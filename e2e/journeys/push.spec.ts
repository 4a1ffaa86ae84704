// A pushed figure becomes a comparison in the browser.
import { ComparisonPage } from '../pages/comparison-page.ts';
import { expect, test } from '../support/fixtures.ts';
import { push } from '../support/push.ts';

test('a pushed value shows on the open page after a reload', async ({ ownServer, browser, playwright }, { project }) => {
  const { viewport, locale } = project.use;
  const context = await browser.newContext({ baseURL: ownServer.url, viewport: viewport ?? null, locale: locale ?? 'lv-LV' });
  const request = await playwright.request.newContext({ baseURL: ownServer.url });
  const page = await context.newPage();
  const comparison = new ComparisonPage(page);
  await comparison.open('CTX.UNEMP', { area: '0840200', peers: 'all', period: '2016' });
  const before = await comparison.rank();
  expect(before?.rank).toBeGreaterThan(1);

  const client = await ownServer.addMachineClient('e2e');
  const value = 0.37;
  const receipt = await push(request, client, [{ indicator: 'CTX.UNEMP', area: '0840200', period: '2016', value }]);
  expect(receipt, JSON.stringify(receipt)).toMatchObject({ state: 'applied', changed: 1 });

  await page.reload();
  await expect.poll(() => comparison.rank(), 'the least unemployment is the first place').toMatchObject({ rank: 1 });
  await expect(comparison.aside).toContainText('0,37\u00a0%');
  await request.dispose();
  await context.close();
});
