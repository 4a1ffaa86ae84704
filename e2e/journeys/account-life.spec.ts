// The life of an account: an administrator sets up one-time codes and invites somebody, who accepts, forgets the
// password and sets another; at the end the account is erased.
import { randomUUID } from 'node:crypto';

import type { Page } from '@playwright/test';

import { codeOf } from '../support/authenticator.ts';
import { expectAccessible } from '../support/axe.ts';
import { expect, test } from '../support/fixtures.ts';

const PASSWORD = 'zāles kalnā rīts';
const NEXT_PASSWORD = 'sniegs uz jumta pavasarī';

async function signIn(page: Page, site: string, email: string, password: string): Promise<void> {
  await page.goto(`${site}/sign-in?lang=lv`);
  await page.getByLabel('E-pasta adrese').fill(email);
  await page.getByLabel('Parole').fill(password);
  await page.keyboard.press('Enter');
}

/** The link in the newest letter to an address. */
async function linkTo(page: Page, site: string, email: string): Promise<string> {
  await page.goto(`${site}/outbox?lang=lv`);
  const letter = page.getByRole('article').filter({ hasText: email }).first();
  const link = await letter.getByRole('link').first().getAttribute('href');
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wider, 'a letter is read without scrolling sideways').toBeLessThanOrEqual(0);
  expect(link, 'the letter has a link').not.toBeNull();
  return link ?? '';
}

test('somebody is invited, forgets the password, and is erased', async ({ page, browser, ownServer }) => {
  const site = ownServer.url;
  const admin = `dace-${randomUUID()}@example.lv`;
  await ownServer.addPerson(admin, PASSWORD, 'Dace Vītola', 'admin');
  await signIn(page, site, admin, PASSWORD);

  // The role sleeps until there is a second factor.
  await expect(page.getByRole('heading', { level: 1, name: 'Vienreizējie kodi' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sākt iestatīšanu' }).click();
  await expectAccessible(page);
  const secret = await page.locator('main code').textContent();
  await page.getByLabel('Kods, ko tagad rāda lietotne').fill(codeOf(secret ?? ''));
  await page.getByRole('button', { name: 'Apstiprināt un iestatīt' }).click();
  await expect(page.locator('main li code')).toHaveCount(10);
  await expectAccessible(page);
  // Neither a reload nor the other language loses them, and they can be kept as a file.
  await page.reload();
  await expect(page.locator('main li code')).toHaveCount(10);
  await page.getByRole('link', { name: 'EN', exact: true }).click();
  await expect(page.locator('main li code')).toHaveCount(10);
  await page.getByRole('link', { name: 'LV', exact: true }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Lejupielādēt kodus (TXT)' }).click();
  expect((await download).suggestedFilename()).toBe('blis-recovery-codes.txt');
  await page.getByRole('button', { name: 'Kodi ir saglabāti, uz manu kontu' }).click();

  const anna = `anna-${randomUUID()}@saldus.lv`;
  await page.getByRole('link', { name: 'Lietotāji' }).click();
  await page.getByRole('link', { name: 'Uzaicināt lietotāju' }).click();
  await expectAccessible(page);
  await page.getByLabel('E-pasta adrese').fill(anna);
  await page.getByLabel('Vārds un uzvārds').fill('Anna Liepa');
  await page.locator('select[name=role]').selectOption('member');
  await page.locator('select[name=municipality]').selectOption('0840200');
  await page.getByRole('button', { name: 'Nosūtīt uzaicinājumu' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Anna Liepa' })).toBeVisible();
  await expectAccessible(page);
  const person = page.url();

  // In a browser of her own.
  const context = await browser.newContext({ locale: 'lv-LV' });
  const hers = await context.newPage();
  await hers.goto(await linkTo(page, site, anna));
  await expectAccessible(hers);
  await hers.getByLabel('Parole').fill(PASSWORD);
  await hers.locator('main button[type=submit]').click();
  await expect(hers.getByRole('status')).toContainText('Konts ir atvērts');
  await signIn(hers, site, anna, PASSWORD);
  await expect(hers.getByText('pašvaldības darbinieks: Saldus novads')).toBeVisible();

  // A forgotten password.
  await hers.goto(`${site}/reset?lang=lv`);
  await hers.getByLabel('E-pasta adrese').fill(anna);
  await hers.getByRole('button', { name: 'Sūtīt saiti' }).click();
  await expect(hers.getByText('vēstule ar saiti jau ir ceļā')).toBeVisible();
  await expect(async () => {
    await hers.goto(await linkTo(page, site, anna));
    await expect(hers.getByRole('heading', { level: 1, name: 'Jauna parole' })).toBeVisible({ timeout: 1000 });
  }).toPass();
  await hers.getByLabel('Jauna parole').fill(NEXT_PASSWORD);
  await hers.getByRole('button', { name: 'Saglabāt paroli' }).click();
  await expect(hers.getByRole('status')).toContainText('Jaunā parole ir spēkā');
  await signIn(hers, site, anna, NEXT_PASSWORD);
  await expect(hers.getByRole('heading', { level: 1, name: 'Mans konts' })).toBeVisible();

  // Erased, she is out at once, and nothing on the page says who it was.
  await page.goto(person);
  await page.getByRole('link', { name: 'Dzēst personas datus' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Dzēst personas datus' }).click();
  await expect(page.getByText('Personas dati izdzēsti.')).toBeVisible();
  await expect(page.getByText(anna)).toHaveCount(0);
  await hers.reload();
  await expect(hers.getByRole('heading', { level: 1, name: 'Pierakstīties' })).toBeVisible();
  await context.close();
});
