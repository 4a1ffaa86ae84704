// People with accounts, signed in as they would do it themselves.
import { randomUUID } from 'node:crypto';

import type { Page } from '@playwright/test';

import { codeOf } from './authenticator.ts';
import type { Server } from './server.ts';

const PASSWORD = 'zāles kalnā rīts';

/** Adds a person with a role and signs in. */
async function signedIn(page: Page, server: Server, name: string, role: string): Promise<void> {
  const email = `${randomUUID()}@example.lv`;
  await server.addPerson(email, PASSWORD, name, role);
  await page.goto(`${server.url}/sign-in?lang=lv`);
  await page.getByLabel('E-pasta adrese').fill(email);
  await page.getByLabel('Parole').fill(PASSWORD);
  await page.keyboard.press('Enter');
}

/** Signs a new data steward in, one-time codes and all. */
export async function asSteward(page: Page, server: Server): Promise<void> {
  await signedIn(page, server, 'Ilze Kalniņa', 'steward');
  await page.getByRole('button', { name: 'Sākt iestatīšanu' }).click();
  const secret = await page.locator('main code').textContent();
  await page.getByLabel('Kods, ko tagad rāda lietotne').fill(codeOf(secret ?? ''));
  await page.getByRole('button', { name: 'Apstiprināt un iestatīt' }).click();
  await page.getByRole('button', { name: 'Kodi ir saglabāti, uz manu kontu' }).click();
}

/** Signs a new employee of a municipality in. */
export async function asMember(page: Page, server: Server, area: string): Promise<void> {
  await signedIn(page, server, 'Jānis Bērziņš', `member:${area}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** Signs a new coordinator of a network in. */
export async function asCoordinator(page: Page, server: Server, network: string): Promise<void> {
  await signedIn(page, server, 'Mārtiņš Liepa', `coordinator:${network}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
}
