import type { JsonObject, JsonValue } from '../../../src/protocol/json.js';
import type { QualityItem } from './quality-item.js';

/** A schema of an object all of whose members are wanted, and no others. */
function object(properties: JsonObject): JsonObject {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

function list(items: JsonObject): JsonObject {
  return { type: 'array', items };
}

const TEXT = { type: 'string' } as const;
const INTEGER = { type: 'integer' } as const;
const NUMBER = { type: 'number' } as const;
const BOOLEAN = { type: 'boolean' } as const;
const TEXT_OR_NULL = { type: ['string', 'null'] } as const;

interface Wanted {
  readonly text: string;
  /** What to take, in words. */
  readonly task: string;
  readonly schema: JsonObject;
  readonly equals: JsonValue;
  readonly anyOrder?: readonly string[];
}

function extract(id: string, { text, task, schema, equals, anyOrder }: Wanted): QualityItem {
  return {
    id: `extraction-${id}`,
    category: 'extraction',
    prompt: `${task} Answer with JSON only, valid against this JSON Schema:\n${JSON.stringify(schema)}\n\nText:\n${text}`,
    rule: { kind: 'json', schema, equals, ...(anyOrder === undefined ? {} : { anyOrder }) },
  };
}

/** Taking facts out of a text into a given JSON form. */
export const EXTRACTION: readonly QualityItem[] = [
  extract('person', {
    task: "Take the person's name and age from the text.",
    text: 'Our newest colleague is Jonas Weber. He is 34 and works in the Kiel office.',
    schema: object({ name: TEXT, age: INTEGER }),
    equals: { name: 'Jonas Weber', age: 34 },
  }),
  extract('order', {
    task: 'Take the order number, the article and the quantity from the text.',
    text: 'Please send twelve desk lamps to the front entrance; the order is number A-2093.',
    schema: object({ order: TEXT, article: TEXT, quantity: INTEGER }),
    equals: { order: 'A-2093', article: 'desk lamps', quantity: 12 },
  }),
  extract('booleans', {
    task: 'Take from the text whether dark mode and notifications are switched on.',
    text: 'The user left notifications off. Dark mode had been off as well, but she turned it on yesterday.',
    schema: object({ darkMode: BOOLEAN, notifications: BOOLEAN }),
    equals: { darkMode: true, notifications: false },
  }),
  extract('null-for-missing', {
    task: 'Take the city and the telephone number from the text; a member that is not given is null.',
    text: 'Write to us at Hafenstrasse 3 in Bremen. We answer letters only.',
    schema: object({ city: TEXT_OR_NULL, phone: TEXT_OR_NULL }),
    equals: { city: 'Bremen', phone: null },
  }),
  extract('price-with-currency', {
    task: 'Take the amount as a number and the currency as its three-letter code from the text.',
    text: 'The repair came to 1.249,50 euros, which is more than the 900 that were planned.',
    schema: object({ amount: NUMBER, currency: TEXT }),
    equals: { amount: 1249.5, currency: 'EUR' },
  }),
  extract('date', {
    task: 'Take the date of the release as YYYY-MM-DD from the text.',
    text: 'Work began in May 2023, and the first release was on the 9th of February of the year after.',
    schema: object({ released: TEXT }),
    equals: { released: '2024-02-09' },
  }),
  extract('files-list', {
    task: 'List the paths of all files that were changed, not those that were only read.',
    text: 'I read src/config.ts and changed src/load.ts. Then I changed test/load.test.ts too; docs/load.md I only read.',
    schema: object({ changed: list(TEXT) }),
    equals: { changed: ['src/load.ts', 'test/load.test.ts'] },
    anyOrder: ['/changed'],
  }),
  extract('nested-address', {
    task: 'Take the customer with the address from the text.',
    text: 'Invoice for Ines Duarte. Deliver to: Rua Nova 18, 4050 Porto.',
    schema: object({ customer: object({ name: TEXT, address: object({ street: TEXT, postcode: TEXT, city: TEXT }) }) }),
    equals: { customer: { name: 'Ines Duarte', address: { street: 'Rua Nova 18', postcode: '4050', city: 'Porto' } } },
  }),
  extract('enum-severity', {
    task: 'Classify the report.',
    text: 'When I press save, the whole program closes and my text is gone. It happens every single time.',
    schema: object({ severity: { enum: ['cosmetic', 'minor', 'data-loss'] }, reproducible: BOOLEAN }),
    equals: { severity: 'data-loss', reproducible: true },
  }),
  extract('meeting', {
    task: 'Take the meeting from the text: who takes part, the start as HH:MM in 24-hour form, and the length in minutes.',
    text: 'Ben, Aiko and Tom meet at half past two in the afternoon for three quarters of an hour. Lou cannot come.',
    schema: object({ people: list(TEXT), start: TEXT, minutes: INTEGER }),
    equals: { people: ['Ben', 'Aiko', 'Tom'], start: '14:30', minutes: 45 },
    anyOrder: ['/people'],
  }),
  extract('versions', {
    task: 'List every package with its version, in the order of the text.',
    text: 'We now use falcon 2.1.0. The update of pelican from 4.9.3 to 5.0.0 was undone, so that 4.9.3 is in use again. heron stays at 0.7.',
    schema: object({ packages: list(object({ name: TEXT, version: TEXT })) }),
    equals: {
      packages: [
        { name: 'falcon', version: '2.1.0' },
        { name: 'pelican', version: '4.9.3' },
        { name: 'heron', version: '0.7' },
      ],
    },
  }),
  extract('corrected-value', {
    task: 'Take the number of seats that is valid in the end.',
    text: 'We need 40 seats. No, wait: 46. Petra says four people have cancelled since then, so please take four off.',
    schema: object({ seats: INTEGER }),
    equals: { seats: 42 },
  }),
  extract('http-request', {
    task: 'Take the request from the text.',
    text: 'The client sent a DELETE to /v2/carts/88 with the header X-Trace set to 5fa1, and the server said 204.',
    schema: object({
      method: TEXT,
      path: TEXT,
      headers: { type: 'object', additionalProperties: TEXT },
      status: INTEGER,
    }),
    equals: { method: 'DELETE', path: '/v2/carts/88', headers: { 'X-Trace': '5fa1' }, status: 204 },
  }),
  extract('units', {
    task: 'Take the size of the file in bytes, where 1 kB is 1,000 bytes, and the time in milliseconds.',
    text: 'The download of 3.2 kB was done in 1.5 seconds.',
    schema: object({ bytes: INTEGER, milliseconds: INTEGER }),
    equals: { bytes: 3_200, milliseconds: 1_500 },
  }),
  extract('empty-list', {
    task: 'List the names of all people who agreed.',
    text: 'Mara refused. Silas has not answered yet, and neither has Ruth.',
    schema: object({ agreed: list(TEXT) }),
    equals: { agreed: [] },
  }),
  extract('table', {
    task: 'Turn the table into a list of rows.',
    text: 'host | cores | up\n--- | --- | ---\nalder | 8 | yes\nbirch | 16 | no',
    schema: object({ rows: list(object({ host: TEXT, cores: INTEGER, up: BOOLEAN })) }),
    equals: {
      rows: [
        { host: 'alder', cores: 8, up: true },
        { host: 'birch', cores: 16, up: false },
      ],
    },
  }),
  extract('function-signature', {
    task: 'Describe the function of this line of TypeScript: its name, its parameters in order with their types as written, and whether it is asynchronous.',
    text: 'export async function loadPage(url: string, retries: number): Promise<Page> {',
    schema: object({ name: TEXT, parameters: list(object({ name: TEXT, type: TEXT })), asynchronous: BOOLEAN }),
    equals: {
      name: 'loadPage',
      parameters: [
        { name: 'url', type: 'string' },
        { name: 'retries', type: 'number' },
      ],
      asynchronous: true,
    },
  }),
  extract('pronouns', {
    task: 'Take from the text who reviewed and who merged the change.',
    text: 'Kofi opened the change. Dana reviewed it, and after he had fixed a typo, she merged it.',
    schema: object({ reviewer: TEXT, merger: TEXT }),
    equals: { reviewer: 'Dana', merger: 'Dana' },
  }),
  extract('escaped-quotes', {
    task: 'Take the error message, word for word and without the quotes around it.',
    text: 'The program printed: "cannot open "data.bin": no such file" and ended.',
    schema: object({ message: TEXT }),
    equals: { message: 'cannot open "data.bin": no such file' },
  }),
  {
    id: 'extraction-two-members',
    category: 'extraction',
    prompt: 'Return JSON with name and age: Tom is 31 years old.',
    rule: { kind: 'json', equals: { name: 'Tom', age: 31 } },
  },
];
