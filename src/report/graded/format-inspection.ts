import type { JudgedSample, StoredVerdict } from '../../journal/records.js';
import type { CaseRecord } from '../../journal/run-record.js';
import type { StoredAnswer } from '../../protocol/answer.js';
import type { ChatMessage, ToolCall } from '../../protocol/chat.js';
import { describeParameters } from '../describe-parameters.js';
import { formatDuration, formatShare } from '../format-value.js';
import { plainLine } from '../wrap-text.js';

/**
 * Everything that is kept of a graded case: what was asked, what came back, what was read out of it, every check, and the
 * reason. Control characters of the model's are taken out; nothing is cut.
 */
export function formatInspection(record: CaseRecord): string {
  const { planned, state, samples } = record;
  const answered = samples.filter(({ sample }) => sample.answers !== undefined);
  const title = plainLine(`${planned.benchmark} · ${describeParameters(planned.parameters)} on ${planned.target}`);
  const reason = 'reason' in state ? [`reason: ${plainLine(state.reason.message)}`] : [];
  return [
    title,
    `case ${planned.id}, ${state.status}`,
    ...reason,
    ...(answered.length === 0
      ? ['There is no answer.']
      : answered.flatMap((each) => ['', ...sampleLines(each, planned.iterations)])),
    '',
  ].join('\n');
}

function sampleLines({ sample, verdicts = [] }: JudgedSample, planned: number): string[] {
  const { iteration, durationMs, answers = [] } = sample;
  return [
    ...(planned > 1 ? [heading(`sample ${iteration + 1} of ${planned}, ${formatDuration(durationMs)}`)] : []),
    ...answers.flatMap((answer, index) => exchangeLines(answer, index === 0 ? undefined : answers[index - 1])),
    ...(verdicts.length === 0
      ? [heading('no verdict yet')]
      : verdicts.flatMap((each, index) => verdictLines(each, index === verdicts.length - 1))),
  ];
}

/** An exchange; what the one before has shown already is not shown again. */
function exchangeLines(answer: StoredAnswer, before: StoredAnswer | undefined): string[] {
  const known = before === undefined ? 0 : sharedBeginning(answer.messages, before.messages);
  const { tools = [], text, reasoning, toolCalls = [], finish, outcome } = answer;
  return [
    ...answer.messages.slice(known).flatMap(messageLines),
    ...(before === undefined && tools.length > 0
      ? [
          heading(`tools offered`),
          ...tools.map(({ name, description, parameters }) =>
            plainLine(`${name}: ${description} ${JSON.stringify(parameters)}`),
          ),
        ]
      : []),
    heading(`answer (${outcome.status === 'ok' ? `finish: ${finish}` : `failed: ${plainLine(outcome.message)}`})`),
    ...(reasoning === undefined ? [] : plainLines(reasoning).map((line) => `| ${line}`)),
    ...plainLines(text),
    ...toolCalls.map(callLine),
  ];
}

function messageLines({ role, content, toolCalls = [] }: ChatMessage): string[] {
  return [heading(role), ...plainLines(content), ...toolCalls.map(callLine)];
}

function callLine({ name, arguments: text }: ToolCall): string {
  return plainLine(`→ ${name} ${text}`);
}

function verdictLines({ gradedAt, verdict }: StoredVerdict, isLast: boolean): string[] {
  const { kind, grader, graderVersion, why, extracted, method, checks, score, lenient, stages, sandbox } = verdict;
  if (!isLast) return [heading(`earlier verdict of ${gradedAt}: ${kind} by ${grader} ${graderVersion}`)];
  return [
    heading(`verdict: ${kind} by ${grader} ${graderVersion}`),
    plainLine(why),
    ...(extracted === undefined
      ? []
      : [
          `read out of the answer${method === undefined ? '' : ` (${method})`}:`,
          ...plainLines(extracted).map((line) => `  ${line}`),
        ]),
    ...checks.map(({ name, passed, detail }) =>
      plainLine(`${passed ? '✓' : '✗'} ${name}${detail === undefined ? '' : `: ${detail}`}`),
    ),
    ...(stages === undefined ? [] : [`reached: ${stages.join(' → ')}`]),
    ...(lenient === undefined ? [] : [`by the lenient rules: ${lenient ? 'pass' : 'no pass'}`]),
    ...(score === undefined ? [] : [`partial credit: ${formatShare(score)}`]),
    ...(sandbox === undefined ? [] : [`sandbox: ${plainLine(sandbox)}`]),
  ];
}

function sharedBeginning(messages: readonly ChatMessage[], before: readonly ChatMessage[]): number {
  const different = messages.findIndex((message, index) => JSON.stringify(message) !== JSON.stringify(before[index]));
  return different === -1 ? messages.length : different;
}

function heading(text: string): string {
  return `--- ${text}`;
}

/** Line by line, each without control characters. */
function plainLines(text: string): string[] {
  return text.split(/\r\n|[\n\r]/).map((line) => plainLine(line));
}
