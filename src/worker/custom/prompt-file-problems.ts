import { type ShapeProblem, shapeProblems } from '../../configuration/shape.js';
import { messageOf } from '../../errors.js';
import { CHECK_KINDS, patternOf } from './prompt-checks.js';
import type { PromptCheck, PromptEntry, PromptFile } from './prompt-file.js';
import { PROMPT_FILE_SHAPE } from './prompt-file-shape.js';

/** Everything that is wrong in a file of prompts: first its shape; what the members mean only when that is right. */
export function promptFileProblems(value: unknown): ShapeProblem[] {
  const problems = shapeProblems(value, PROMPT_FILE_SHAPE);
  if (problems.length > 0) return problems;
  const { prompts } = value as PromptFile;
  if (prompts.length === 0) return [{ path: ['prompts'], problem: 'needs at least one prompt' }];
  return [...prompts.flatMap((prompt, index) => promptProblems(prompt, index)), ...repeatedNames(prompts)];
}

function promptProblems({ prompt, messages, checks = [] }: PromptEntry, index: number): ShapeProblem[] {
  const path = ['prompts', index];
  const given = [prompt, messages].filter((each) => each !== undefined).length;
  return [
    ...(given === 1 ? [] : [{ path, problem: 'needs either "prompt" or "messages"' }]),
    ...(messages?.length === 0 ? [{ path: [...path, 'messages'], problem: 'needs at least one message' }] : []),
    ...checks.flatMap((check, at) => checkProblems(check, [...path, 'checks', at])),
  ];
}

function checkProblems(check: PromptCheck, path: readonly (string | number)[]): ShapeProblem[] {
  const kinds = CHECK_KINDS.filter((kind) => check[kind] !== undefined);
  if (kinds.length !== 1) return [{ path, problem: `needs exactly one of ${CHECK_KINDS.join(', ')}` }];
  if (check.matches === undefined) return [];
  try {
    patternOf(check.matches);
    return [];
  } catch (error) {
    return [{ path: [...path, 'matches'], problem: `is no regular expression: ${messageOf(error)}` }];
  }
}

/** Cases are told apart by their names, or numbers where they have none. */
function repeatedNames(prompts: readonly PromptEntry[]): ShapeProblem[] {
  return prompts.flatMap(({ name }, index) => {
    const first = prompts.findIndex((each) => each.name === name);
    if (name === undefined || first === index) return [];
    return [{ path: ['prompts', index, 'name'], problem: `is the name of prompt ${first + 1} already` }];
  });
}
