import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** The browser's program, from `CHROMIUM` or the usual places; undefined where there is none. */
export function findChromium(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome-headless-shell'];
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const found = folders
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
    .find((file) => existsSync(file));
  return process.env['CHROMIUM'] ?? found;
}

/** How a page is looked at. */
export interface Look {
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
  /** As on paper; on a screen unless told. */
  readonly print?: boolean;
}

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** A headless browser with one page, driven over the pipe of the DevTools protocol, without any package in between. */
export class Chromium implements AsyncDisposable {
  /** Console errors, exceptions, policy violations and requests that were tried, as they came. */
  readonly complaints: string[] = [];
  readonly requests: string[] = [];
  readonly #child: ChildProcess;
  readonly #profile: string;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  readonly #listeners = new Set<(answer: Answer) => void>();
  #session: string | undefined;
  #nextId = 1;

  private constructor(child: ChildProcess, profile: string) {
    this.#child = child;
    this.#profile = profile;
    let rest = '';
    (child.stdio[4] as Readable).setEncoding('utf8').on('data', (chunk: string) => {
      const messages = `${rest}${chunk}`.split('\0');
      rest = messages.pop() ?? '';
      for (const message of messages) this.#hear(JSON.parse(message) as Answer);
    });
  }

  static async start(program: string): Promise<Chromium> {
    const profile = await mkdtemp(path.join(tmpdir(), 'acode-chromium-'));
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--remote-debugging-pipe'];
    const child = spawn(program, [...flags, `--user-data-dir=${profile}`], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    const chromium = new Chromium(child, profile);
    const { targetId } = await chromium.#send('Target.createTarget', { url: 'about:blank' });
    const attached = await chromium.#send('Target.attachToTarget', { targetId, flatten: true });
    chromium.#session = String(attached['sessionId']);
    for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await chromium.#send(`${domain}.enable`);
    return chromium;
  }

  async open(file: string, { width, height, scheme, print = false }: Look): Promise<void> {
    const mobile = width < 600;
    await this.#send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile });
    const features = [{ name: 'prefers-color-scheme', value: scheme }];
    await this.#send('Emulation.setEmulatedMedia', { media: print ? 'print' : 'screen', features });
    const loaded = this.#once('Page.loadEventFired');
    await this.#send('Page.navigate', { url: `file://${file}` });
    await loaded;
  }

  /** Value of an expression in the page. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.#send('Runtime.evaluate', {
      expression,
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { value: T }).value;
  }

  /** The whole page as PNG. */
  async screenshot(): Promise<Buffer> {
    const { data } = await this.#send('Page.captureScreenshot', { captureBeyondViewport: true });
    return Buffer.from(String(data), 'base64');
  }

  /** The page as it would be printed. */
  async pdf(): Promise<Buffer> {
    const { data } = await this.#send('Page.printToPDF', { printBackground: true });
    return Buffer.from(String(data), 'base64');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGKILL');
    await gone;
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  #hear(answer: Answer): void {
    if (answer.id !== undefined) {
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
      return;
    }
    const complaint = complaintOf(answer);
    if (complaint !== undefined) this.complaints.push(complaint);
    if (answer.method === 'Network.requestWillBeSent') {
      this.requests.push((answer.params as { request: { url: string } }).request.url);
    }
    for (const listener of this.#listeners) listener(answer);
  }

  #once(method: string): Promise<void> {
    return new Promise((resolve) => {
      const listener = (answer: Answer): void => {
        if (answer.method !== method) return;
        this.#listeners.delete(listener);
        resolve();
      };
      this.#listeners.add(listener);
    });
  }

  #send(method: string, params: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    const id = this.#nextId;
    this.#nextId += 1;
    const session = this.#session === undefined ? {} : { sessionId: this.#session };
    (this.#child.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, ...session })}\0`);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) =>
        error === undefined ? resolve(result ?? {}) : reject(new Error(`${method}: ${error.message}`)),
      );
    });
  }
}

function complaintOf({ method, params }: Answer): string | undefined {
  switch (method) {
    case 'Runtime.exceptionThrown':
      return `exception: ${JSON.stringify(params?.['exceptionDetails'])}`;
    case 'Runtime.consoleAPICalled':
      return `console: ${JSON.stringify(params?.['args'])}`;
    case 'Log.entryAdded':
      return `log: ${JSON.stringify(params?.['entry'])}`;
    default:
      return undefined;
  }
}
