import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PACKAGE_ROOT } from '../../package-root.js';
import type { Schema } from './check-schema.js';

/** A JSON Schema that the package ships, such as `run.schema.json`. */
export function shippedSchema(name: string): Schema {
  return JSON.parse(readFileSync(path.join(PACKAGE_ROOT, 'schemas', name), 'utf8')) as Schema;
}
