// People sign in through the service of another organisation, and link their identity there to their account.
import { randomUUID } from 'node:crypto';

import type { Page } from '@playwright/test';

import { expectAccessible } from '../support/axe.ts';
import { expect, test as base } from '../support/fixtures.ts';
import { IdentityProvider, NAME } from '../support/identity-provider.ts';
import { Server } from '../support/server.ts';

const PASSWORD = 'zāles kalnā rīts';

/** A server that lets a service sign people in. */
const test = base.extend<{ blis: Server }>({
  blis: [
    async ({}, use) => {
      const provider = await IdentityProvider.start();
      const server = await Server.start(provider.settings);
      provider.register(server.url);
      await use(server);
      await server.stop();
      await provider.stop();
    },
    { timeout: 120_000 },
  ],
});

test.beforeEach(async ({ context }) => {
  // The pages of the service ask for a font from the network.
  await context.route('https://**', (route) => route.abort());
});

/** Signs in at the service, where nobody is signed in yet. */
async function signInThere(page: Page, login: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(login);
  await page.getByPlaceholder('and password').fill('anything');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

async function expectAccount(page: Page, email: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: 'Mans konts' })).toBeVisible();
  await expect(page.getByText(email)).toBeVisible();
}

test('who was invited signs in through the service, and once more without typing anything', async ({ page, blis }) => {
  const email = `anna-${randomUUID()}@saldus.lv`;
  await blis.blis('user', 'add', email, '--invited', '--role', 'member:0840200');
  await page.goto(`${blis.url}/account`);
  await expect(page.getByRole('heading', { level: 2, name: 'Vai pierakstieties ar' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: NAME.lv }).click();
  await signInThere(page, email);
  await expectAccount(page, email);
  await expect(page.getByText('Anna Liepa')).toBeVisible();
  expect(new URL(page.url()).search, 'nothing of the way is left in the address').toBe('?lang=lv');
  await expectAccessible(page);
  const cookies = await page.context().cookies(blis.url);
  expect(cookies.map(({ name }) => name).filter((name) => name.includes('blis_via')), 'it is taken back').toEqual([]);
  expect(await page.evaluate(() => document.cookie)).not.toContain('blis_');

  // It is the only way in.
  await page.getByRole('button', { name: 'Atsaistīt' }).click();
  await expect(page.getByText('vienīgais veids')).toBeVisible();

  await page.goto(`${blis.url}/account?lang=lv`);
  await page.getByRole('button', { name: 'Izrakstīties' }).click();
  await page.goto(`${blis.url}/sign-in?lang=lv&return_to=/account/log`);
  await page.getByRole('link', { name: NAME.lv }).click();
  await expect(page, 'the service knows who it is').toHaveURL(/\/account\/log\?lang=lv$/);
});

test('an identity is linked from the account, signs in, and is unlinked', async ({ page, blis }) => {
  const email = `janis-${randomUUID()}@saldus.lv`;
  await blis.addPerson(email, PASSWORD, 'Jānis Bērziņš', 'member:0840200');
  await page.goto(`${blis.url}/sign-in?lang=lv`);
  await page.getByLabel('E-pasta adrese').fill(email);
  await page.getByLabel('Parole').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expectAccount(page, email);

  await page.getByRole('button', { name: `Piesaistīt: ${NAME.lv}` }).click();
  await signInThere(page, 'janis.berzins@other.example');
  await expectAccount(page, email);
  await expect(page.getByRole('cell', { name: NAME.lv, exact: true })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Izrakstīties' }).click();
  await page.goto(`${blis.url}/sign-in?lang=lv`);
  await page.getByRole('link', { name: NAME.lv }).click();
  await expectAccount(page, email);
  await page.getByRole('button', { name: 'Atsaistīt' }).click();
  await expect(page.getByRole('button', { name: `Piesaistīt: ${NAME.lv}` })).toBeVisible();

  await page.getByRole('button', { name: 'Izrakstīties' }).click();
  await page.goto(`${blis.url}/sign-in?lang=lv`);
  await page.getByRole('link', { name: NAME.lv }).click();
  await expect(page.getByRole('alert')).toContainText('neviens BLIS konts netiek atvērts');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Atpakaļ uz pierakstīšanos' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Pierakstīties' })).toBeVisible();
});

test('who breaks off, or shows an address that nobody has verified, is told so', async ({ page, blis }) => {
  const email = `unverified-${randomUUID()}@saldus.lv`;
  await blis.blis('user', 'add', email, '--invited');
  await page.goto(`${blis.url}/sign-in?lang=en`);
  await page.getByRole('link', { name: NAME.en }).click();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await expect(page.getByRole('alert')).toContainText('broken off');

  await page.getByRole('link', { name: 'Back to signing in' }).click();
  await page.getByRole('link', { name: NAME.en }).click();
  await signInThere(page, email);
  await expect(page.getByRole('alert')).toContainText('opens no account');

  // The same answer once more. Nothing says any more in which language it was begun.
  await page.goto(page.url());
  await expect(page.getByRole('alert')).toContainText('vairs nav derīga');
});
