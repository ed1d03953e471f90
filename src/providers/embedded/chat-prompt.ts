import type { Prompt } from '../provider.js';
import type { ChatTemplate, LlamaModel } from './llama-runtime.js';

/** Turns prompts into tokens as the model file prescribes. */
export interface PromptTokenizer {
  tokenize(prompt: Prompt): number[];
}

/**
 * Chats are rendered with the model's own template; a model without one gets the messages' plain text, one after the
 * other. The beginning-of-sequence token is added where the model wants it and the template has not written it.
 */
export function createPromptTokenizer(model: LlamaModel, template: ChatTemplate | undefined): PromptTokenizer {
  const { bos, shouldPrependBosToken, bosString, eosString } = model.tokens;
  const render = (prompt: Prompt): string => {
    if (prompt.kind === 'text') return prompt.text;
    if (template === undefined) return prompt.messages.map((message) => message.content).join('\n\n');
    return template.render({
      messages: prompt.messages,
      add_generation_prompt: true,
      bos_token: bosString ?? '',
      eos_token: eosString ?? '',
    });
  };
  return {
    tokenize(prompt) {
      // Only what a template wrote may hold control tokens; raw text is read as text.
      const tokens = model.tokenize(render(prompt), prompt.kind === 'chat' && template !== undefined);
      return shouldPrependBosToken && bos !== null && tokens[0] !== bos ? [bos, ...tokens] : tokens;
    },
  };
}
