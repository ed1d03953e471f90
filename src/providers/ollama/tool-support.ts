import type { HttpResult } from '../http/http-client.js';
import { offeredTools, toolsUnsupported } from '../offered-tools.js';
import type { Prompt } from '../provider.js';
import type { OllamaModelFacts } from './ollama-models.js';

/** Whether a model takes tools: what the server says of it, and once it has refused, its refusal. */
export class ToolSupport {
  #refusal: string | undefined;

  constructor({ name, capabilities }: OllamaModelFacts) {
    if (capabilities?.includes('tools') === false) this.#refusal = `the server says that "${name}" is without them.`;
  }

  /** Throws `AcodeError` (`UNSUPPORTED`) when a prompt offers tools to a model that takes none. */
  require(prompt: Prompt): void {
    if (this.#refusal !== undefined && offeredTools(prompt) !== undefined) throw toolsUnsupported(this.#refusal);
  }

  /** Remembers a refusal. Throws `AcodeError` (`UNSUPPORTED`) for it: no other request with tools will do better. */
  learn(prompt: Prompt, { failure }: HttpResult): void {
    if (failure?.failureClass !== 'http-4xx' || !/does not support tools/i.test(failure.message)) return;
    this.#refusal = failure.message;
    this.require(prompt);
  }
}
