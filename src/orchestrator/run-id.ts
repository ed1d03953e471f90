import { randomBytes } from 'node:crypto';

/** Form of a run id: UTC second and four random letters, so that ids sort by time and two starts never collide. */
export const RUN_ID_PATTERN = /^\d{8}-\d{6}-[a-z0-9]{4}$/;

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/** A new id such as `20261123-171530-k3f9`. */
export function newRunId(now: Date): string {
  const [date, time] = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').split('T');
  const suffix = Array.from(randomBytes(4), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return `${date}-${time}-${suffix}`;
}

/** Id of the run's trace in logs: 32 hexadecimal digits as in W3C Trace Context. */
export function newTraceId(): string {
  return randomBytes(16).toString('hex');
}
