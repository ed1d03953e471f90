import { expect, it } from 'vitest';
import { bfclControls } from '../../src/datasets/bfcl-controls.js';
import { toolChat } from '../../src/grading/tools/prompt-form.js';
import type { AcceptedCall, ToolMode, ToolTask } from '../../src/grading/tools/tool-task.js';
import type { Controls } from '../../src/grading/grading.js';

const tools = [
  {
    name: 'lamp.set',
    description: 'Sets a lamp.',
    parameters: {
      type: 'dict',
      properties: { room: { type: 'string' }, level: { type: 'integer' } },
      required: ['room'],
    },
  },
];

function controls(accepted: AcceptedCall['accepted'], { mode = 'native', question = 'Light, please.' } = {}): Controls {
  const task: ToolTask = { tools, expect: { kind: 'bfcl', calls: [{ name: 'lamp.set', accepted }] } };
  const chat = { ...toolChat([{ role: 'user', content: question }], tools, mode as ToolMode), maxTokens: 64 };
  return bfclControls(task, chat, mode as ToolMode);
}

function rightArguments(accepted: AcceptedCall['accepted']): unknown {
  return JSON.parse(controls(accepted).right[0]?.[0]?.toolCalls?.[0]?.arguments ?? 'null');
}

it('leave out what may be left out only if it has to be', () => {
  expect(rightArguments({ room: ['hall'], level: ['', 3] })).toEqual({ room: 'hall', level: 3 });
  expect(rightArguments({ room: ['hall'], level: [''] })).toEqual({ room: 'hall' });
  expect(rightArguments({ room: ['hall'], colour: ['', 'red'] })).toEqual({ room: 'hall' });
  expect(rightArguments({ room: [''] })).toEqual({ room: '' });
  expect(rightArguments({ room: ['hall'], level: [null] })).toEqual({ room: 'hall', level: null });
});

it('accept an echo where the question is a call itself and calls are read from the text', () => {
  const question = 'lamp.set(room="hall")';
  expect(controls({ room: ['hall'] }, { question, mode: 'prompt' }).accepts).toEqual(['echo']);
  expect(controls({ room: ['hall'] }, { question }).accepts).toBeUndefined();
  expect(controls({ room: ['hall'] }, { mode: 'prompt' }).accepts).toBeUndefined();
});
