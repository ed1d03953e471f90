import type { CodeFiles, CodeItem, EditItem } from '../src/grading/code/code-item.js';
import { CODE_GRADER, gradeCode } from '../src/grading/code/grade-code.js';
import type { Controls } from '../src/grading/grading.js';
import type { StoredAnswer } from '../src/protocol/answer.js';
import type { ChatMessage } from '../src/protocol/chat.js';
import { defineGradedBenchmark } from '../src/worker/graded-benchmark.js';
import { CODE_ITEMS } from './data/code-generation/items.js';

/** Room for the longest reference, twice, or for some thinking before a short one. */
const ANSWER_TOKENS = 1_024;

/** Enough for all but the edits of several files. */
const CONTEXT_TOKENS = 2_048;

/** Characters that make a token, for small vocabularies too. */
const CHARACTERS_PER_TOKEN = 2;

/**
 * Does what it writes work? Functions, classes, faults to be mended and files to be changed, each run on inputs that the
 * model has not seen. The programs run in a sandbox of the grader's, never in the process that judges them.
 */
export const codeGeneration = defineGradedBenchmark<CodeItem>({
  name: 'code-generation',
  version: 1,
  question: 'Does the code it writes work, on inputs it has not seen?',
  grader: CODE_GRADER,
  items: () => CODE_ITEMS,
  contextTokens: (item) =>
    Math.max(CONTEXT_TOKENS, ANSWER_TOKENS + Math.ceil(questionOf(item).content.length / CHARACTERS_PER_TOKEN)),
  ask: async (item, context) => {
    await context.ask({ messages: [questionOf(item)], maxTokens: ANSWER_TOKENS });
  },
  grade: gradeCode,
  controls,
});

const LANGUAGES = { javascript: 'JavaScript', typescript: 'TypeScript', python: 'Python' } as const;

function questionOf(item: CodeItem): ChatMessage {
  return { role: 'user', content: item.kind === 'edit' ? editQuestion(item) : programQuestion(item) };
}

function programQuestion(item: Exclude<CodeItem, EditItem>): string {
  const language = LANGUAGES[item.language];
  const given = item.kind === 'fix' ? `\n\nThe program as it is:\n${fenced(item.given, item.language)}` : '';
  const what = item.kind === 'fix' ? `the whole mended program` : `the whole program`;
  return `${item.prompt}${given}\n\nAnswer with ${what} in ${language} in one fenced code block. Do not read input and do not print anything.`;
}

function editQuestion(item: EditItem): string {
  const files = Object.entries(item.files).map(([path, text]) => fenced(text, `${item.language} ${path}`));
  const editable = item.editable.join(', ');
  return [
    item.prompt,
    `The files as they are, each with its path behind the fence:\n${files.join('\n\n')}`,
    `Change only: ${editable}. Answer with every file that you change, whole, in a fenced code block with its path behind the fence, like those above.`,
  ].join('\n\n');
}

function fenced(text: string, info: string): string {
  return `\`\`\`${info}\n${text.trimEnd()}\n\`\`\``;
}

/** The reference in the form that is asked for passes; the wrong solutions and the given program do not. */
function controls(item: CodeItem): Controls {
  const answered = (text: string): StoredAnswer[] => [
    {
      messages: [questionOf(item)],
      maxTokens: ANSWER_TOKENS,
      text,
      finish: 'stop',
      outcome: { status: 'ok' },
    },
  ];
  const solution = (code: string | CodeFiles): StoredAnswer[] =>
    answered(
      typeof code === 'string'
        ? fenced(code, item.language)
        : Object.entries(code)
            .map(([path, text]) => fenced(text, `${item.language} ${path}`))
            .join('\n\n'),
    );
  return {
    right: [solution(item.reference)],
    wrong: [
      ...item.wrong,
      ...(item.kind === 'fix' ? [item.given] : []),
      ...(item.kind === 'edit' ? [item.files] : []),
    ].map(solution),
  };
}
