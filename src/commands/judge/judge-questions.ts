import { createHash } from 'node:crypto';
import type { ExplanationItem } from '../../../benchmarks/data/explanation/explanation-item.js';
import { EXPLANATION_ITEMS, explanation } from '../../../benchmarks/explanation.js';
import { LABELLED } from '../../../benchmarks/data/judge-calibration/labelled.js';
import type { JudgedLabel } from '../../grading/judge/calibration.js';
import { judgeChats, type JudgeSubject } from '../../grading/judge/judge-prompt.js';
import { withoutReasoning } from '../../grading/reasoning.js';
import { unansweredVerdict } from '../../grading/unanswered.js';
import type { RunRecord } from '../../journal/run-record.js';
import { canonicalJson } from '../../plan/canonical-json.js';
import type { ChatMessage } from '../../protocol/chat.js';

/** One explanation with the two chats in which it is judged. */
interface Asked {
  readonly subject: JudgeSubject;
  readonly chats: readonly [ChatMessage[], ChatMessage[]];
}

/** An explanation whose worth is known. */
export interface LabelledQuestion extends Asked {
  readonly id: string;
  readonly label: JudgedLabel['label'];
}

/** An explanation of a run; without chats where there is none to ask about. */
export interface RunQuestion {
  readonly caseId: string;
  readonly item: string;
  readonly target: string;
  readonly iteration: number;
  readonly asked?: Asked;
}

/** The labelled explanations, the good, the wrong and the vague one of each material. */
export function labelledQuestions(): LabelledQuestion[] {
  return LABELLED.flatMap(({ id, material, says, saysNot, ...texts }) =>
    (['good', 'wrong', 'vague'] as const).map((label) => ({
      id: `${id}-${label}`,
      label,
      ...askedOf({ material, says, saysNot, explanation: texts[label] }),
    })),
  );
}

/** The stored explanations of a run, and how many were asked for in other words than today's, which cannot be judged. */
export function runQuestions({ cases }: RunRecord): { questions: RunQuestion[]; outdated: number } {
  const questions: RunQuestion[] = [];
  let outdated = 0;
  for (const { planned, samples } of cases) {
    if (planned.benchmark !== explanation.name) continue;
    const item = CURRENT.get(`${String(planned.parameters['item'])} ${String(planned.parameters['content'])}`);
    for (const { sample } of samples.filter((each) => each.sample.phase === 'measure')) {
      const [answer] = sample.answers ?? [];
      if (item === undefined || answer === undefined) {
        outdated += 1;
        continue;
      }
      const { id: caseId, target } = planned;
      const place = { caseId, item: item.id, target, iteration: sample.iteration };
      const isAnswered = unansweredVerdict(answer, explanation.graded) === undefined;
      const said = withoutReasoning(answer.text).text;
      questions.push(isAnswered ? { ...place, asked: askedOf(subjectOf(item, said)) } : place);
    }
  }
  return { questions, outdated };
}

/** Name of a question: an answer to it is an answer to whatever is asked in the same words. */
export function questionKey(chat: readonly ChatMessage[]): string {
  return createHash('sha256').update(canonicalJson(chat)).digest('hex');
}

/** Items by their id and the digest of their content, as planned cases name them. */
const CURRENT: ReadonlyMap<string, ExplanationItem> = new Map(
  explanation.cases.flatMap(({ item: id, content }) => {
    const item = EXPLANATION_ITEMS.find((each) => each.id === id);
    return item === undefined ? [] : [[`${String(id)} ${String(content)}`, item] as const];
  }),
);

function subjectOf({ material, facts, forbidden }: ExplanationItem, said: string): JudgeSubject {
  return {
    material,
    says: facts.map(({ fact }) => fact),
    saysNot: forbidden.map(({ claim }) => claim),
    explanation: said,
  };
}

function askedOf(subject: JudgeSubject): Asked {
  return { subject, chats: judgeChats(subject) };
}
