import type { QualityItem } from './quality-item.js';

const SERVER_LOG = `09:14:02 INFO  api    started on port 8080
09:14:05 INFO  db     pool of 10 connections ready
09:15:11 WARN  api    GET /orders took 2310 ms
09:15:40 ERROR db     connection 7 lost: timeout after 30 s
09:15:41 INFO  db     connection 7 restored
09:16:20 ERROR api    GET /orders failed: 503
09:16:21 ERROR api    GET /orders failed: 503
09:17:00 WARN  disk   /var at 91 %
09:18:33 ERROR mail   cannot reach smtp host: refused
09:19:02 INFO  api    GET /orders took 120 ms`;

const TEST_LOG = `PASS src/parser.test.ts (14 tests)
FAIL src/cache.test.ts
  x evicts the oldest entry (expected 3, received 4)
  x keeps a pinned entry (expected "a", received undefined)
PASS src/router.test.ts (9 tests)
FAIL src/clock.test.ts
  x rounds down at midnight (expected 0, received 1)
PASS src/store.test.ts (21 tests)

Tests: 3 failed, 58 passed, 61 total`;

const TRACE = `Traceback (most recent call last):
  File "run.py", line 41, in <module>
    main()
  File "run.py", line 30, in main
    report = build_report(rows)
  File "report.py", line 12, in build_report
    total += parse_amount(row["amount"])
  File "amounts.py", line 5, in parse_amount
    return int(text)
ValueError: invalid literal for int() with base 10: '12.50'`;

function about(log: string, question: string): string {
  return `${question}\n\n\`\`\`\n${log}\n\`\`\``;
}

/** Reading logs, test output and stack traces. */
export const LOGS: readonly QualityItem[] = [
  {
    id: 'logs-count-errors',
    category: 'logs',
    prompt: about(SERVER_LOG, 'How many lines of this log have the level ERROR? Answer with the number only.'),
    rule: { kind: 'number', value: 4 },
  },
  {
    id: 'logs-components-with-errors',
    category: 'logs',
    prompt: about(
      SERVER_LOG,
      'Which components logged at least one ERROR? Answer with their names, separated by commas, and nothing else.',
    ),
    rule: { kind: 'list', entries: ['db', 'api', 'mail'] },
    right: ['api, db, mail'],
    wrong: ['api, db', 'api, db, disk, mail'],
  },
  {
    id: 'logs-slow-request',
    category: 'logs',
    prompt: about(
      SERVER_LOG,
      'By how many milliseconds was the slowest logged GET /orders request slower than the fastest one? Answer with the number only.',
    ),
    rule: { kind: 'number', value: 2_190 },
  },
  {
    id: 'logs-time-of-failure',
    category: 'logs',
    prompt: about(
      SERVER_LOG,
      'At what time was the first request answered with 503? Answer with the time as it stands in the log.',
    ),
    rule: { kind: 'exact', accept: ['09:16:20'] },
    wrong: ['09:16:21', '09:15:40'],
  },
  {
    id: 'logs-recovery-seconds',
    category: 'logs',
    prompt: about(
      SERVER_LOG,
      'For how many seconds was a database connection lost before it was restored, by the time stamps? Answer with the number only.',
    ),
    rule: { kind: 'number', value: 1 },
  },
  {
    id: 'logs-failed-tests',
    category: 'logs',
    prompt: about(TEST_LOG, 'Which test files failed? Answer with their paths, one per line, and nothing else.'),
    rule: { kind: 'list', entries: ['src/cache.test.ts', 'src/clock.test.ts'] },
    right: ['src/cache.test.ts\nsrc/clock.test.ts'],
    wrong: ['src/cache.test.ts', 'src/cache.test.ts\nsrc/clock.test.ts\nsrc/store.test.ts'],
  },
  {
    id: 'logs-tests-in-failed-files',
    category: 'logs',
    prompt: about(
      TEST_LOG,
      'How many tests that passed are in the two files that failed? The total counts tests of all files. Answer with the number only.',
    ),
    rule: { kind: 'number', value: 14 },
  },
  {
    id: 'logs-received-value',
    category: 'logs',
    prompt: about(TEST_LOG, 'What did the test "keeps a pinned entry" receive? Answer with the value only.'),
    rule: { kind: 'exact', accept: ['undefined'] },
    wrong: ['a', '"a"', '4', 'null'],
  },
  {
    id: 'logs-trace-origin',
    category: 'logs',
    prompt: about(TRACE, 'In which file was the exception raised? Answer with the file name only.'),
    rule: { kind: 'exact', accept: ['amounts.py'] },
    wrong: ['run.py', 'report.py'],
  },
  {
    id: 'logs-trace-caller',
    category: 'logs',
    prompt: about(TRACE, 'Which function called parse_amount? Answer with its name only.'),
    rule: { kind: 'exact', accept: ['build_report', 'build_report()'] },
    wrong: ['main', 'int', 'parse_amount'],
  },
  {
    id: 'logs-trace-fix',
    category: 'logs',
    prompt: about(TRACE, 'Which change of `return int(text)` lets this input through without losing its cents?'),
    rule: {
      kind: 'choice',
      options: ['return float(text)', 'return int(float(text))', 'return str(int(text))', 'return int(text, 16)'],
    },
  },
  {
    id: 'logs-exit-code',
    category: 'logs',
    prompt: about(
      '$ make check\nlint ... ok\ntypes ... ok\ntests ... make: *** [Makefile:18: tests] Error 137\nKilled',
      'A process that is ended by a signal exits with 128 plus the number of the signal. Which signal number ended the tests? Answer with the number only.',
    ),
    rule: { kind: 'number', value: 9 },
  },
];
