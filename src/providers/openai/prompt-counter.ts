import { AcodeError } from '../../errors.js';
import { EXIT } from '../../exit-codes.js';
import type { HttpClient } from '../http/http-client.js';
import { arrayIn, type JsonObject, numberIn, stringIn } from '../http/json-value.js';
import type { Prompt } from '../provider.js';
import { promptFields } from './completion-request.js';
import { jsonOf, type ServerFacts } from './server-probe.js';

/** Counts tokens with the server's own tokenizer, without generating. */
export class PromptCounter {
  readonly #client: HttpClient;
  readonly #model: string;
  readonly #facts: ServerFacts;

  constructor(client: HttpClient, model: string, facts: ServerFacts) {
    this.#client = client;
    this.#model = model;
    this.#facts = facts;
  }

  /** Whether texts can be counted. */
  get countsText(): boolean {
    return this.#facts.tokenize !== 'none';
  }

  /** Whether chats can be counted with their template too. */
  get countsChats(): boolean {
    return this.#facts.tokenize === 'vllm' || (this.#facts.tokenize === 'llama.cpp' && this.#facts.applyTemplate);
  }

  /** Tokens that the model reads for a prompt. Throws `AcodeError` when the server fails to answer. */
  async countPrompt(prompt: Prompt): Promise<number> {
    if (prompt.kind === 'text') return this.#tokenize({ text: prompt.text, special: true });
    const fields = promptFields(prompt);
    if (this.#facts.tokenize === 'vllm') return this.#ask({ ...fields, add_generation_prompt: true });
    const rendered = await jsonOf(this.#client, { method: 'POST', path: '/apply-template', body: fields });
    const text = rendered === undefined ? undefined : stringIn(rendered, 'prompt');
    if (text === undefined) throw noCount('/apply-template');
    return this.#tokenize({ text, special: true });
  }

  /** Tokens of a text that the model wrote. */
  async countOutput(text: string): Promise<number> {
    return this.#tokenize({ text, special: false });
  }

  /** With `special`, tokens such as the one at the beginning of a text are added as for a completion. */
  async #tokenize({ text, special }: { text: string; special: boolean }): Promise<number> {
    return this.#facts.tokenize === 'vllm'
      ? this.#ask({ prompt: text, add_special_tokens: special })
      : this.#ask({ content: text, add_special: special, parse_special: true });
  }

  async #ask(fields: JsonObject): Promise<number> {
    const body = this.#facts.tokenize === 'vllm' ? { model: this.#model, ...fields } : fields;
    const answer = await jsonOf(this.#client, { method: 'POST', path: '/tokenize', body });
    if (answer === undefined || (answer['tokens'] === undefined && answer['count'] === undefined))
      throw noCount('/tokenize');
    return numberIn(answer, 'count') ?? arrayIn(answer, 'tokens').length;
  }
}

function noCount(path: string): AcodeError {
  return new AcodeError({
    message: `The server stopped answering ${path}, so the prompt's tokens cannot be counted.`,
    code: 'TOKENIZE_FAILED',
    exitCode: EXIT.unavailable,
    hint: 'Look at the log of the model server.',
  });
}
