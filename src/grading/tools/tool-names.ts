import type { ToolDefinition } from '../../protocol/chat.js';
import { toJsonSchema } from './json-schema.js';

/** Names that every server takes. */
const WIRE_NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** Tools as they go over the wire, and the way back. */
export interface WireTools {
  readonly tools: readonly ToolDefinition[];
  /** The tool's own name for a name that a model used; undefined for a name that no tool has. */
  nameOf(used: string): string | undefined;
}

/**
 * Tools under names that servers take (`.` becomes `_`) and with parameters in JSON Schema. @throws Error when two names
 * become one, or one cannot be sent: a mapping that cannot be undone would take one tool for another.
 */
export function wireTools(tools: readonly ToolDefinition[]): WireTools {
  const names = new Map<string, string>();
  const sent = tools.map((tool) => {
    const name = tool.name.replaceAll('.', '_');
    const other = names.get(name);
    if (other !== undefined) throw new Error(`The tools "${other}" and "${tool.name}" would both be called "${name}".`);
    if (!WIRE_NAME.test(name))
      throw new Error(`The tool name "${tool.name}" cannot be sent: letters, digits, _ and - only.`);
    names.set(name, tool.name);
    return { name, description: tool.description, parameters: toJsonSchema(tool.parameters) };
  });
  const own = new Set(tools.map(({ name }) => name));
  return { tools: sent, nameOf: (used) => names.get(used) ?? (own.has(used) ? used : undefined) };
}
