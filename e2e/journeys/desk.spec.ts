// A data steward looks at feeds and receipts, and decides about held figures.
import { expectAccessible } from '../support/axe.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectInOrder } from '../support/order.ts';
import { asSteward } from '../support/people.ts';

test('a steward decides about figures that are held', async ({ page, ownServer, request }) => {
  const site = ownServer.url;
  await asSteward(page, ownServer);
  const published = async (indicator: string, area: string) => {
    const answer = await request.get(`${site}/api/v1/compare?indicator=${indicator}&area=${area}&period=2016`);
    return ((await answer.json()) as { value: number }).value;
  };
  const before = await published('GOV.REVENUE.PC', '0880200');

  // The menu leads there.
  await page.getByRole('link', { name: 'Aizturētās vērtības' }).click();
  await expect(page.getByText('Gaida lēmumu: 6')).toBeVisible();
  await expectInOrder(page);
  const figure = page.getByRole('listitem').filter({ hasText: 'Talsu novads' }).filter({ hasText: 'Pamatbudžeta' });
  await expect(figure, 'why it waits is said in a sentence').toContainText('100 reizes lielāka');
  await expect(figure.getByRole('application'), 'its series is drawn behind it').toBeVisible();

  await figure.getByRole('button', { name: 'Publicēt' }).click();
  await expect(figure.getByRole('alert')).toContainText('Ierakstiet pamatojumu');
  await figure.getByLabel('Pamatojums').fill('Zvanīju uz Talsiem: tie ir centi.');
  await figure.getByRole('button', { name: 'Noraidīt' }).click();
  await expect(figure.getByRole('status').last()).toContainText('publicēts nekas nav');
  await expect(figure.getByRole('status').last(), 'the reader goes on there').toBeFocused();
  await expect(page.getByText('Gaida lēmumu: 5'), 'one fewer waits').toBeVisible();
  expect(await published('GOV.REVENUE.PC', '0880200'), 'a refused figure changes nothing').toBe(before);

  const other = page.getByRole('listitem').filter({ hasText: 'Reģistrētā bezdarba līmenis' });
  await other.getByLabel('Pamatojums').fill('Slēgta rūpnīca; apstiprināts.');
  await other.getByRole('button', { name: 'Publicēt' }).click();
  await expect(other.getByRole('status').last()).toContainText('Publicēts; datu versija');
  await expect(other.getByText('Publicēts tagad'), 'nothing contradicts the decision').toHaveCount(0);
  const released = await published('CTX.UNEMP', '0840200');
  expect(released, 'a released one is what everybody reads').toBeGreaterThan(50);
  await expectInOrder(page);

  // So do the pages that are opened from here.
  await other.getByRole('heading').getByRole('link').click();
  await page.getByRole('link', { name: 'Tabula', exact: true }).click();
  await expect(page.getByRole('row', { name: /Saldus novads/ })).toContainText(released.toFixed(2).replace('.', ','));
  await page.goBack();
  await page.goBack();

  // What is held as a whole is decided about with its batch.
  await page.getByRole('link', { name: 'Pakete aizturēta kā viens veselums' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Pakete, saņemta');
  await expectInOrder(page);
  await page.getByLabel('Pamatojums').fill('Tarifs sūtīts par kilovatstundu.');
  await page.getByRole('button', { name: 'Noraidīt' }).click();
  await expect(page.getByText('lēmējs: Ilze Kalniņa')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'publicēts nekas nav' })).toBeFocused();
  await expect(page.getByText('Tarifs sūtīts par kilovatstundu.')).toBeVisible();
  await expect(page.getByText('ar lēmumu noraidīta'), 'what it is since').toBeVisible();
});

test('more held figures come below those that are there, and what was typed stays', async ({ page, ownServer }) => {
  await asSteward(page, ownServer);
  // The demonstration holds fewer than a page of them.
  await page.route(/\/api\/v1\/held\?/, (route) => {
    const address = new URL(route.request().url());
    address.searchParams.set('limit', '4');
    return route.continue({ url: address.href });
  });
  await page.goto(`${ownServer.url}/held?lang=en`);
  const figures = page.locator('.held > li');
  await expect(figures).toHaveCount(4);
  await expect(page.getByRole('status').filter({ hasText: '4 of 6 shown' })).toBeVisible();
  const reason = figures.getByLabel('Reason').first();
  await reason.fill('Asked the municipality.');
  const more = page.getByRole('button', { name: 'Show more' });
  await more.press('Enter');
  await expect(figures).toHaveCount(6);
  await expect(reason).toHaveValue('Asked the municipality.');
  await expect(figures.nth(4), 'the reader goes on at what is new').toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: '6 of 6 shown' })).toBeVisible();
  await expect(more, 'all is there').toHaveCount(0);
  await expectInOrder(page);
});

test('a steward finds rows of a receipt and takes them along', async ({ page, ownServer }) => {
  await asSteward(page, ownServer);
  await page.goto(`${ownServer.url}/feeds?lang=en`);
  await expect(page.getByRole('heading', { level: 1, name: 'Data feeds' })).toBeVisible();
  await expectInOrder(page);
  await page.getByRole('link', { name: 'Demonstration data' }).click();
  await expect(page.getByRole('row')).toHaveCount(5); // a heading, and four batches
  await expectInOrder(page);
  await page.getByRole('row').filter({ hasText: 'held' }).getByRole('link').click();
  await expect(page.getByText('The batch is held as a whole')).toBeVisible();
  await expect(page.getByRole('table').getByRole('row'), 'a heading, and three rows').toHaveCount(4);
  await page.getByRole('link', { name: 'suspect', exact: true }).click();
  await expect(page.getByRole('table').getByRole('row'), 'the one that is held').toHaveCount(2);
  await expect(page).toHaveURL(/outcome=suspect/);
  await expectInOrder(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
});

test('whoever is not signed in is led to where one signs in, and back', async ({ page }) => {
  await page.goto('/held?lang=en');
  await expect(page.getByText('Only those who are signed in see this.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/sign-in\?.*return_to=%2Fheld/);
});
