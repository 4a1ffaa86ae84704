// The same figure beside several comparison sets at once: whoever doubts one sees what the others say.
import { expect, test } from '../support/fixtures.ts';
import { expectInOrder } from '../support/order.ts';

test('a figure is told beside five comparison sets, and each can be looked at', async ({ page, request, server }) => {
  await page.goto(`${server.url}/indicators/CTX.UNEMP?area=0840200&period=2016&lang=en`);
  const verdict = page.getByRole('region', { name: 'What several comparisons say' });
  await expect(verdict.getByRole('listitem')).toHaveCount(5);
  await expect(verdict.getByRole('link', { name: 'all pilot municipalities' })).toHaveAttribute('aria-current', 'true');
  await expectInOrder(page);
  const sets = ['all', 'kind:municipality', 'region:LV003', 'similar:7'];
  for (const peers of sets) {
    const answer = await request.get(
      `${server.url}/api/v1/compare?indicator=CTX.UNEMP&area=0840200&period=2016&peers=${peers}`,
    );
    const { band, of } = (await answer.json()) as { band: string | null; of: number };
    const word = { best: 'best quarter', middle: 'middle half', worst: 'worst quarter' }[band ?? ''] ?? 'too few values';
    const item = verdict.getByRole('listitem').filter({ hasText: new RegExp(` ${of}$`) });
    await expect(item.first(), `${peers} says what the server says`).toContainText(word);
  }
  await verdict.getByRole('link', { name: 'the 7 most similar municipalities' }).click();
  await expect(page).toHaveURL(/peers=similar:7/);
  await expect(page.locator('.subtitle')).toContainText('the 7 most similar municipalities');
  await expect(verdict.getByRole('link', { name: 'the 7 most similar' })).toHaveAttribute('aria-current', 'true');
  await page.goBack();
  await expect(page.locator('.subtitle')).toContainText('all pilot municipalities');
});
