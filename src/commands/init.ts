import { access, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { AcodeError, codeOf, messageOf } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { makeFolder } from '../make-folder.js';
import { PACKAGE_ROOT } from '../package-root.js';
import type { CommandContext } from './command-context.js';

/** One working example of each kind; the same files that the documentation speaks of. */
const EXAMPLES = ['greeting.bench.ts', 'greeting-plain.bench.mjs', 'facts.bench.yaml', 'arithmetic.bench.json'];

/** `acode benchmark init`: working examples to begin from. */
export function addInitCommand(parent: Command, context: CommandContext): void {
  parent
    .command('init')
    .description('Write a working example of each kind of benchmark file into ./benchmarks. Nothing is overwritten.')
    .addHelpText('after', '\nExample:\n  acode benchmark init && acode benchmark try benchmarks/facts.bench.yaml\n')
    .action(async () => {
      const folder = path.resolve('benchmarks');
      await create(folder);
      for (const name of EXAMPLES) {
        const written = await writeNew(path.join(folder, name), await readFile(exampleFile(name), 'utf8'));
        const shown = path.join('benchmarks', name);
        context.stdout.write(written ? `Wrote  ${shown}\n` : `Left   ${shown}, which is there already\n`);
      }
      context.stdout.write(NEXT);
    });
}

const NEXT = `
Check  acode benchmark validate benchmarks/greeting.bench.ts
Try    acode benchmark try benchmarks/facts.bench.yaml
Run    acode benchmark run --benchmark greeting facts
`;

function exampleFile(name: string): string {
  return path.join(PACKAGE_ROOT, 'examples', 'benchmarks', name);
}

async function create(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
    await access(folder);
  } catch (error) {
    throw cannotWrite(folder, error);
  }
}

/** Whether the file is new; one that is there stays as it is. */
async function writeNew(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw cannotWrite(file, error);
  }
}

function cannotWrite(file: string, error: unknown): AcodeError {
  return new AcodeError({
    code: 'CANNOT_WRITE',
    exitCode: EXIT.cannotWrite,
    message: `${file} cannot be written: ${messageOf(error)}.`,
    cause: error,
  });
}
