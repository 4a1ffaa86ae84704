// A data steward changes the sheet of an indicator.
import { expect, test } from '../support/fixtures.ts';
import { expectInOrder } from '../support/order.ts';
import { asSteward } from '../support/people.ts';

test('a steward changes a sheet, is told so, and reads it on the pages opened next', async ({ page, ownServer }) => {
  await asSteward(page, ownServer);
  await page.goto(`${ownServer.url}/indicators/CTX.UNEMP/sheet?lang=en`);
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toHaveText('Registered unemployment rate');
  const name = page.getByLabel('Name in English');
  const save = page.getByRole('button', { name: 'Save the sheet' });
  const saved = page.getByRole('status').filter({ hasText: 'The sheet is saved.' });

  await name.fill('Unemployed people');
  await save.press('Enter');
  await expect(saved).toBeVisible();
  await expect(title).toHaveText('Unemployed people');
  await expect(page.locator('.versions > li').first(), 'the history tells it').toContainText('Unemployed people');
  await expect(saved, 'the word stays').toBeVisible();
  await expect(save, 'and so does the focus').toBeFocused();
  await expectInOrder(page);

  // What is changed next is changed in what was saved.
  await name.fill('Unemployment');
  await save.press('Enter');
  await expect(title).toHaveText('Unemployment');
  await expect(page.locator('.versions > li').first()).toContainText('Unemployed people');

  // What is no number is said at its field.
  const decimals = page.getByLabel('digits after the decimal sign');
  await decimals.fill('many');
  await save.press('Enter');
  await expect(decimals).toBeFocused();
  await expect(decimals).toHaveAttribute('aria-invalid', 'true');
  await expect(decimals).toHaveAccessibleDescription(/It has to be a number/);

  await decimals.fill('1');
  await name.fill(' ');
  await save.press('Enter');
  await expect(page.getByRole('alert').getByRole('heading')).toHaveText('Not saved');
  await expect(name, 'so is what the server finds').toHaveAttribute('aria-invalid', 'true');
  await expect(decimals, 'nothing else is wrong').not.toHaveAttribute('aria-invalid');

  await page.getByRole('main').getByRole('link', { name: 'CTX.UNEMP' }).click();
  await expect(page.locator('.subtitle')).toContainText('Unemployment');
  await page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name: 'Indicators' }).click();
  await expect(page.getByRole('link', { name: 'Unemployment', exact: true })).toHaveCount(1);
});
