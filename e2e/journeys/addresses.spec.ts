// Addresses that were typed, cut short or grew old: the page says what of them does not count.
import { ComparisonPage } from '../pages/comparison-page.ts';
import { expectAccessible } from '../support/axe.ts';
import { expect, test } from '../support/fixtures.ts';

const INDICATOR = 'EDU.PRE.COV';
const SALDUS = '0840200';
const OTHERS = ['0880200', '0640600', '0660200', '0130000', '0170000', '0210000'];

test('of more picks than there are colours the first five stay, and it is said', async ({ page }) => {
  const comparison = new ComparisonPage(page);
  await comparison.open(INDICATOR, { area: SALDUS, period: '2016', pick: OTHERS.join(',') });
  await expect(page.getByRole('status').filter({ hasText: 'piecas' })).toBeVisible();
  await expect(comparison.picks).toHaveCount(5);
});

test('whoever lets a pick go by keyboard stands at the next one', async ({ page }) => {
  const comparison = new ComparisonPage(page);
  await comparison.open(INDICATOR, { area: SALDUS, period: '2016', pick: OTHERS.slice(0, 2).join(',') });
  await comparison.picks.first().press('Enter');
  await expect(comparison.picks).toHaveCount(1);
  await expect(comparison.picks.first(), 'the focus is not thrown to the top of the page').toBeFocused();
  await comparison.picks.first().press('Enter');
  await expect(page.locator('.picks-hint')).toBeFocused();
});

test('a period without data is named as one, and a step leads to the nearest that has some', async ({ page }) => {
  for (const path of [`/?area=${SALDUS}&period=2005`, `/areas/${SALDUS}?period=2005`, `/indicators/${INDICATOR}?area=${SALDUS}&period=2005`]) {
    await page.goto(path);
    const period = page.getByRole('combobox', { name: 'Periods', exact: true });
    await expect(period.locator('option:checked'), path).toHaveText('2005 (datu nav)');
    const earlier = page.getByRole('button', { name: 'Iepriekšējais periods' });
    await expect(earlier).toHaveAttribute('aria-disabled', 'true');
    await page.getByRole('button', { name: 'Nākamais periods' }).click();
    await expect(page).toHaveURL(/period=20(0[6-9]|1\d)/);
    await expect(period.locator('option:checked')).not.toContainText('datu nav');
  }
});

test('the sentence on time ends at the year that is looked at', async ({ page }) => {
  const comparison = new ComparisonPage(page);
  await comparison.open(INDICATOR, { area: SALDUS, period: '2014' });
  await expect(comparison.aside).toContainText('–2014: vērtība');
  await comparison.choosePeriod('2016');
  await expect(comparison.aside).toContainText('–2016: vērtība');
});

test('a municipality that is not there is named, whoever it was to be', async ({ page }) => {
  for (const path of ['/areas/0999999', '/?area=0999999', `/indicators/${INDICATOR}?area=${SALDUS}&pick=0999999`]) {
    await page.goto(path);
    await expect(page.getByRole('status').filter({ hasText: '0999999' }), path).toBeVisible();
    await expectAccessible(page);
  }
});

test('a set of peers that means nothing is refused with the reason, not with a button that would fail again', async ({ page }) => {
  await page.goto(`/areas/${SALDUS}?peers=network:N99`);
  await expect(page.getByRole('alert')).toContainText('N99');
  await expect(page.getByRole('button', { name: 'Mēģināt vēlreiz' })).toHaveCount(0);
});

test('a bar is picked by a click, or by the button that a touch brings', async ({ page }, { project }) => {
  const comparison = new ComparisonPage(page);
  await comparison.open(INDICATOR, { area: SALDUS, period: '2016' });
  const box = (await comparison.chart.boundingBox())!;
  const bar = { x: box.width * 0.45, y: 120 };
  if (project.name === 'phone') {
    await comparison.chart.tap({ position: bar });
    const pick = page.getByRole('button', { name: 'Izcelt', exact: true });
    await expect(pick).toBeInViewport();
    await pick.tap();
    await expect(page.getByRole('button', { name: 'Vairs neizcelt', exact: true })).toBeVisible();
  } else {
    await comparison.chart.click({ position: bar });
  }
  await expect(page).toHaveURL(/pick=\d{7}/);
  await expect(comparison.picks).toHaveCount(1);
  await expectAccessible(page);
});
