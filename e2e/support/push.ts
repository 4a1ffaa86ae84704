// Sending indicator values as a data feed does: a token by client credentials, then a batch.
import { randomUUID } from 'node:crypto';

import { expect, type APIRequestContext } from '@playwright/test';

import type { MachineClient } from './server.ts';

export interface Observation {
  indicator: string;
  area: string;
  period: string;
  value: number | null;
  status?: string;
  note?: string;
}

export interface Receipt {
  id: string;
  feed: string;
  state: 'applied' | 'held' | 'refused' | 'dry_run';
  received: number;
  new: number;
  changed: number;
  unchanged: number;
  refused: number;
  suspect: number;
  rows: { row: number; outcome: string; code: string; field?: string; message: string }[];
  version: string | number;
}

/** An access token for the machine client. */
export async function token(request: APIRequestContext, client: MachineClient): Promise<string> {
  const answer = await request.post('/api/v1/auth/token', {
    form: { grant_type: 'client_credentials', ...client },
  });
  expect(answer.status(), `token: ${await answer.text()}`).toBe(200);
  const { access_token } = (await answer.json()) as { access_token: string };
  return access_token;
}

/** Posts one batch and gives its receipt. */
export async function push(
  request: APIRequestContext,
  client: MachineClient,
  observations: Observation[],
  feed = 'srda',
): Promise<Receipt> {
  const answer = await request.post(`/api/v1/feeds/${feed}/batches`, {
    headers: { Authorization: `Bearer ${await token(request, client)}`, 'Idempotency-Key': randomUUID() },
    data: { observations },
  });
  expect(answer.status(), `batch: ${await answer.text()}`).toBe(201);
  return (await answer.json()) as Receipt;
}
