// A municipal administrator signs in, sees the account, and signs out.
import { randomUUID } from 'node:crypto';

import type { Page, Response } from '@playwright/test';

import { expectAccessible } from '../support/axe.ts';
import { expect, test } from '../support/fixtures.ts';

/** What the server answers at an address while something is done. */
async function answerOf(page: Page, path: string, act: () => Promise<unknown>): Promise<Response> {
  const [answer] = await Promise.all([page.waitForResponse((answer) => new URL(answer.url()).pathname === path), act()]);
  await answer.finished();
  return answer;
}

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

  await page.getByRole('link', { name: 'BLIS', exact: true }).click();
  await page.getByRole('link', { name: 'Pārvaldība' }).click();
  await expect(page, 'the menu leads to what she looks after').toHaveURL(/\/account\?lang=lv#administration$/);
  await expect(page.getByRole('heading', { name: 'Pārvaldība' })).toBeInViewport();
  await expect(page.getByRole('link', { name: 'Lietotāji' })).toBeVisible();

  await page.getByRole('link', { name: 'EN', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'My account' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/(\?|$)/);
  await expect(page.getByRole('link', { name: 'Account' })).toBeVisible();
  await answerOf(page, '/api/v1/me', () => page.reload());
  await expect(page.getByRole('link', { name: 'Administration' }), 'nobody looks after anything').toHaveCount(0);
  await page.goto('/account?lang=lv');
  await expect(page.getByRole('heading', { level: 1, name: 'Pierakstīties' })).toBeVisible();
});

test('the menu of somebody who looks after nothing leads nowhere they may not go', async ({ page, server }) => {
  const email = `anna-${randomUUID()}@saldus.lv`;
  await server.addPerson(email, PASSWORD, 'Anna Bērziņa', 'councillor:0840200');
  await page.goto('/sign-in?lang=lv');
  await page.getByLabel('E-pasta adrese').fill(email);
  await page.getByLabel('Parole').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Mans konts' })).toBeVisible();
  const me = await answerOf(page, '/api/v1/me', () => page.getByRole('link', { name: 'BLIS' }).click());
  expect(await me.json(), 'the page asked as her').toMatchObject({ person: { email } });
  await expect(page.getByRole('link', { name: 'Konts' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Pārvaldība' })).toHaveCount(0);
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
