// The `test` of this project: Playwright's, with a server.
import { test as base } from '@playwright/test';

import { Server } from './server.ts';

export { expect } from '@playwright/test';

interface WorkerFixtures {
  /** A server shared by the tests of one worker. For reading: a test that writes takes `ownServer`. */
  server: Server;
}

interface TestFixtures {
  /** A server nobody else sees, for tests that write. */
  ownServer: Server;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  ownServer: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.stop();
    },
    { timeout: 120_000 },
  ],

  // Pages and requests of a test go to the shared server unless they name another address.
  baseURL: async ({ server }, use) => {
    await use(server.url);
  },
});
