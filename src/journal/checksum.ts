import crypto from 'node:crypto';

/** Version of the way records are sealed. */
const VERSION = '1';

/** 64 bits of SHA-256: enough against damage, which is all it is for. */
const CHECKSUM_DIGITS = 16;

/** Version and checksum, each with the bar behind it. */
const SEAL_LENGTH = VERSION.length + CHECKSUM_DIGITS + 2;

/** What a stored value turned out to be. */
export type Opened = { readonly kind: 'sound'; readonly value: unknown } | Damaged;

/** The same, with the JSON of a sound value as it was written. */
export type Checked = { readonly kind: 'sound'; readonly json: string } | Damaged;

interface Damaged {
  readonly kind: 'damaged';
  readonly problem: string;
}

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
  const checked = checkRecord(key, text);
  return checked.kind === 'damaged' ? checked : { kind: 'sound', value: JSON.parse(checked.json) };
}

/** Checks a record and leaves its JSON unread: of a hundred thousand samples few may be asked for. Never throws. */
export function checkRecord(key: string, text: string): Checked {
  if (!text.startsWith(`${VERSION}|`)) return { kind: 'damaged', problem: `${key} has no readable record version` };
  const json = recordJson(text);
  if (recordSeal(text) !== `${VERSION}|${checksum(key, json)}|`) {
    return { kind: 'damaged', problem: `the checksum of ${key} does not fit` };
  }
  return { kind: 'sound', json };
}

/** What stands before the JSON of a record: version and checksum. With the key it tells a sound record from all others. */
export function recordSeal(text: string): string {
  return text.slice(0, SEAL_LENGTH);
}

/** The JSON of a record, unchecked: for one whose text was found right by other means. */
export function recordJson(text: string): string {
  return text.slice(SEAL_LENGTH);
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
