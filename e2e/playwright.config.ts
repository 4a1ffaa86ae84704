// How the journeys run: against the real binary, in the system's Chromium, on one database a run.
import { defineConfig } from '@playwright/test';

import { chromium } from './support/environment.ts';

/** Chromium as a test wants it: nothing but the page under test reaches the network. */
const launchOptions = {
  executablePath: chromium(),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

const page = {
  browserName: 'chromium',
  launchOptions,
  locale: 'lv-LV',
  timezoneId: 'Europe/Riga',
  // Journeys wait for states, never for moves.
  contextOptions: { reducedMotion: 'reduce' },
} as const;

/** How pages look does not hang on the database: on PostgreSQL it is not looked at again. */
const testIgnore = process.env['BLIS_E2E_DATABASE'] === 'postgres' ? '**/pages.spec.ts' : [];

export default defineConfig({
  testIgnore,
  // A journey that passes on the second try has found a fault in itself or in the product.
  retries: 0,
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  outputDir: 'test-results',
  reporter: [['list'], ['json', { outputFile: process.env['BLIS_E2E_REPORT'] ?? 'test-results/report.json' }]],
  use: {
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    // A control that is not there should be missed soon, not when the time of the whole journey is up.
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
  },
  projects: [
    { name: 'api', testDir: 'api' },
    {
      name: 'desktop',
      testDir: 'journeys',
      use: { ...page, viewport: { width: 1280, height: 800 } },
    },
    {
      name: 'phone',
      testDir: 'journeys',
      use: { ...page, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    },
  ],
});
