// The real server, started for the tests: its own data, its own port, the demonstration data.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

import { createDatabase, type OwnDatabase } from './database.ts';
import { binary } from './environment.ts';

/** What the server prints once it answers, before its address. */
const READY = 'BLIS ready at ';

/** Loading the demonstration data comes before readiness, and an unoptimised build takes its time. */
const PATIENCE_MS = 90_000;

/** How long the server may take to end by itself. */
const FAREWELL_MS = 10_000;

export interface MachineClient {
  client_id: string;
  client_secret: string;
}

export class Server {
  private constructor(
    /** `http://127.0.0.1:PORT` */
    readonly url: string,
    private readonly process: ChildProcess,
    private readonly folder: string,
    private readonly database: OwnDatabase,
  ) {}

  /** Starts a server; `files` are put into its data directory first, `blis.toml` among them. */
  static async start(files: Record<string, string> = {}): Promise<Server> {
    const folder = await mkdtemp(join(tmpdir(), 'blis-e2e-'));
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(folder, name), text);
    }
    const database = await createDatabase();
    const place = ['--data-dir', folder, '--listen', '127.0.0.1:0', ...database.arguments];
    // Tests ask more in a minute than anybody.
    const words = ['serve', '--demo', '--rate-per-minute', '0', ...place];
    const server = spawn(binary(), words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    try {
      return new Server(await ready(server), server, folder, database);
    } catch (error) {
      await end(server);
      await database.drop();
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Runs another `blis` command on this server's data, beside it, and gives what it printed. */
  async blis(...words: string[]): Promise<string> {
    const place = ['--data-dir', this.folder, ...this.database.arguments];
    const { stdout } = await promisify(execFile)(binary(), [...words, ...place], { cwd: this.folder });
    return stdout;
  }

  /** A machine client that may push to the feed. */
  async addMachineClient(name: string, feed = 'srda'): Promise<MachineClient> {
    const printed = await this.blis('client', 'add', name, '--scope', 'feed:write', '--feed', feed, '--json');
    return JSON.parse(printed) as MachineClient;
  }

  /** A person who can sign in; the password goes by standard input. */
  async addPerson(email: string, password: string, name: string, ...roles: string[]): Promise<void> {
    const words = ['user', 'add', email, '--name', name, ...roles.flatMap((role) => ['--role', role])];
    const place = ['--data-dir', this.folder, ...this.database.arguments];
    const running = promisify(execFile)(binary(), [...words, ...place], { cwd: this.folder });
    running.child.stdin?.end(`${password}\n`);
    await running;
  }

  async stop(): Promise<void> {
    await end(this.process);
    await this.database.drop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The address from the ready line; what the server said instead when it does not come. */
function ready(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const fail = (why: string) => {
      clearTimeout(patience);
      reject(new Error(`the server ${why}:\n${said.slice(-40).join('\n')}`));
    };
    const patience = setTimeout(() => fail(`was not ready after ${PATIENCE_MS / 1000} s`), PATIENCE_MS);
    server.once('error', (error) => fail(`cannot be started (${error.message})`));
    server.once('exit', (code) => fail(`ended before it was ready, with code ${code}`));
    // Both streams are read to the end of the server's life: a full pipe would stop it.
    for (const stream of [server.stdout, server.stderr]) {
      if (!stream) {
        continue;
      }
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        const [, url] = line.split(READY);
        if (url !== undefined && stream === server.stdout) {
          clearTimeout(patience);
          resolve(url.trim().replace(/\/$/, ''));
        }
      });
    }
  });
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) {
    return;
  }
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const impatience = setTimeout(() => server.kill('SIGKILL'), FAREWELL_MS);
  server.kill('SIGTERM');
  await ended;
  clearTimeout(impatience);
}
