import { calibrate } from '../../grading/judge/calibration.js';
import { judgedScores, type JudgedExplanation } from '../../grading/judge/judged-score.js';
import { decide, readJudgement, type Decision } from '../../grading/judge/read-judgement.js';
import type { Judging } from '../../history/judgements.js';
import type { QuestionAnswer } from '../../protocol/question-order.js';
import { questionKey, type LabelledQuestion, type RunQuestion } from './judge-questions.js';

/** What is asked of a judge. */
export interface JudgeQuestions {
  readonly labelled: readonly LabelledQuestion[];
  readonly ofRun: readonly RunQuestion[];
}

/** Answers by the name of their question. */
export type JudgeAnswers = ReadonlyMap<string, QuestionAnswer>;

/** Everything that follows from the answers of a judge so far. A question without an answer is undecided. Pure. */
export function formJudging(
  { labelled, ofRun }: JudgeQuestions,
  answers: JudgeAnswers,
): Pick<Judging, 'calibration' | 'labelled' | 'judgements' | 'scores' | 'quotes' | 'complete'> {
  const quotes = { found: 0, all: 0 };
  const decided = (asked: NonNullable<RunQuestion['asked']>): Decision => {
    const [first, second] = asked.chats.map((chat) => {
      const answer = answers.get(questionKey(chat));
      // What was cut may have gone on to another grade.
      if (answer === undefined || !isAnswered(answer) || answer.finish === 'length') return undefined;
      const read = readJudgement(answer.text, asked.subject.explanation);
      quotes.found += read.quotes.found;
      quotes.all += read.quotes.all;
      return read.grade;
    });
    return decide(first, second);
  };
  const known = labelled.map((question) => ({ id: question.id, label: question.label, decision: decided(question) }));
  const judgements: JudgedExplanation[] = ofRun.map(({ asked, ...place }) => ({
    ...place,
    decision: asked === undefined ? 'unanswered' : decided(asked),
  }));
  const calibration = calibrate(known);
  return {
    calibration,
    labelled: known,
    judgements,
    // A number that must not be shown is not there to be shown.
    scores: calibration.trusted ? judgedScores(judgements) : [],
    quotes,
    complete: chatsOf({ labelled, ofRun }).every((chat) => isAnswered(answers.get(questionKey(chat)))),
  };
}

/** Every chat, the labelled ones first. */
export function chatsOf({ labelled, ofRun }: JudgeQuestions): LabelledQuestion['chats'][number][] {
  return [...labelled.flatMap(({ chats }) => chats), ...ofRun.flatMap(({ asked }) => asked?.chats ?? [])];
}

/** Whether a question is done with: one that met a failing backend is asked again another time. */
export function isAnswered(answer: QuestionAnswer | undefined): boolean {
  return answer !== undefined && answer.failure === undefined;
}
