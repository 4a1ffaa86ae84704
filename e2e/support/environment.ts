// What the journeys are run with, read from the environment `cargo xtask test` sets, with defaults for a run by hand.
import { accessSync, constants } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

export type Database = 'sqlite' | 'postgres';

/** The database this run is for. */
export function database(): Database {
  const name = process.env['BLIS_E2E_DATABASE'] ?? 'sqlite';
  if (name !== 'sqlite' && name !== 'postgres') {
    throw new Error(`BLIS_E2E_DATABASE is "${name}"; it can be sqlite or postgres`);
  }
  return name;
}

/** The address of a PostgreSQL in which databases may be created. */
export function postgresUrl(): string {
  const url = process.env['BLIS_TEST_POSTGRES_URL'];
  if (!url) {
    throw new Error('BLIS_TEST_POSTGRES_URL is not set; `cargo xtask test --only browser` sets up a server by itself');
  }
  return url;
}

/** The `blis` executable. */
export function binary(): string {
  return resolve(process.env['BLIS_E2E_BINARY'] ?? join(import.meta.dirname, '../../target/debug/blis'));
}

/** The system's Chromium; Playwright's own is never downloaded. */
export function chromium(): string | undefined {
  const named = process.env['BLIS_TEST_CHROMIUM'];
  if (named) {
    return named;
  }
  const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.flatMap((folder) => programs.map((program) => join(folder, program))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
