// What everything else stands on: the server answers, knows the pilots, and shows what is pushed to it.
import { expect, test } from '../support/fixtures.ts';
import { push, type Observation } from '../support/push.ts';

interface Comparison {
  period: string;
  value: number | null;
  items: { area: string; value: number | null }[];
  version: string | number;
}

interface Series {
  areas: string[];
  periods: string[];
  values: (number | null)[][];
}

test('the server is up and ready', async ({ request }) => {
  expect((await request.get('/health/live')).status()).toBe(200);
  expect((await request.get('/health/ready')).status()).toBe(200);
});

test('the pilots are 44 local governments', async ({ request }) => {
  const answer = await request.get('/api/v1/areas');
  expect(answer.status()).toBe(200);
  const areas = (await answer.json()) as { total: number; items: { code: string }[] };
  expect(areas.total).toBe(44);
  for (const { code } of areas.items) {
    expect(code).toMatch(/^\d{7}$/);
  }
});

test('an unknown address of the API is a problem document, not the page', async ({ request }) => {
  const answer = await request.get('/api/v1/no-such-thing');
  expect(answer.status()).toBe(404);
  expect(answer.headers()['content-type']).toContain('application/problem+json');
});

test('a pushed value shows in the comparison', async ({ ownServer, playwright }) => {
  const request = await playwright.request.newContext({ baseURL: ownServer.url });
  const indicators = (await (await request.get('/api/v1/indicators')).json()) as { items: { code: string }[] };
  const indicator = indicators.items[0]!.code;
  const series = (await (await request.get(`/api/v1/indicators/${indicator}/series?peers=all`)).json()) as Series;
  const period = series.periods.at(-1)!;
  const column = series.values.at(-1)!.findIndex((value) => value !== null);
  const area = series.areas[column]!;
  const compare = async () => {
    const address = `/api/v1/compare?indicator=${indicator}&area=${area}&peers=all&period=${period}`;
    const answer = await request.get(address);
    expect(answer.status(), await answer.text()).toBe(200);
    return (await answer.json()) as Comparison;
  };
  const before = await compare();
  expect(before.value).toBe(series.values.at(-1)![column]);

  // A small correction, as a feed sends it: large jumps may be held back for a look.
  const value = Math.round(before.value! * 1.01 * 1000) / 1000;
  const correction: Observation = { indicator, area, period, value };
  const receipt = await push(request, await ownServer.addMachineClient('e2e'), [correction]);
  expect(receipt, JSON.stringify(receipt)).toMatchObject({ state: 'applied', received: 1, changed: 1, refused: 0 });

  const after = await compare();
  expect(after.value).toBe(value);
  expect(after.items.find((item) => item.area === area)?.value).toBe(value);
  expect(after.version).not.toEqual(before.version);
  await request.dispose();
});
