import { expect, it } from 'vitest';
import { findCalls } from '../../../src/grading/tools/find-calls.js';
import { toolChat, writeCall } from '../../../src/grading/tools/prompt-form.js';
import { answer, time, weather } from './tool-fixture.js';

const user = { role: 'user', content: 'Weather?' } as const;

it('offers tools through the interface under names and types that servers take', () => {
  const { messages, tools } = toolChat([user], [weather], 'native');
  expect(messages).toEqual([user]);
  expect(tools).toMatchObject([{ name: 'weather_get', parameters: { type: 'object' } }]);
});

it('describes tools in the system message, behind what stands there', () => {
  const { messages, tools } = toolChat([{ role: 'system', content: 'Be brief.' }, user], [weather, time], 'prompt');
  expect(tools).toBeUndefined();
  expect(messages).toHaveLength(2);
  expect(messages[0]?.content).toMatch(/^Be brief\.\n\nThese tools[^]*weather_get[^]*get_time[^]*<tool_call>/);
  expect(toolChat([user], [time], 'prompt').messages.map(({ role }) => role)).toEqual(['system', 'user']);
});

it('writes calls that are found again', () => {
  const text = writeCall({ name: 'get_time', arguments: '{"city": "Rome"}' });
  expect(findCalls(answer({ text }))).toMatchObject([
    { form: 'tagged', reading: { ok: true, name: 'get_time', arguments: { city: 'Rome' }, repairs: [] } },
  ]);
});

it('describes tools in a way that is no call when a model says it back', () => {
  const [system] = toolChat([user], [weather, time], 'prompt').messages;
  expect(findCalls(answer({ text: system?.content ?? '' })).every(({ reading }) => !reading.ok)).toBe(true);
});
