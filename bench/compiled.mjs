/** The compiled files that a bench measures: `dist`, or the folder that `ACODE_BENCH_DIST` names. */
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = resolve(process.env.ACODE_BENCH_DIST ?? fileURLToPath(new URL('../dist', import.meta.url)));
const dist = pathToFileURL(`${folder}/`);

/** Imports a module by its path in `src`. */
export async function load(path) {
  return import(new URL(`src/${path}`, dist).href);
}
