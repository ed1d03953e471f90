import { CHOOSE } from './choose.js';
import { CODE_CONVERSATIONS } from './conversations-code.js';
import { DESK_CONVERSATIONS } from './conversations-desk.js';
import { NESTED } from './nested.js';
import { MISSING_INFORMATION, NO_TOOL, TOOL_WITHDRAWN } from './no-call.js';
import { OPTIONAL } from './optional.js';
import { PARALLEL } from './parallel.js';
import { SIMPLE } from './simple.js';
import type { ToolCallItem } from './tool-call-item.js';

/** Every item, easy ones first. */
export const TOOL_CALL_ITEMS: readonly ToolCallItem[] = [
  ...SIMPLE,
  ...CHOOSE,
  ...PARALLEL,
  ...NESTED,
  ...OPTIONAL,
  ...NO_TOOL,
  ...MISSING_INFORMATION,
  ...TOOL_WITHDRAWN,
  ...CODE_CONVERSATIONS,
  ...DESK_CONVERSATIONS,
];
