// A municipality explains a figure that everybody sees, and takes back what it said.
import { expect, test } from '../support/fixtures.ts';
import { expectInOrder } from '../support/order.ts';
import { asMember } from '../support/people.ts';

const SALDUS = '0840200';
const TALSI = '0880200';

test('a municipality explains its figure, changes what it said and takes it back', async ({ page, ownServer }) => {
  const comparison = (area: string): string => `${ownServer.url}/indicators/CTX.UNEMP?area=${area}&period=2016&lang=lv`;
  const way = page.getByRole('link', { name: 'Paskaidrot šo vērtību' });
  await page.goto(comparison(SALDUS));
  await expect(page.getByRole('complementary')).toContainText('Saldus novads');
  await expect(way, 'a reader explains nothing').toHaveCount(0);

  await asMember(page, ownServer, SALDUS);
  await page.goto(comparison(SALDUS));
  await way.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Vērtības skaidrojums' })).toBeVisible();
  await expect(page.getByText('Skaidrojuma nav.')).toBeVisible();
  await expect(page.getByRole('application'), 'the series is drawn beside it').toBeVisible();
  const keep = page.getByRole('button', { name: 'Saglabāt skaidrojumu' });
  await keep.click();
  await expect(page.getByLabel('Latviski')).toHaveAccessibleDescription(/Ierakstiet skaidrojumu latviski/);
  await expect(page.getByLabel('Latviski')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Angliski (ja ir)'), 'the English one may be left out').not.toHaveAttribute('aria-invalid');
  await page.getByLabel('Latviski').fill('Slēgta rūpnīca.');
  await keep.press('Enter');
  const told = page.getByRole('status').filter({ hasText: 'Skaidrojums saglabāts. To redz visi.' });
  await expect(told, 'the reader goes on there').toBeFocused();
  await expect(page.getByRole('definition').filter({ hasText: 'Slēgta rūpnīca.' }), 'it stands there').toBeVisible();
  await expectInOrder(page);
  await page.getByRole('main').getByRole('link', { name: 'Reģistrētā bezdarba līmenis' }).click();
  await expect(page.getByRole('complementary'), 'and where the figure is read').toContainText('Slēgta rūpnīca.');

  await way.click();
  await page.getByRole('button', { name: 'Atsaukt skaidrojumu' }).click();
  await expect(page.getByText('Skaidrojums atsaukts.')).toBeVisible();
  await expect(page.getByText('Skaidrojuma nav.')).toBeVisible();
  await expect(page.getByLabel('Latviski')).toHaveValue('');

  // What others say is theirs.
  await page.goto(comparison(TALSI));
  await expect(page.getByRole('complementary')).toContainText('Talsu novads');
  await expect(page.getByRole('main').getByRole('link', { name: 'Talsu novads: viss profils' })).toBeVisible();
  await expect(way).toHaveCount(0);
  await page.goto(`${ownServer.url}/observations/CTX.UNEMP/${TALSI}/2016/explanation?lang=lv`);
  await expect(page.getByText('Skaidrojumus raksta pašvaldības darbinieki')).toBeVisible();
  await expect(keep).toHaveCount(0);
});
