// What a reader takes along: tables, images, the link, a citation, and a frame for another site.
import { elsewhere } from '../support/elsewhere.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectInOrder } from '../support/order.ts';

const COMPARISON = '/indicators/CTX.UNEMP?area=0840200&peers=similar:7&pick=0880200&lang=lv';

test('tables and images of what is shown are taken along, and the link and the citation copied', async ({
  context,
  page,
  request,
  server,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(server.url + COMPARISON);
  await page.getByText('Lejupielādēt, kopīgot, citēt').click();
  const files = page.locator('.taken-files').getByRole('link');
  await expect(files).toHaveText(['CSV', 'XLSX', 'CSV', 'XLSX', 'SVG', 'PNG']);
  await expectInOrder(page);
  const kinds = ['text/csv', 'spreadsheetml', 'text/csv', 'spreadsheetml', 'image/svg+xml', 'image/png'];
  for (const [place, kind] of kinds.entries()) {
    const href = await files.nth(place).getAttribute('href');
    const answer = await request.get(String(href));
    expect(answer.status(), href ?? '').toBe(200);
    expect(answer.headers()['content-type'], href ?? '').toContain(kind);
  }
  const image = await request.get(String(await files.nth(4).getAttribute('href')));
  expect(await image.text(), 'the picked one stands out there too').toContain('Talsu novads');

  await page.getByRole('button', { name: 'Kopēt saiti' }).click();
  await expect(page.getByText('Saite nokopēta.')).toBeVisible();
  const link = await page.evaluate(async () => navigator.clipboard.readText());
  await page.getByRole('button', { name: 'Kopēt atsauci' }).click();
  await expect(page.getByText('Atsauce nokopēta.')).toBeVisible();
  const citation = await page.evaluate(async () => navigator.clipboard.readText());
  expect(citation).toContain(link);
  expect(citation).toContain('Reģistrētā bezdarba līmenis (procenti), 2016.');
  const headline = await page.getByRole('heading', { level: 1 }).textContent();
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 }), 'the link shows the same').toHaveText(String(headline));
});

test('a comparison stands in the frame of another site', async ({ page, server }) => {
  await page.goto(`${server.url}/indicators/CTX.UNEMP?area=0840200&peers=similar:7&view=trend&lang=en`);
  await page.getByText('Download, share, cite').click();
  const code = await page.getByLabel('Code for your site').inputValue();
  const address = /src="([^"]+)"/.exec(code)?.[1] ?? '';
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Saldus municipality');
  await expect(page.getByRole('application')).toBeVisible();
  await expect(page.getByRole('navigation'), 'nothing leads elsewhere within the frame').toHaveCount(0);
  const whole = page.getByRole('contentinfo').or(page.getByRole('main')).getByRole('link', { name: 'BLIS' });
  await expect(whole).toHaveAttribute('target', '_blank');
  await expectInOrder(page);
  // Another site shows it, in a frame of its own width.
  const site = await elsewhere(`<main><h1>Saldus</h1>${code.replaceAll('width="100%"', 'width="340"')}</main>`);
  await page.goto(site.url);
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('application')).toBeVisible();
  await expect(frame.getByRole('heading', { level: 1 })).toContainText('Saldus municipality');
  await site.close();
});
