import type { CodeLanguage } from '../grading/code/code-item.js';
import type { Chat } from '../worker/graded-benchmark.js';
import { chatTokens, templateHash } from './prompt-size.js';

/** Most tokens of an answer: whole programs, with room for some thinking before them. */
const MAX_TOKENS = 1_024;

/** How a kind of data set is asked: the text around its own prompt. */
export interface QuestionTemplate {
  readonly before: string;
  readonly after: string;
  /** Stands in items, so that a question asked in other words is another question. */
  readonly hash: string;
}

/** A template of the words before and behind a data set's own prompt. */
function questionTemplate(before: string, after: string): QuestionTemplate {
  return { before, after, hash: templateHash(`${before}\n${after}`) };
}

const ANSWER = 'in one fenced code block, and nothing else.';

/** For prompts that are the beginning of a program. */
export const COMPLETION: Readonly<Record<CodeLanguage, QuestionTemplate>> = {
  python: completion('Python', 'python', 'and every import it needs, '),
  javascript: completion('JavaScript', 'javascript', ''),
  typescript: completion('TypeScript', 'typescript', ''),
};

/** For prompts that tell a task in words. */
export const TASK: QuestionTemplate = questionTemplate(
  'Write a Python function for this task.\n\n',
  `\nAnswer with the whole function, and every import it needs, ${ANSWER}`,
);

function completion(language: string, fence: string, besides: string): QuestionTemplate {
  return questionTemplate(
    `Complete this ${language} function. Answer with the whole function, ${besides}${ANSWER}\n\n\`\`\`${fence}\n`,
    '```',
  );
}

/** The chat of a question. The data set's own prompt is in it as it is, with its last line end. */
export function questionChat({ before, after }: QuestionTemplate, prompt: string): Chat {
  const gap = prompt.endsWith('\n') ? '' : '\n';
  return { messages: [{ role: 'user', content: `${before}${prompt}${gap}${after}` }], maxTokens: MAX_TOKENS };
}

/** Most tokens that such a chat and its answer may have. */
export function questionTokens(chat: Chat): number {
  return chatTokens(chat.messages, chat.maxTokens);
}
