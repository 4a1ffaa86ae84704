// A database of its own for each server: a folder for SQLite, a fresh database on the given PostgreSQL.
import { randomUUID } from 'node:crypto';

import pg from 'pg';

import { database, postgresUrl } from './environment.ts';

export interface OwnDatabase {
  /** The arguments that make any `blis` command use it, beside the data directory */
  arguments: string[];
  /** Removes it */
  drop: () => Promise<void>;
}

export async function createDatabase(): Promise<OwnDatabase> {
  if (database() === 'sqlite') {
    // The data directory holds the file and goes with it.
    return { arguments: [], drop: async () => {} };
  }
  const name = `blis_e2e_${randomUUID().replaceAll('-', '')}`;
  await administer(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
  const url = new URL(postgresUrl());
  url.pathname = `/${name}`;
  return {
    arguments: ['--database-url', url.href],
    drop: () => administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
