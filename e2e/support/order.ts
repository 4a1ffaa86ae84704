// What holds of every page once it is there.
import type { Page } from '@playwright/test';

import { expectAccessible } from './axe.ts';
import { expect } from './fixtures.ts';

/** All has come, nothing sticks out, and axe has nothing to say. */
export async function expectInOrder(page: Page): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: /Ielādē|Loading/ }), 'all has come').toHaveCount(0);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wider, 'nothing sticks out to the side').toBeLessThanOrEqual(0);
  await expectAccessible(page);
}
