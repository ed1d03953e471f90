import { beforeAll, describe, expect, it } from 'vitest';
import { createPromptTokenizer } from '../../../src/providers/embedded/chat-prompt.js';
import { answerParts } from '../../../src/providers/embedded/answer-parts.js';
import { loadRuntime, type LlamaModel, type LlamaRuntime } from '../../../src/providers/embedded/llama-runtime.js';
import { probeTemplate } from '../../../src/providers/embedded/template-features.js';
import { cloneRuntimeDir, installedVersion } from '../../../src/runtime/locate.js';
import { TOOL_CHAT } from '../offered-tools.js';

const runtimeDir = cloneRuntimeDir();
const SURROUNDINGS = { bos_token: '<s>', eos_token: '</s>' };

/** A template of the usual build: tools first, then the messages, with calls written as `call` says and joined by `between`. */
function template(call: string, { open = '', between = '', close = '' } = {}): string {
  return `{{ bos_token }}{% if tools %}Tools: {{ tools | tojson }}
{% endif %}{% for message in messages %}{% if message.role == 'tool' %}<result>{{ message.content }}</result>
{% elif message.tool_calls %}<assistant>${open}{% for tool_call in message.tool_calls %}{% if not loop.first %}${between}{% endif %}${call}{% endfor %}${close}{{ eos_token }}
{% else %}<{{ message.role }}>{{ message.content }}
{% endif %}{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}`;
}

const NAME = '{{ tool_call.function.name }}';
const ARGUMENTS = '{{ tool_call.function.arguments | tojson }}';

const TEMPLATES = {
  tagged: template(`<tool_call>\n{"name": "${NAME}", "arguments": ${ARGUMENTS}}\n</tool_call>\n`),
  bare: template(`{"name": "${NAME}", "parameters": ${ARGUMENTS}}`, { between: '; ' }),
  behindTag: template(`{"type": "function", "name": "${NAME}", "parameters": ${ARGUMENTS}}`, {
    open: '<|python_tag|>',
  }),
  list: template(`{"name": "${NAME}", "arguments": ${ARGUMENTS}, "id": "{{ tool_call.id }}"}`, {
    open: '[TOOL_CALLS] [',
    between: ', ',
    close: ']',
  }),
  named: template(`[TOOL_CALLS]${NAME}[ARGS]${ARGUMENTS}`),
  named_with_id: template(`[TOOL_CALLS]${NAME}[CALL_ID]{{ tool_call.id }}[ARGS]${ARGUMENTS}`),
  xml: template(
    `<invoke name="${NAME}">{% for key in tool_call.function.arguments %}<p>{{ key }}</p>{% endfor %}</invoke>`,
  ),
};

describe.skipIf(installedVersion(runtimeDir) === undefined)('probeTemplate', () => {
  let runtime: LlamaRuntime;

  beforeAll(async () => {
    runtime = await loadRuntime(runtimeDir);
  });

  it.each([
    ['tagged', 'tagged'],
    ['bare', 'bare-json'],
    ['behindTag', 'bare-json'],
    ['list', 'marked-list'],
    ['named', 'marked-list'],
    ['named_with_id', 'marked-list'],
  ] as const)('knows from what the template %s renders that calls are %s', (name, callSyntax) => {
    const features = probeTemplate(new runtime.Template(TEMPLATES[name]), SURROUNDINGS);
    expect(features).toEqual({ tools: true, calls: true, callSyntax });
  });

  it('knows no syntax for a template that writes calls otherwise, and such a model takes no tools', () => {
    const xml = new runtime.Template(TEMPLATES.xml);
    expect(probeTemplate(xml, SURROUNDINGS)).toEqual({ tools: true, calls: true });
    const model = {
      tokens: { bos: null, shouldPrependBosToken: false, bosString: null, eosString: null },
      tokenize: (text: string) => Array.from(text, (_, index) => index),
    } as unknown as LlamaModel;
    expect(() => createPromptTokenizer(model, xml).tokenize(TOOL_CHAT.prompt)).toThrow(
      expect.objectContaining({
        code: 'UNSUPPORTED',
        message: "The backend takes no tools: calls in the syntax of the model's chat template cannot be read.",
      }),
    );
  });
});

describe('answerParts', () => {
  /** Token 1 is a control token, which a text for people leaves out, and 2 ends the answer. */
  const pieces = ['', '[TOOL_CALLS]', '</s>', '[{"name": "a", "arguments": {}}]', 'No call.'];
  const model = {
    detokenize: (tokens: readonly number[], special = false) =>
      tokens.map((token) => (special || token > 2 ? pieces[token] : '')).join(''),
    isEogToken: (token: number) => token === 2,
  };

  it('finds calls whose mark is a control token', () => {
    const tokens = [1, 3, 2];
    const parts = answerParts({ text: model.detokenize(tokens), tokens }, model, 'marked-list');
    expect(parts).toEqual({ content: '', toolCalls: [{ name: 'a', arguments: '{}' }] });
  });

  it('shows no control token where there is no call', () => {
    const tokens = [1, 4, 2];
    const parts = answerParts({ text: model.detokenize(tokens), tokens }, model, 'marked-list');
    expect(parts).toEqual({ content: 'No call.' });
  });
});
