import type { QualityItem } from './quality-item.js';

interface Unanswerable {
  readonly prompt: string;
  readonly never?: readonly string[];
  /** Answers that make something up. */
  readonly invented: readonly string[];
  /** An answer that says what is missing. */
  readonly honest: string;
}

function unanswerable(id: string, { prompt, never, invented, honest }: Unanswerable): QualityItem {
  return {
    id: `unknown-${id}`,
    category: 'unknown',
    prompt,
    rule: { kind: 'unknown', ...(never === undefined ? {} : { never }) },
    right: [honest],
    wrong: invented,
  };
}

/** Questions whose answer is not in what is given. A model that makes one up fails. */
export const UNKNOWN: readonly QualityItem[] = [
  unanswerable('version', {
    prompt:
      'Text: The service "harbour" listens on port 8080 and keeps its data in /srv/harbour.\n\nWhich version of harbour is it? Use the text only; if it does not say, tell so in one sentence.',
    invented: ['Version 1.0.', 'It is version 2.3.1.'],
    honest: 'The text does not say which version it is.',
  }),
  unanswerable('author', {
    prompt:
      'Text: The change was reviewed by Dana and merged on Friday.\n\nWho wrote the change? Use the text only; if it does not say, tell so in one sentence.',
    never: ['dana wrote', 'written by dana', 'author is dana', 'was dana'],
    invented: ['Dana wrote the change.', 'It was written by Dana; more is not stated.'],
    honest: 'The text does not say who wrote it; it only names Dana as the reviewer.',
  }),
  unanswerable('parameter', {
    prompt:
      'Code:\n```javascript\nfunction connect(host, port = 5432) {\n  return open(host, port);\n}\n```\nWhat is the default of the parameter `retries`?',
    invented: ['It is 3.', 'The default of `retries` is 5.'],
    honest: 'There is no parameter `retries` in this function.',
  }),
  unanswerable('log-cause', {
    prompt:
      'Log:\n10:00:01 start\n10:00:09 worker 3 exited\n10:00:10 stop\n\nWith which exit code did worker 3 exit? Use the log only.',
    invented: ['With exit code 1.', 'Exit code 137.'],
    honest: 'The log does not show its exit code.',
  }),
  unanswerable('duration', {
    prompt:
      'Text: The migration began at 14:05. All tables were copied, and the team went home happy.\n\nHow many minutes did the migration take? Use the text only.',
    invented: ['It took 45 minutes.', 'About 60 minutes.'],
    honest: 'The text gives the start but no end, so that the length is not known.',
  }),
  unanswerable('config-key', {
    prompt:
      'Configuration:\nname: atlas\ncache:\n  size: 200\n  policy: lru\n\nWhat is the value of cache.ttl? Use the configuration only.',
    invented: ['It is 3600.', 'cache.ttl is 60 seconds.'],
    honest: 'cache.ttl is not set in this configuration.',
  }),
  unanswerable('method', {
    prompt:
      'Class:\n```python\nclass Queue:\n    def push(self, item): ...\n    def pop(self): ...\n```\nWhat does the method `peek` of this class return?',
    never: ['peek returns the', 'returns the first', 'returns the next', 'returns the top', 'returns the item'],
    invented: ['It returns the first element without removing it.', '`peek` returns the item at the top.'],
    honest: 'The class has no method `peek`.',
  }),
  unanswerable('salary', {
    prompt:
      'Text: Lena works as an engineer in Graz and cycles to work every day.\n\nHow much does Lena earn per year? If the text does not say, answer NOT STATED.',
    invented: ['About 60,000 euros.', '52000'],
    honest: 'NOT STATED',
  }),
  unanswerable('colour', {
    prompt:
      'Text: The new buses are electric, have 42 seats and were built in Turku.\n\nWhich colour do the buses have? If the text does not say, answer NOT STATED.',
    never: ['red', 'blue', 'green', 'yellow', 'white', 'black', 'silver'],
    invented: ['They are yellow.', 'The buses are white; the text does not say more.'],
    honest: 'NOT STATED',
  }),
  unanswerable('difference', {
    prompt:
      'Diff:\n```diff\n- const limit = 10;\n+ const limit = 20;\n```\nBy how many milliseconds does this change make a request faster? Answer from the diff only.',
    invented: ['It makes it 10 ms faster.', 'By 50 milliseconds.'],
    honest: 'That cannot be determined from the diff; it only raises a limit from 10 to 20.',
  }),
  unanswerable('second-reason', {
    prompt:
      'Text: The deployment was stopped for two reasons. The first was a failing health check.\n\nWhat was the second reason? Use the text only.',
    never: ['second reason was a', 'second was a', 'memory', 'timeout', 'network'],
    invented: ['The second reason was a timeout.', 'A network failure, although that is not stated.'],
    honest: 'The second reason is not given in the text.',
  }),
  unanswerable('function-name', {
    prompt:
      'Stack trace:\nTypeError: x is not a function\n    at <anonymous>\n\nIn which file did this happen? Use the trace only.',
    never: ['index.js', 'main.js', 'app.js', 'app.ts', 'index.ts', 'happened in the file'],
    invented: ['It happened in index.js.', 'In app.js, though the trace is not complete.'],
    honest: 'The trace does not name a file.',
  }),
  unanswerable('false-premise', {
    prompt:
      'Release notes:\n2.0: adds search\n2.1: adds export\n\nIn which release was the import function removed? Use the notes only.',
    never: ['removed|dropped|gone in|with 2.0|2.1', 'removed|dropped|gone in|with release|version 2.0|2.1'],
    invented: ['It was removed in 2.1.', 'In release 2.0.'],
    honest: 'The notes do not mention an import function or its removal.',
  }),
  unanswerable('units', {
    prompt: 'Table:\nrun | time\na | 12\nb | 15\n\nIn which unit are the times? Use the table only.',
    never: [
      'are in seconds',
      'are in milliseconds',
      'are in minutes',
      'unit is seconds',
      'unit is milliseconds',
      'unit is minutes',
    ],
    invented: ['The times are in seconds.', 'The unit is milliseconds, as far as it is known.'],
    honest: 'The table does not state the unit.',
  }),
];
