// The councillor's page: what is good, what deserves attention, what to ask; on screen and on paper.
import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { expectInOrder } from '../support/order.ts';

interface Said {
  lv: string;
  en: string;
}
interface Brief {
  strengths: { text: Said; evidence: { indicator: string; band: string } }[];
  concerns: { text: Said; evidence: { indicator: string; band: string } }[];
  questions: { text: Said; why: Said }[];
}

const SALDUS = '0840200';

async function read(page: Page, url: string): Promise<Brief> {
  const answer = await page.request.get(`${url}/api/v1/areas/${SALDUS}/brief?peers=similar:12`);
  expect(answer.status()).toBe(200);
  return (await answer.json()) as Brief;
}

test('a councillor finds the page of the municipality and asks what its figures raise', async ({ page, server }) => {
  const brief = await read(page, server.url);
  expect(brief.strengths.length + brief.concerns.length, 'the demonstration has something to tell').toBeGreaterThan(0);
  expect(brief.questions.length).toBeGreaterThan(0);
  await page.goto(`${server.url}/areas/${SALDUS}?peers=similar:12&lang=lv`);
  await page.getByRole('link', { name: 'Lapa deputātam' }).click();
  await expect(page).toHaveURL(/\/brief\/0840200\?peers=similar:12/);
  await expect(page).toHaveTitle('Lapa deputātam · Saldus novads · BLIS');
  for (const { text } of [...brief.strengths, ...brief.concerns, ...brief.questions]) {
    await expect(page.locator('.brief').getByRole('listitem').filter({ hasText: text.lv })).toBeVisible();
  }
  const main = page.getByRole('main');
  await expect(main, 'nobody is put in a place').not.toContainText(/\d+\.\s*vieta/);
  await expectInOrder(page);
  const first = page.locator('.brief ol').getByRole('link').first();
  await first.click();
  await expect(page).toHaveURL(/\/indicators\/[A-Z.0-9_]+\?area=0840200/);
});

test('the page is one sheet of paper in either language', async ({ page, server }) => {
  for (const lang of ['lv', 'en']) {
    await page.goto(`${server.url}/brief/${SALDUS}?peers=similar:12&lang=${lang}`);
    await expect(page.locator('.brief')).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('button', { name: /Drukāt|Print/ })).toBeHidden();
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? [];
    expect(pages.length, `${lang}: one sheet`).toBe(1);
    await page.emulateMedia({ media: 'screen' });
  }
});
