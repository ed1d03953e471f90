import { AcodeError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import type { ToolDefinition } from '../protocol/chat.js';
import type { Prompt } from './provider.js';

/** The tools that a prompt offers; an empty list, which servers reject, is none. */
export function offeredTools(prompt: Prompt): readonly ToolDefinition[] | undefined {
  return prompt.kind === 'chat' && prompt.tools !== undefined && prompt.tools.length > 0 ? prompt.tools : undefined;
}

/** The error for a backend that takes no tools (exit 69); `reason` is in its own words, or ours about it. */
export function toolsUnsupported(reason: string): AcodeError {
  return new AcodeError({
    message: `The backend takes no tools: ${reason}`,
    code: 'UNSUPPORTED',
    exitCode: EXIT.unavailable,
    hint: 'Use a model whose chat template knows tools, and start its server with tool calls switched on.',
  });
}
