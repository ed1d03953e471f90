import { AcodeError } from '../../src/errors.js';
import type { GradePorts } from '../../src/grading/grading.js';
import type { StoredAnswer } from '../../src/protocol/answer.js';
import type { CaseParameters } from '../../src/protocol/messages.js';
import type { Verdict } from '../../src/protocol/verdict.js';
import type { GradedBenchmark } from '../../src/worker/graded-benchmark.js';

/** A grader that needs a sandbox does not run here. */
export const NO_PORTS: GradePorts = {
  sandbox: () => Promise.reject(new AcodeError({ code: 'NO_SANDBOX', exitCode: 1, message: 'none in this test' })),
  signal: new AbortController().signal,
};

/** Judges stored answers of one case. */
export async function judge(
  benchmark: GradedBenchmark,
  parameters: CaseParameters,
  answers: readonly StoredAnswer[],
): Promise<Verdict> {
  return benchmark.grade({ parameters, answers }, NO_PORTS);
}

/** Answers that are wrong for every question. */
export function neverRight(messages: StoredAnswer['messages']): string[] {
  const said = messages.map(({ content }) => content);
  return [...echoes(said.at(-1) ?? ''), ...neverRightAt(said, messages)];
}

/** The question said back in the ways that models do it: in part, quoted, in other letters, its code alone. */
function echoes(question: string): string[] {
  const lines = question.split('\n');
  const [, code = ''] = /```\w*\n(.*?)```/s.exec(question) ?? [];
  return [
    question.toLowerCase(),
    lines.map((line) => `> ${line}`).join('\n'),
    `\`\`\`\n${question}\n\`\`\``,
    question.replaceAll(' ', '  '),
    lines.slice(1).join('\n'),
    lines.slice(0, -1).join('\n'),
    lines.length === 1 ? '' : (lines.at(-1) ?? ''),
    code,
    `\`\`\`\n${code}\`\`\``,
  ];
}

function neverRightAt(said: readonly string[], messages: StoredAnswer['messages']): string[] {
  return [
    '',
    ' \n\n',
    'asdf qwer zxcv',
    'Lorem ipsum dolor sit amet, consectetur adipiscing elit.',
    "I'm sorry, but I can't help with that.",
    'I am an AI language model and cannot assist with this request.',
    said.join('\n'),
    `${said.join('\n')}\n${said.join('\n')}`,
    said.map((each, at) => `${messages[at]?.role ?? ''}: ${each}`).join('\n'),
    '```\n```',
    '{}',
    '<think>I know it</think>',
    '?',
    'OK',
  ];
}
