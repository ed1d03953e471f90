import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { CaseParameters, JsonScalar } from '../../protocol/messages.js';
import type { FileProblem } from '../../protocol/file-description.js';
import type { ShapeProblem } from '../../configuration/shape.js';
import type { ChatMessage } from '../../protocol/chat.js';
import type { Benchmark } from '../benchmark.js';
import { completeBenchmark } from './complete-benchmark.js';
import type { CustomContext } from './define-benchmark.js';
import { BenchmarkFileError } from './file-error.js';
import { checkName, meets } from './prompt-checks.js';
import type { PromptEntry, PromptFile } from './prompt-file.js';
import { promptFileProblems } from './prompt-file-problems.js';

/** Most tokens of an answer where the file does not say. */
const MAX_TOKENS = 256;

/** A token is rarely shorter than this many bytes. */
const BYTES_PER_TOKEN = 2;

/** What a chat template puts around a message, in tokens, generously. */
const TOKENS_PER_MESSAGE = 32;

/**
 * Makes a benchmark of a YAML or JSON file of prompts: each prompt is a case.
 * @throws BenchmarkFileError with every problem, its line and column.
 */
export function loadPromptFile(file: string, text: string): Benchmark {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const broken = document.errors.map(({ message, pos }) => {
    const { line, col } = lines.linePos(pos[0]);
    const [sentence = ''] = message.split(/ at line \d+/);
    return { line, column: col, message: `${sentence.replace(/\.$/, '')}.` };
  });
  if (broken.length > 0) throw new BenchmarkFileError(file, broken);
  const value: unknown = document.toJS();
  const problems = promptFileProblems(value);
  if (problems.length > 0) {
    throw new BenchmarkFileError(
      file,
      problems.map((problem) => located(problem, document, lines)),
    );
  }
  return benchmarkOf(value as PromptFile);
}

/** Puts the line and column of the node to a problem: of the member itself, or of the nearest thing around it. */
function located({ path, problem, hint }: ShapeProblem, document: Document, lines: LineCounter): FileProblem {
  const offset = offsetOf(document, path);
  const place = offset === undefined ? { line: 1, col: 1 } : lines.linePos(offset);
  const member = path.length === 0 ? 'The file' : `"${path.join('.')}"`;
  return {
    line: place.line,
    column: place.col,
    message: `${member} ${problem}.`,
    ...(hint === undefined ? {} : { hint }),
  };
}

function offsetOf(document: Document, path: ShapeProblem['path']): number | undefined {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const around: unknown = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    const name = path[depth - 1];
    const key = isMap(around) ? around.items.map((pair) => pair.key).find((each) => keyText(each) === name) : undefined;
    const node: unknown = key ?? document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range !== undefined && node.range !== null) return node.range[0];
  }
  return isNode(document.contents) ? document.contents.range?.[0] : undefined;
}

function keyText(key: unknown): unknown {
  return isScalar(key) ? key.value : key;
}

function benchmarkOf({ name, question, version, prompts }: PromptFile): Benchmark {
  const entries = new Map(prompts.map((entry, index) => [keyOf(entry, index), entry]));
  const entryOf = ({ prompt }: CaseParameters): PromptEntry => {
    const entry = entries.get(prompt ?? null);
    if (entry === undefined) throw new Error(`the file has no prompt ${JSON.stringify(prompt)}`);
    return entry;
  };
  const checked = prompts.some(({ checks = [] }) => checks.length > 0);
  return completeBenchmark({
    name,
    question,
    ...(version === undefined ? {} : { version }),
    primaryMetrics: [...(checked ? ['passRate'] : []), 'e2el', 'ttft'],
    cases: [...entries.keys()].map((prompt) => ({ prompt })),
    demands: (parameters, { trainContextTokens = Infinity }) => ({
      slots: 1,
      contextTokens: Math.min(contextTokensOf(entryOf(parameters)), trainContextTokens),
    }),
    iterate: (context) => askAndCheck(entryOf(context.parameters), context),
  });
}

function keyOf({ name }: PromptEntry, index: number): JsonScalar {
  return name ?? index + 1;
}

async function askAndCheck(entry: PromptEntry, context: CustomContext): Promise<void> {
  const { maxTokens = MAX_TOKENS, checks = [] } = entry;
  const { text } = await context.ask(messagesOf(entry), { maxTokens });
  for (const check of checks) context.check(checkName(check), meets(text, check));
}

function messagesOf({ prompt, messages }: PromptEntry): readonly ChatMessage[] {
  return messages ?? [{ role: 'user', content: prompt ?? '' }];
}

function contextTokensOf(entry: PromptEntry): number {
  const messages = messagesOf(entry);
  const bytes = messages.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  return Math.ceil(bytes / BYTES_PER_TOKEN) + messages.length * TOKENS_PER_MESSAGE + (entry.maxTokens ?? MAX_TOKENS);
}
