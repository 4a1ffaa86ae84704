// How long the page takes from a change of year or peers to the new drawing.
//
// Called by `cargo xtask bench` with the address of a running server. The page marks every redraw as a measure
// named `blis:redraw` in the browser's performance timeline: from the handling of the event to the frame that
// shows the result. Exit code 1 when the median does not fit a frame.
import { chromium } from '@playwright/test';

const FRAME_MS = 16;
const CHANGES = 50;
const MEASURE = 'blis:redraw';

const url = process.argv[2];
if (!url) {
  console.error('usage: node bench/redraw.mjs http://127.0.0.1:PORT');
  process.exit(2);
}

const { indicator, area, periods } = await subject(url);
const browser = await chromium.launch({
  executablePath: process.env.BLIS_TEST_CHROMIUM,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
try {
  const page = await browser.newPage({ locale: 'lv-LV', viewport: { width: 1280, height: 800 } });
  const last = periods.at(-1);
  await page.goto(`${url}/indicators/${indicator}?area=${area}&peers=all&period=${last}&lang=lv`);
  const period = page.getByRole('combobox', { name: 'Periods', exact: true });
  const peers = page.getByRole('combobox', { name: 'Salīdzināt ar', exact: true });
  await period.waitFor();

  // The first drawings load data and compile code; they are not what a person feels while changing years.
  const warmUp = 4;
  for (let change = 0; change < CHANGES + warmUp; change += 1) {
    if (change === warmUp) {
      await page.evaluate((name) => performance.clearMeasures(name), MEASURE);
    }
    const before = await count(page);
    await choose(change % 2 === 0 ? period : peers);
    await page.waitForFunction(
      ([name, drawn]) => performance.getEntriesByName(name, 'measure').length > drawn,
      [MEASURE, before],
      { timeout: 5_000 },
    );
  }
  const durations = await page.evaluate(
    (name) => performance.getEntriesByName(name, 'measure').map((entry) => entry.duration),
    MEASURE,
  );
  const median = quantile(durations, 0.5);
  console.log(`      redraws       ${String(durations.length).padStart(8)}`);
  console.log(`      median        ${median.toFixed(1).padStart(8)} ms`);
  console.log(`      95th per cent ${quantile(durations, 0.95).toFixed(1).padStart(8)} ms`);
  console.log(`      median/frame  ${(median / FRAME_MS).toFixed(2).padStart(8)}`);
  if (median > FRAME_MS) {
    console.log(`      A redraw should fit a frame of ${FRAME_MS} ms.`);
    process.exitCode = 1;
  }
} finally {
  await browser.close();
}

/** An indicator with several periods, and a pilot. */
async function subject(base) {
  const indicators = await get(`${base}/api/v1/indicators`);
  const areas = await get(`${base}/api/v1/areas`);
  for (const { code } of indicators.items) {
    const series = await get(`${base}/api/v1/indicators/${code}/series?peers=all`);
    if (series.periods.length > 1) {
      return { indicator: code, area: areas.items[0].code, periods: series.periods };
    }
  }
  throw new Error('no indicator has more than one period: is the demonstration data loaded?');
}

async function get(address) {
  const answer = await fetch(address);
  if (!answer.ok) {
    throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
  }
  return answer.json();
}

function count(page) {
  return page.evaluate((name) => performance.getEntriesByName(name, 'measure').length, MEASURE);
}

/** Takes the option after the chosen one, and the first after the last. */
async function choose(select) {
  // Where options are grouped, one outside the groups opens something instead of choosing.
  const grouped = select.locator('optgroup option');
  const all = (await grouped.count()) > 0 ? grouped : select.locator('option');
  const values = await all.evaluateAll((options) => options.map(({ value }) => value));
  const chosen = values.indexOf(await select.inputValue());
  await select.selectOption(values[(chosen + 1) % values.length]);
}

/** Hyndman–Fan type 7, as everywhere in BLIS. */
function quantile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}
