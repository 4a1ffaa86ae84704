// A site of somebody else's: another host, with whatever page a test wants on it.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Elsewhere {
  /** Its address; `localhost` and `127.0.0.1` are two sites to a browser. */
  url: string;
  close: () => Promise<void>;
}

/** Serves this document at every address of another site. */
export async function elsewhere(document: string): Promise<Elsewhere> {
  const server: Server = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html; charset=utf-8');
    answer.end(`<!doctype html><title>Elsewhere</title>${document}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
