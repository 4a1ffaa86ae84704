// Figures on their way to the public: a municipality looks at its own, a data steward releases them, and a link keeps
// what was known before.
import { expect, test } from '../support/fixtures.ts';
import { expectInOrder } from '../support/order.ts';
import { asMember, asSteward } from '../support/people.ts';

const INDICATOR = 'GOV.RESPONSE.DAYS';
const SALDUS = '0840200';

test('a municipality answers about figures, and they become public with its explanation', async ({
  browser,
  page,
  ownServer,
  request,
}) => {
  const site = ownServer.url;
  const published = async (): Promise<{ value: number | null; explanation: { lv: string } | null }> => {
    const answer = await request.get(`${site}/api/v1/compare?indicator=${INDICATOR}&area=${SALDUS}&period=2017`);
    return (await answer.json()) as { value: number | null; explanation: { lv: string } | null };
  };
  expect((await published()).value, 'nothing is public before the release').toBeNull();

  await asMember(page, ownServer, SALDUS);
  await page.getByRole('main').getByRole('link', { name: 'Vērtības pirms publiskošanas' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Saldus novads' })).toBeVisible();
  const figures = page.getByRole('list').getByRole('listitem');
  const right = figures.filter({ hasText: 'Elektroniski iesniegto' });
  const wrong = figures.filter({ hasText: 'Vidējais atbildes' });
  await expectInOrder(page);
  await right.getByRole('button', { name: 'Vērtība ir pareiza' }).click();
  await expect(right.getByText(/^Apstiprināta/)).toBeVisible();
  await expect(right.getByRole('status').filter({ hasText: 'Apstiprināta' }), 'the reader goes on there').toBeFocused();
  await wrong.getByRole('button', { name: 'Lūgt labot' }).click();
  await expect(wrong.getByLabel('Kas jālabo un kāpēc'), 'what is asked for can be typed at once').toBeFocused();
  await wrong.getByRole('button', { name: 'Atcelt' }).click();
  await expect(wrong.getByRole('button', { name: 'Lūgt labot' }), 'back where it began').toBeFocused();
  await wrong.getByRole('button', { name: 'Lūgt labot' }).click();
  await wrong.getByRole('button', { name: 'Nosūtīt lūgumu' }).click();
  await expect(wrong.getByRole('alert'), 'a correction says what').toContainText('Ierakstiet, kas jālabo');
  await wrong.getByLabel('Kas jālabo un kāpēc').fill('Skaitītas darba dienas.');
  await wrong.getByRole('button', { name: 'Nosūtīt lūgumu' }).click();
  await expect(wrong.getByText(/^Lūgts labot/)).toBeVisible();
  await expect(wrong.getByRole('status').filter({ hasText: 'Lūgts labot' })).toBeFocused();
  await wrong.getByText('Skaidrojums', { exact: true }).click();
  await wrong.getByLabel('Latviski').fill('Jauna lietvedības sistēma.');
  await wrong.getByRole('button', { name: 'Saglabāt skaidrojumu' }).click();
  await expect(wrong.getByText('Skaidrojums saglabāts')).toBeVisible();
  await wrong.getByText('Rādīt laikrindu').click();
  await expect(wrong.getByRole('application')).toBeVisible();
  await expectInOrder(page);

  const office = await browser.newContext();
  const desk = await office.newPage();
  await asSteward(desk, ownServer);
  await desk.getByRole('main').getByRole('link', { name: 'Datu publiskošana' }).click();
  await desk.getByRole('link', { name: 'Pārvaldes rādītāji par 2017. gadu' }).click();
  await expect(desk.getByText('Skaitītas darba dienas.').first(), 'the steward reads the answer').toBeVisible();
  const asked = desk.getByRole('region', { name: 'Lūdz labot: 1' });
  await expect(asked, 'and which figures are said to be wrong').toContainText('Skaitītas darba dienas.');
  await expectInOrder(desk);
  const before = new Date().toISOString();
  await desk.getByRole('button', { name: 'Publicēt tagad' }).click();
  await expect(desk.getByRole('group', { name: 'Publicēt tagad' }), 'it is asked once more').toBeFocused();
  await expect(desk.getByRole('group', { name: 'Publicēt tagad' })).toContainText('Lūdz labot: 1');
  await expect(desk.getByRole('button', { name: 'Atcelt publiskošanu' }), 'one question at a time').toHaveCount(0);
  await desk.getByRole('button', { name: 'Nepublicēt' }).click();
  await expect(desk.getByRole('button', { name: 'Publicēt tagad' }), 'back where it began').toBeFocused();
  await desk.getByRole('button', { name: 'Publicēt tagad' }).click();
  await desk.getByRole('button', { name: 'Jā, publicēt tagad' }).click();
  await expect(desk.getByText('publicēta', { exact: true })).toBeVisible();
  await expect(desk.getByRole('status').filter({ hasText: 'publicēta ·' }), 'the reader goes on there').toBeFocused();
  await expectInOrder(desk);
  await office.close();
  const now = await published();
  expect(now.value, 'the figure is public').not.toBeNull();
  expect(now.explanation?.lv, 'and what its municipality says of it').toBe('Jauna lietvedības sistēma.');

  // Everybody reads it, and a link keeps what was known before.
  const address = `${site}/indicators/${INDICATOR}?area=${SALDUS}&period=2017&lang=lv`;
  await page.goto(`${address}&view=table`);
  await expect(page.getByRole('cell', { name: /Jauna lietvedības sistēma/ })).toBeVisible();
  await expectInOrder(page);
  await page.goto(`${address}&as_of=${before}`);
  await expect(page.getByText('Vērtības rādītas tā, kā tās bija zināmas')).toBeVisible();
  await expect(page.getByText('Jauna lietvedības sistēma')).toHaveCount(0);
  const lasting = page.getByRole('button', { name: 'Pastāvīga saite uz šīm vērtībām' });
  await expect(lasting, 'the address lasts already').toHaveCount(0);
  await page.getByRole('link', { name: 'Rādīt pašreizējās' }).press('Enter');
  await expect(page.getByText('Jauna lietvedības sistēma').first()).toBeVisible();
  await expect(page.getByRole('main'), 'the reader goes on at the page').toBeFocused();
  await lasting.press('Enter');
  await expect(page).toHaveURL(/as_of=20/);
  await expect(page.locator('#then'), 'and then at what is said of it').toBeFocused();
  await expect(page.getByText('Jauna lietvedības sistēma').first()).toBeVisible();
});

test('a steward plans a release and is told what is wrong with it', async ({ page, ownServer }) => {
  await asSteward(page, ownServer);
  await page.goto(`${ownServer.url}/releases?lang=en`);
  const plan = page.getByRole('button', { name: 'Plan', exact: true });
  await plan.click();
  await expect(page.getByRole('alert')).toContainText('The period cannot be read');
  const period = page.getByLabel('Period', { exact: true });
  await expect(period, 'the reader goes on at what is wrong').toBeFocused();
  await expect(period).toHaveAccessibleDescription(/The period cannot be read/);
  await page.getByLabel('Name in Latvian').fill('Labojums');
  await page.getByLabel('Name in English').fill('Correction');
  await period.fill('2016');
  await plan.click();
  await expect(page.getByRole('alert'), 'what the server finds is told').toContainText('Name 1 to 200');
  await expect(page.getByRole('alert').getByRole('heading')).toHaveText('Not saved');
  await expect(page.getByRole('group', { name: 'Indicators' }), 'and at its field').toHaveAccessibleDescription(
    /Name 1 to 200/,
  );
  await page.getByLabel('Share of applications filed electronically').check();
  await plan.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Correction' })).toBeVisible();
  await expect(page.getByText('draft', { exact: true })).toBeVisible();
  await expectInOrder(page);
  await page.getByText('Change the plan').click();
  const everybody = page.getByLabel('Everybody sees it from');
  await page.getByLabel('Network members see it from').fill('2040-03-08T10:00');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(everybody, 'members alone for ever is no plan').toBeFocused();
  await expect(everybody).toHaveAccessibleDescription(/Say from when everybody sees/);
  await everybody.fill('2040-03-01T10:00');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(everybody, 'the fields are found by what was sent').toHaveAccessibleDescription(/reads it later than/);
  await everybody.fill('2040-03-15T10:00');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('scheduled', { exact: true })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'scheduled ·' }), 'it is said, and stays').toBeFocused();
  await page.getByRole('button', { name: 'Call the release off' }).click();
  await page.getByRole('button', { name: 'Yes, call it off' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Releases' })).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
  await expect(page.getByRole('link', { name: 'Correction' }), 'it is no more').toHaveCount(0);
});
