// What the API says of a comparison, for holding the page against it.
import { expect, type APIRequestContext } from '@playwright/test';

export interface Comparison {
  period: string;
  value: number | null;
  rank: number | null;
  of: number;
  version: number;
  items: { area: string; value: number; rank: number }[];
}

/** The answer of `/compare`. */
export async function compare(request: APIRequestContext, query: Record<string, string>): Promise<Comparison> {
  const answer = await request.get(`/api/v1/compare?${new URLSearchParams(query)}`);
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()) as Comparison;
}
