import type { CaseRecord } from '../../../src/journal/run-record.js';
import type { CaseParameters } from '../../../src/protocol/messages.js';
import type { Verdict, VerdictKind } from '../../../src/protocol/verdict.js';
import { caseOf, completedState, request, sample } from '../record-fixture.js';

/** A verdict by a grader of this kind. */
export function verdict(kind: VerdictKind, changes: Partial<Verdict> = {}): Verdict {
  return { kind, grader: 'made-up', graderVersion: 1, why: `It is ${kind}.`, checks: [], ...changes };
}

/** An item whose samples got these verdicts; each took 300 ms in all, 261 ms of them in its request, and 17 tokens. */
export function gradedCase(
  item: string,
  verdicts: readonly Verdict[],
  details: {
    readonly benchmark?: string;
    readonly mode?: string;
    readonly target?: string;
    readonly planned?: number;
    readonly state?: CaseRecord['state'];
  } = {},
): CaseRecord {
  const { mode, target = 'model', planned = verdicts.length } = details;
  const parameters: CaseParameters = { item, content: '0123456789ab', ...(mode === undefined ? {} : { mode }) };
  const samples = verdicts.map((_, iteration) => ({
    ...sample(iteration, [request(100)]),
    answers: [answer(`answer ${iteration}`)],
  }));
  const made = caseOf({
    benchmark: details.benchmark ?? 'quality',
    parameters,
    samples,
    iterations: planned,
    state: details.state ?? completedState(verdicts.length),
  });
  return {
    ...made,
    planned: { ...made.planned, target, grader: { name: 'made-up', version: 1 } },
    samples: made.samples.map((stored, index) => {
      const given = verdicts[index];
      const judged =
        given === undefined ? [] : [{ generation: 1, gradedAt: '2026-01-01T00:00:10.000Z', verdict: given }];
      return { ...stored, verdicts: judged };
    }),
  };
}

function answer(text: string) {
  const messages = [{ role: 'user', content: 'Say it.' }] as const;
  return { messages, maxTokens: 16, text, finish: 'stop', outcome: { status: 'ok' } } as const;
}
