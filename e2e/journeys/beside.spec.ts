// What a finding is read with: what would bring the figure to the median, and what stands beside a cost.
import type { APIRequestContext } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { expectInOrder } from '../support/order.ts';

interface Item {
  area: string;
  value: number;
  band: 'best' | 'middle' | 'worst' | null;
}
interface Comparison {
  period: string;
  items: Item[];
  peers: { median: number };
}
interface Arithmetic {
  inputs: { indicator: string; value: number }[];
}

const SALDUS = '0840200';

async function comparison(request: APIRequestContext, url: string, indicator: string, period = ''): Promise<Comparison> {
  const answer = await request.get(`${url}/api/v1/compare?indicator=${indicator}&area=${SALDUS}${period}`);
  return (await answer.json()) as Comparison;
}

test('a gap is told in plain units, and is closed by them', async ({ page, request, server }) => {
  const { period, items, peers } = await comparison(request, server.url, 'EDU.PRE.COV');
  const last = items.at(-1)?.area ?? '';
  await page.goto(`${server.url}/indicators/EDU.PRE.COV?area=${last}&period=${period}&lang=en`);
  const arithmetic = page.getByText('How the figure is computed');
  await arithmetic.click();
  const told = page.getByText('To the median, all else unchanged:');
  await expect(told).toContainText(' more');
  await expectInOrder(page);
  const more = Number(/([\d,]+)\u00a0persons? more/.exec((await told.textContent()) ?? '')?.[1]?.replaceAll(',', ''));
  const path = `${server.url}/api/v1/observations/EDU.PRE.COV/${last}/${period}/arithmetic`;
  const { inputs } = (await (await request.get(path)).json()) as Arithmetic;
  const value = (indicator: string) => inputs.find((input) => input.indicator === indicator)?.value ?? Number.NaN;
  const share = (enrolled: number) => (100 * enrolled) / value('CTX.POP1_6');
  expect(share(value('EDU.PRE.ENROLLED') + more), 'so many more reach it').toBeGreaterThan(peers.median - 0.051);
  expect(share(value('EDU.PRE.ENROLLED') + more - 1), 'and one fewer does not').toBeLessThan(peers.median);
  await page.goto(`${server.url}/indicators/EDU.PRE.COV?area=${items[0]?.area}&period=${period}&lang=en`);
  await arithmetic.click();
  await expect(page.getByText(' ÷ ').first()).toBeVisible();
  await expect(told, 'the best is there already').toHaveCount(0);
});

test('a cost stands with its coverage and quality, and the pattern has a name', async ({ page, request, server }) => {
  const cost = await comparison(request, server.url, 'EDU.PRE.COST');
  const period = `&period=${cost.period}`;
  const coverage = await comparison(request, server.url, 'EDU.PRE.COV', period);
  const quality = await comparison(request, server.url, 'EDU.SAT', period);
  const of = ({ items }: Comparison, area: string) => items.find((item) => item.area === area);
  const cheap = cost.items.filter(({ band }) => band === 'best');
  const few = cheap.filter(({ area }) => of(coverage, area)?.band === 'worst');
  const sound = cheap.filter(({ area }) => [coverage, quality].every((one) => ['best', 'middle'].includes(of(one, area)?.band ?? '')));
  const cases: [Item | undefined, string][] = [
    [few[0], 'Zemas izmaksas un maza aptvere'],
    [sound[0], 'Zemas izmaksas, un ne aptvere, ne kvalitāte nav zema.'],
  ];
  const met = cases.filter(([item]) => item);
  expect(met.length, 'the demonstration has cheap ones').toBeGreaterThan(0);
  for (const [item, words] of met) {
    await page.goto(`${server.url}/indicators/EDU.PRE.COST?area=${item?.area}${period}&lang=lv`);
    const partners = page.locator('.partners');
    await expect(partners).toContainText(words);
    const shown = of(coverage, item?.area ?? '')?.value.toFixed(1).replace('.', ',') ?? '';
    await expect(partners.getByRole('listitem').first(), 'coverage stands there as the server says').toContainText(shown);
    await expectInOrder(page);
  }
});
