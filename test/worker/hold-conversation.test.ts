import { describe, expect, it } from 'vitest';
import { gradeConversation } from '../../src/grading/tools/grade-conversation.js';
import { MAX_STEPS, type ConversationTask } from '../../src/grading/tools/conversation.js';
import type { ToolMode } from '../../src/grading/tools/tool-task.js';
import type { StoredAnswer } from '../../src/protocol/answer.js';
import type { Verdict } from '../../src/protocol/verdict.js';
import { runnableTools } from '../../src/tools/tool-definitions.js';
import { toolState } from '../../src/tools/tool-state.js';
import type { Chat } from '../../src/worker/graded-benchmark.js';
import { holdConversation } from '../../src/worker/hold-conversation.js';

const task: ConversationTask = {
  tools: runnableTools(['read_file', 'apply_patch', 'write_file', 'run_command']),
  system: 'Work.',
  state: toolState({ files: { 'a.txt': 'one\n', 'b.txt': 'keep\n' } }),
  turns: ['Make a.txt say two.', 'And now three.'],
  reference: [
    [
      { name: 'read_file', arguments: { path: 'a.txt' }, must: true },
      { name: 'apply_patch', arguments: { path: 'a.txt', old: 'one', new: 'two' } },
    ],
    [{ name: 'apply_patch', arguments: { path: 'a.txt', old: 'two', new: 'three' } }],
  ],
  forbidden: [{ name: 'run_command' }],
  says: [{ kind: 'contains', texts: ['three'] }],
};

type Said = Partial<StoredAnswer> | string;

/** Holds the conversation with a model that says these things, and judges what was stored. */
async function hold(
  said: readonly Said[],
  mode: ToolMode = 'native',
): Promise<{ answers: StoredAnswer[]; verdict: Verdict }> {
  const answers: StoredAnswer[] = [];
  await holdConversation(task, {
    mode,
    maxTokens: 99,
    ask: (chat) => {
      const next = said[answers.length] ?? 'Nothing more.';
      answers.push(stored(chat, next));
      return Promise.resolve(answers.at(-1) as StoredAnswer);
    },
  });
  return { answers, verdict: judge(answers, mode) };
}

function stored(chat: Chat, said: Said): StoredAnswer {
  const changes = typeof said === 'string' ? { text: said } : said;
  return { ...chat, text: '', finish: 'stop', outcome: { status: 'ok' }, ...changes };
}

function judge(answers: readonly StoredAnswer[], mode: ToolMode = 'native'): Verdict {
  return gradeConversation({ task, mode, answers, grader: { name: 'tool-call', version: 1 } });
}

function calling(...calls: readonly (readonly [string, unknown])[]): Partial<StoredAnswer> {
  return {
    toolCalls: calls.map(([name, given]) => ({
      name,
      arguments: typeof given === 'string' ? given : JSON.stringify(given),
    })),
    finish: 'tool-calls',
  };
}

const read = ['read_file', { path: 'a.txt' }] as const;
const two = ['apply_patch', { path: 'a.txt', old: 'one', new: 'two' }] as const;
const three = ['apply_patch', { path: 'a.txt', old: 'two', new: 'three' }] as const;
const right = [calling(read), calling(two), 'Done.', calling(three), 'It says three.'];

it('runs calls, says their results back under their ids, and goes on with the next turn', async () => {
  const { answers, verdict } = await hold(right);
  expect(verdict).toMatchObject({ kind: 'pass', lenient: true, counts: { steps: 5, runCalls: 3 } });
  expect(answers.at(-1)?.messages).toEqual([
    { role: 'system', content: 'Work.' },
    { role: 'user', content: 'Make a.txt say two.' },
    { role: 'assistant', content: '', toolCalls: [{ id: 'call_1', name: 'read_file', arguments: '{"path":"a.txt"}' }] },
    { role: 'tool', content: 'one\n', toolCallId: 'call_1' },
    {
      role: 'assistant',
      content: '',
      toolCalls: [{ id: 'call_2', name: 'apply_patch', arguments: '{"path":"a.txt","old":"one","new":"two"}' }],
    },
    { role: 'tool', content: 'patched a.txt', toolCallId: 'call_2' },
    { role: 'assistant', content: 'Done.' },
    { role: 'user', content: 'And now three.' },
    {
      role: 'assistant',
      content: '',
      toolCalls: [{ id: 'call_3', name: 'apply_patch', arguments: '{"path":"a.txt","old":"two","new":"three"}' }],
    },
    { role: 'tool', content: 'patched a.txt', toolCallId: 'call_3' },
  ]);
});

it('does the same with calls in the text in prompt mode', async () => {
  const written = right.map((said) =>
    typeof said === 'string'
      ? said
      : (said.toolCalls ?? [])
          .map((call) => `<tool_call>{"name": "${call.name}", "arguments": ${call.arguments}}</tool_call>`)
          .join(''),
  );
  const { answers, verdict } = await hold(written, 'prompt');
  expect(verdict).toMatchObject({ kind: 'pass', lenient: true });
  expect(answers[0]?.tools).toBeUndefined();
  expect(answers[1]?.messages.at(-1)).toEqual({ role: 'user', content: '<tool_response>\none\n\n</tool_response>' });
});

describe('a verdict', () => {
  it.each<readonly [string, readonly Said[], Partial<Verdict>]>([
    ['does not mind further calls that change nothing', [calling(read, read), ...right.slice(1)], { kind: 'pass' }],
    [
      'does not mind calls that a tool refuses',
      [calling(['read_file', { path: '../etc/passwd' }]), ...right],
      { kind: 'pass' },
    ],
    [
      'does not mind a wrong way that leads to the right world',
      [calling(read), calling(['write_file', { path: 'a.txt', content: 'two' }]), 'Done.', calling(three), 'three'],
      { kind: 'pass' },
    ],
    [
      'wants what must be obtained',
      right.slice(1),
      { kind: 'wrong-answer', why: 'What read_file({"path":"a.txt"}) gives was never obtained.' },
    ],
    [
      'wants the whole world right',
      [calling(read, ['write_file', { path: 'c.txt', content: '' }]), ...right.slice(1)],
      { why: 'In the end there is "c.txt", which should not be there.' },
    ],
    [
      'wants nothing else changed',
      [calling(read, ['write_file', { path: 'b.txt', content: 'x' }]), ...right.slice(1)],
      { why: 'In the end "b.txt" is not as it should be: "x".' },
    ],
    [
      'wants the last word',
      [...right.slice(0, -1), 'Fine.'],
      { why: 'The last answer does not say what was asked for.' },
    ],
    [
      'minds forbidden calls',
      [calling(['run_command', { command: 'ls' }]), ...right],
      { why: 'A forbidden call of "run_command" was made.' },
    ],
    [
      'minds a tool that is not there, strictly',
      [calling(['peek', {}]), ...right],
      { kind: 'wrong-answer', lenient: true },
    ],
    [
      'minds arguments outside the schema, strictly',
      [calling(['read_file', { file: 'a.txt' }]), ...right],
      { kind: 'wrong-answer', lenient: true },
    ],
    [
      'minds repairs, strictly',
      [calling(['read_file', "{'path': 'a.txt'}"]), ...right.slice(1)],
      { kind: 'malformed', lenient: true },
    ],
    [
      'minds calls in the content, strictly',
      ['<tool_call>{"name":"read_file","arguments":{"path":"a.txt"}}</tool_call>', ...right.slice(1)],
      { kind: 'malformed', lenient: true },
    ],
    [
      'is over when nothing was called in a turn that needs it',
      [calling(read), calling(two), 'Done.', 'It says three.'],
      { kind: 'wrong-answer', why: 'A turn that needs a call made none.' },
    ],
    ['names an answer without any call', ['All done: three.'], { kind: 'no-call', stages: ['transport'] }],
    [
      'names a cut answer',
      [calling(read), { ...calling(two), finish: 'length' }],
      { kind: 'truncated', lenient: false },
    ],
    [
      'names a time that ran out',
      [{ outcome: { status: 'failed', class: 'timeout-total', message: 'after 60 s' } }],
      { kind: 'limit' },
    ],
  ])('%s', async (_what, said, wanted) => {
    expect((await hold(said)).verdict).toMatchObject(wanted);
  });

  it('is malformed where a call cannot be read, and the call is never said back', async () => {
    const { answers, verdict } = await hold([calling(read), calling(['apply_patch', '{"path": "a.txt"'])]);
    expect(verdict).toMatchObject({ kind: 'malformed', lenient: false });
    expect(answers).toHaveLength(2);
    expect(JSON.stringify(answers.map(({ messages }) => messages))).not.toContain('apply_patch');
  });

  it('is malformed where the server could not read one', async () => {
    const message = 'HTTP 500: Failed to parse tool call arguments as JSON';
    const { answers, verdict } = await hold([
      calling(read),
      { outcome: { status: 'failed', class: 'http-5xx', message } },
    ]);
    expect(verdict.kind).toBe('malformed');
    expect(answers).toHaveLength(2);
  });

  it('is a limit where a model goes in circles', async () => {
    const { answers, verdict } = await hold(Array.from({ length: 50 }, () => calling(read)));
    expect(answers).toHaveLength(MAX_STEPS);
    expect(verdict.kind).toBe('limit');
  });

  it('is none where stored results are not what a replay gives, or exchanges are missing', async () => {
    const { answers } = await hold(right);
    const forged = answers.map((answer) => ({
      ...answer,
      messages: answer.messages.map((message) =>
        message.content === 'one\n' ? { ...message, content: 'forged' } : message,
      ),
    }));
    expect(() => judge(forged)).toThrow(/not those of the replay/);
    expect(() => judge(answers.slice(0, -1))).toThrow(/stops after 4 exchanges/);
    expect(() => judge([...answers, ...answers.slice(-1)])).toThrow(/was over before exchange 6/);
  });
});

it('leaves no scratch folder behind, even when asking fails', async () => {
  const failing = holdConversation(task, {
    mode: 'native',
    maxTokens: 9,
    ask: () => Promise.reject(new Error('away')),
  });
  await expect(failing).rejects.toThrow('away');
  const { readdirSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`acode-tools-${process.pid}-`))).toEqual([]);
});
