import crypto from 'node:crypto';

/** Version of the way records are sealed. */
const VERSION = '1';

/** 64 bits of SHA-256: enough against damage, which is all it is for. */
const CHECKSUM_DIGITS = 16;

/** What a stored value turned out to be. */
export type Opened =
  | { readonly kind: 'sound'; readonly value: unknown }
  | { readonly kind: 'damaged'; readonly problem: string };

/**
 * Text of a record: version, checksum over key and JSON, JSON. LevelDB as used here hands out a flipped bit of a table
 * without an error, so every record carries its own checksum; the key is part of it, so that one record cannot be taken
 * for another.
 * @throws TypeError for a number that JSON would turn into null.
 */
export function sealRecord(key: string, value: unknown): string {
  const json = JSON.stringify(value, (name, member: unknown) => {
    if (typeof member === 'number' && !Number.isFinite(member)) throw new TypeError(`"${name}" of ${key} is ${member}`);
    return member;
  });
  return `${VERSION}|${checksum(key, json)}|${json}`;
}

/** Checks and reads a record. Never throws. */
export function openRecord(key: string, text: string): Opened {
  const jsonStart = VERSION.length + CHECKSUM_DIGITS + 2;
  if (!text.startsWith(`${VERSION}|`)) return { kind: 'damaged', problem: `${key} has no readable record version` };
  const json = text.slice(jsonStart);
  if (text.slice(VERSION.length + 1, jsonStart) !== `${checksum(key, json)}|`) {
    return { kind: 'damaged', problem: `the checksum of ${key} does not fit` };
  }
  return { kind: 'sound', value: JSON.parse(json) };
}

function checksum(key: string, json: string): string {
  return sha256(`${key}\n${json}`).slice(0, CHECKSUM_DIGITS);
}

/** In one call where Node has it (20.12): an object for each record would be a good part of the time of a large journal. */
function sha256(text: string): string {
  return typeof crypto.hash === 'function'
    ? crypto.hash('sha256', text)
    : crypto.createHash('sha256').update(text).digest('hex');
}
