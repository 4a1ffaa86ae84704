// A planner compares a municipality with its peers.
import { ComparisonPage } from '../pages/comparison-page.ts';
import { expectAccessible } from '../support/axe.ts';
import { compare } from '../support/comparison.ts';
import { expect, test } from '../support/fixtures.ts';

const INDICATOR = 'EDU.PRE.COV';
const SALDUS = '0840200';

test('the page ranks as the API does, with every set of peers', async ({ page, request }) => {
  const comparison = new ComparisonPage(page);
  await comparison.open(INDICATOR, { area: SALDUS, peers: 'all', period: '2016' });
  const among = new Set<number>();
  for (const peers of ['all', 'kind:municipality', 'region:LV003', 'similar:7', 'country']) {
    await comparison.compareWith(peers);
    await expect(page).toHaveURL(peers === 'all' ? /area=0840200/ : new RegExp(`peers=${peers.replace(':', '(:|%3A)')}`));
    const { rank, of } = await compare(request, { indicator: INDICATOR, area: SALDUS, peers, period: '2016' });
    await expect.poll(() => comparison.rank(), `rank with ${peers}`).toEqual({ rank, of });
    among.add(of);
  }
  expect(among.size, 'other peers are another comparison').toBeGreaterThan(2);
  await expectAccessible(page);
});

test('another year is another comparison, and the back button undoes other peers', async ({ page, request }) => {
  const comparison = new ComparisonPage(page);
  await comparison.open(INDICATOR, { area: SALDUS, period: '2016' });
  const before = await comparison.rank();
  expect(before).toBeDefined();
  await comparison.choosePeriod('2013');
  const { rank, of } = await compare(request, { indicator: INDICATOR, area: SALDUS, peers: 'all', period: '2013' });
  await expect.poll(() => comparison.rank()).toEqual({ rank, of });
  await comparison.choosePeriod('2016');
  await expect.poll(() => comparison.rank()).toEqual(before);
  await comparison.compareWith('region:LV003');
  await expect.poll(() => comparison.rank()).not.toEqual(before);
  await page.goBack();
  await expect.poll(() => comparison.rank()).toEqual(before);
});

test('the keyboard walks from bar to bar, pins one and lets go', async ({ page, request }) => {
  const comparison = new ComparisonPage(page);
  await comparison.open(INDICATOR, { area: SALDUS, period: '2016' });
  await comparison.chart.focus();
  await page.keyboard.press('Home');
  const { items } = await compare(request, { indicator: INDICATOR, area: SALDUS, peers: 'all', period: '2016' });
  const best = items[0]!.area;
  const name = ((await (await request.get(`/api/v1/areas/${best}`)).json()) as { name: { lv: string } }).name.lv;
  await expect(comparison.spoken).toContainText(name);
  await expect(comparison.spoken).toContainText('1.\u00a0vieta no');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`pick=${best}`));
  await page.keyboard.press('Escape');
  await expect(comparison.spoken).toBeEmpty();
  await expectAccessible(page);
});

test('pointing at a bar shows its name, value and rank', async ({ page }, { project }) => {
  const comparison = new ComparisonPage(page);
  await comparison.open(INDICATOR, { area: SALDUS, period: '2016' });
  const box = (await comparison.chart.boundingBox())!;
  const place = { x: box.width * 0.45, y: box.height * 0.5 };
  if (project.name === 'phone') {
    await comparison.chart.tap({ position: place });
  } else {
    await comparison.chart.hover({ position: place });
  }
  const card = page.locator('.chart .card');
  await expect(card).toBeVisible();
  await expect(card).toContainText(/\d+\.\u00a0vieta no \d+/);
  await expect(card).toContainText('%');
});

test('the views show the same comparison as lines and as a table', async ({ page, request }) => {
  const comparison = new ComparisonPage(page);
  await comparison.open(INDICATOR, { area: SALDUS, period: '2016' });
  await comparison.show('Laikā');
  await expect(page).toHaveURL(/view=trend/);
  await comparison.chart.focus();
  await page.keyboard.press('End');
  await expect(comparison.spoken).toContainText('Saldus novads');
  await expectAccessible(page);

  await comparison.show('Tabula');
  const { items } = await compare(request, { indicator: INDICATOR, area: SALDUS, peers: 'all', period: '2016' });
  const rows = page.getByRole('row');
  await expect(rows).toHaveCount(44 + 1);
  expect(items.length).toBeGreaterThan(40);
  await page.getByRole('row', { name: /Talsu novads/ }).getByRole('checkbox').check();
  await expect(page).toHaveURL(/pick=0880200/);
  await expectAccessible(page);
});

test('the distribution shows every municipality, and who is picked there stays picked', async ({ page }) => {
  const comparison = new ComparisonPage(page);
  await comparison.open(INDICATOR, { area: SALDUS, period: '2015' });
  await comparison.show('Sadalījums');
  await expect(page).toHaveURL(/view=distribution/);
  await expect(comparison.chart, 'it says how wide the middle half is').toHaveAccessibleName(/Vidējās puses vērtības/);
  await comparison.chart.focus();
  await page.keyboard.press('End');
  await expect(comparison.spoken, 'the last period is the one asked about').toContainText('2015');
  await expect(comparison.spoken).toContainText('Saldus novads');
  await page.keyboard.press('ArrowUp');
  await expect(comparison.spoken, 'the next higher value').not.toContainText('Saldus novads');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/pick=\d{7}/);
  await expectAccessible(page);
  await comparison.show('Laikā');
  await expect(comparison.picks).toHaveCount(1);
});

test('a language is one click, and the other one is complete', async ({ page }) => {
  const comparison = new ComparisonPage(page);
  await comparison.open(INDICATOR, { area: SALDUS, period: '2016' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'lv');
  const before = await comparison.rank();
  expect(before).toBeDefined();
  await page.getByRole('link', { name: 'English' }).click();
  const english = new ComparisonPage(page, 'en');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect.poll(() => english.rank()).toEqual(before);
  await expect(english.aside).toContainText('Median');
  await page.reload();
  await expect(page.locator('html'), 'the choice is remembered').toHaveAttribute('lang', 'en');
  await expectAccessible(page);
});

test('no request is sent when peers, year or picks change', async ({ page }) => {
  const comparison = new ComparisonPage(page);
  await comparison.open(INDICATOR, { area: SALDUS, period: '2016' });
  const asked: string[] = [];
  page.on('request', (request) => {
    // Chromium asks for the icon anew whenever the address changes.
    if (!request.url().endsWith('/favicon.svg')) {
      asked.push(request.url());
    }
  });
  await comparison.compareWith('network:N4');
  await expect(page).toHaveURL(/network/);
  await comparison.choosePeriod('2014');
  await expect(page).toHaveURL(/period=2014/);
  expect(asked, 'the browser computes with what it has').toEqual([]);
  await comparison.show('Laikā');
  await expect(page).toHaveURL(/view=trend/);
  await expect(page.locator('.comparison-chart svg')).toBeVisible();
  const figures = asked.filter((url) => !url.endsWith('.wasm'));
  expect(figures, 'another view loads its own part of the page, and no figures').toEqual([]);
});
