import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openInBrowser } from '../../src/commands/open-in-browser.js';

let folder: string;
const { PATH } = process.env;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'acode-open-'));
});

afterEach(async () => {
  process.env['PATH'] = PATH;
  await rm(folder, { recursive: true, force: true });
});

async function opener(script: string): Promise<void> {
  await writeFile(path.join(folder, 'xdg-open'), `#!/bin/sh\n${script}\n`);
  await chmod(path.join(folder, 'xdg-open'), 0o700);
  process.env['PATH'] = `${folder}${path.delimiter}${PATH}`;
}

describe.skipIf(process.platform !== 'linux')('openInBrowser', () => {
  it('gives the file to the program that the desktop has for it, as one word', async () => {
    await opener(`printf '%s' "$*" > ${folder}/opened`);
    await openInBrowser('/tmp/a report; touch owned.html');
    expect(await readFile(path.join(folder, 'opened'), 'utf8')).toBe('/tmp/a report; touch owned.html');
  });

  it('says that the file is there where no browser can be started', async () => {
    await opener('exit 3');
    await expect(openInBrowser('/tmp/report.html')).rejects.toMatchObject({
      code: 'CANNOT_OPEN',
      exitCode: 69,
      message: expect.stringContaining('/tmp/report.html is written, but no browser could be started') as string,
    });
  });
});
