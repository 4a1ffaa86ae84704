// A municipal administrator signs in, sees the account, and signs out.
import { randomUUID } from 'node:crypto';

import { expectAccessible } from '../support/axe.ts';
import { expect, test } from '../support/fixtures.ts';

const PASSWORD = 'zāles kalnā rīts';

test('signing in leads to the account, and signing out ends it', async ({ page, server }) => {
  const email = `liga-${randomUUID()}@saldus.lv`;
  await server.addPerson(email, PASSWORD, 'Līga Ozoliņa', 'municipal_admin:0840200');
  await page.goto('/');
  await page.getByRole('link', { name: 'Konts' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Pierakstīties' })).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel('E-pasta adrese').fill(email);
  await page.getByLabel('Parole').fill('nepareiza parole');
  await page.getByRole('button', { name: 'Pierakstīties' }).click();
  await expect(page.getByRole('alert')).toContainText('nav pareiza');
  await expect(page.getByLabel('E-pasta adrese'), 'what was typed stays, the password aside').toHaveValue(email);
  await expectAccessible(page);

  await page.getByLabel('Parole').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Mans konts' })).toBeVisible();
  await expect(page.getByText('pašvaldības administrators: Saldus novads')).toBeVisible();
  await expectAccessible(page);
  const cookies = await page.evaluate(() => document.cookie);
  expect(cookies, 'no script can read the tokens').not.toContain('blis_');

  await page.getByRole('link', { name: 'EN', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'My account' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/(\?|$)/);
  await page.goto('/account?lang=lv');
  await expect(page.getByRole('heading', { level: 1, name: 'Pierakstīties' })).toBeVisible();
});

test('a name is text, whatever somebody wrote into it', async ({ page, server }) => {
  const email = `evil-${randomUUID()}@saldus.lv`;
  await server.addPerson(email, PASSWORD, '<img src=x onerror="window.broken=1">');
  await page.goto('/sign-in?lang=lv&return_to=//evil.example');
  await page.getByLabel('E-pasta adrese').fill(email);
  await page.getByLabel('Parole').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByText('<img src=x')).toBeVisible();
  expect(new URL(page.url()).pathname, 'nobody is sent to another site').toBe('/account');
  expect(await page.evaluate(() => 'broken' in window)).toBe(false);
});
