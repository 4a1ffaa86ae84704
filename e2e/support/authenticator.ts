// An authenticator app: one-time codes of a secret (RFC 6238).
import { createHmac } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_SECONDS = 30;

/** The code that an app shows now, for a secret in base 32. */
export function codeOf(secret: string, now = Date.now()): string {
  let bits = '';
  for (const letter of secret.replaceAll(' ', '')) {
    bits += LETTERS.indexOf(letter).toString(2).padStart(5, '0');
  }
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(now / 1000 / STEP_SECONDS)));
  const digest = createHmac('sha1', key).update(step).digest();
  const start = (digest.at(-1) ?? 0) & 0x0f;
  const number = (digest.readUInt32BE(start) & 0x7fffffff) % 1_000_000;
  return String(number).padStart(6, '0');
}
