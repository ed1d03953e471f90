import { AcodeError, messageOf } from '../../errors.js';
import { EXIT } from '../../exit-codes.js';
import { templateMessages, wireTools } from '../chat-wire.js';
import { offeredTools, toolsUnsupported } from '../offered-tools.js';
import type { Prompt } from '../provider.js';
import type { ChatTemplate, LlamaModel } from './llama-runtime.js';
import { probeTemplate, type TemplateFeatures } from './template-features.js';

type ChatPrompt = Extract<Prompt, { kind: 'chat' }>;

/** Turns prompts into tokens as the model file prescribes. */
export interface PromptTokenizer {
  readonly features: TemplateFeatures;
  /** Throws `AcodeError` (`UNSUPPORTED`) for what the model's template cannot say: tools, or a role. */
  tokenize(prompt: Prompt): number[];
}

/**
 * Chats are rendered with the model's own template; a model without one gets the messages' plain text, one after the
 * other. The beginning-of-sequence token is added where the model wants it and the template has not written it.
 */
export function createPromptTokenizer(model: LlamaModel, template: ChatTemplate | undefined): PromptTokenizer {
  const { bos, shouldPrependBosToken, bosString, eosString } = model.tokens;
  const surroundings = { bos_token: bosString ?? '', eos_token: eosString ?? '' };
  const features = probeTemplate(template, surroundings);
  const render = (prompt: Prompt): string => {
    if (prompt.kind === 'text') return prompt.text;
    requireTools(prompt, features);
    if (template === undefined) return prompt.messages.map((message) => message.content).join('\n\n');
    return renderChat(template, prompt, surroundings);
  };
  return {
    features,
    tokenize(prompt) {
      // Only what a template wrote may hold control tokens; raw text is read as text.
      const tokens = model.tokenize(render(prompt), prompt.kind === 'chat' && template !== undefined);
      return shouldPrependBosToken && bos !== null && tokens[0] !== bos ? [bos, ...tokens] : tokens;
    },
  };
}

function renderChat(template: ChatTemplate, prompt: ChatPrompt, surroundings: object): string {
  const tools = offeredTools(prompt);
  try {
    return template.render({
      messages: templateMessages(prompt.messages),
      ...(tools === undefined ? {} : { tools: wireTools(tools) }),
      add_generation_prompt: true,
      ...surroundings,
    });
  } catch (error) {
    throw new AcodeError({
      message: `The model's chat template refuses these messages: ${messageOf(error)}`,
      code: 'UNSUPPORTED',
      exitCode: EXIT.unavailable,
      hint: 'Use a model whose template knows the roles of these messages.',
      cause: error,
    });
  }
}

function requireTools(prompt: ChatPrompt, features: TemplateFeatures): void {
  if (!features.tools && offeredTools(prompt) !== undefined) {
    throw toolsUnsupported("the model's chat template has no place for them.");
  }
  if (features.callSyntax === undefined && offeredTools(prompt) !== undefined) {
    throw toolsUnsupported("calls in the syntax of the model's chat template cannot be read.");
  }
  const talksOfCalls = prompt.messages.some(({ role, toolCalls }) => role === 'tool' || toolCalls !== undefined);
  if (!features.calls && talksOfCalls) {
    throw toolsUnsupported("the model's chat template cannot repeat calls and their results.");
  }
}
