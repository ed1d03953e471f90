import path from 'node:path';
import type { Calibration } from '../grading/judge/calibration.js';
import type { JudgedExplanation, JudgedScore } from '../grading/judge/judged-score.js';
import type { Decision } from '../grading/judge/read-judgement.js';
import type { RunFolder } from '../orchestrator/run-folder.js';
import type { QuestionAnswer } from '../protocol/question-order.js';
import { fieldsOf } from '../report/import/json-fields.js';
import { isListOf, readDocument, writeDocument, type DocumentKind } from './read-document.js';

/** Who judged, and how it was asked: judgements of another one are not mixed with these. */
export interface JudgeIdentity {
  readonly name: string;
  readonly fingerprint: string;
  readonly promptVersion: number;
  readonly calibrationVersion: number;
}

/** All that one judge said of the explanations of a run. */
export interface Judging {
  readonly judge: JudgeIdentity;
  /** What the judge's backend calls the model; absent before it was asked. */
  readonly model?: string;
  /** The judge is the model it judges. */
  readonly selfJudged: boolean;
  readonly judgedAt: string;
  /** Every question was answered. */
  readonly complete: boolean;
  readonly calibration: Calibration;
  /** Each labelled explanation with what was decided about it. */
  readonly labelled: readonly { readonly id: string; readonly label: string; readonly decision: Decision }[];
  readonly judgements: readonly JudgedExplanation[];
  /** Empty unless the judge is trusted. */
  readonly scores: readonly JudgedScore[];
  /** Quotes of the judge that stand in what it judged, and all of its quotes. */
  readonly quotes: { readonly found: number; readonly all: number };
  /** Every answer in full, by the SHA-256 of its question. */
  readonly answers: Readonly<Record<string, QuestionAnswer>>;
}

interface JudgementsDocument {
  readonly schema: 'acode-judgements/1';
  readonly runId: string;
  readonly judgings: readonly Judging[];
}

const KIND: DocumentKind = {
  schema: 'acode-judgements/1',
  title: 'file of judgements',
  isSound: ({ judgings }) => isListOf(judgings, ({ judge }) => fieldsOf(judge) !== undefined),
};

function fileOf({ dir }: RunFolder): string {
  return path.join(dir, 'judgements.json');
}

/** What judges said of a run; empty where none was asked. @throws AcodeError (exit 65) when the file is damaged. */
export async function readJudgings(folder: RunFolder): Promise<readonly Judging[]> {
  const document = (await readDocument(fileOf(folder), KIND)) as JudgementsDocument | undefined;
  return document?.judgings ?? [];
}

/** Keeps what a judge said, in the place of what the same one said before; whole or not at all. */
export async function writeJudging(folder: RunFolder, judging: Judging): Promise<void> {
  const others = (await readJudgings(folder)).filter(({ judge }) => !isSameJudge(judge, judging.judge));
  const document: JudgementsDocument = {
    schema: KIND.schema as 'acode-judgements/1',
    runId: folder.runId,
    judgings: [...others, judging],
  };
  await writeDocument(fileOf(folder), document);
}

/** Whether two judgings can be taken for parts of one. */
export function isSameJudge(a: JudgeIdentity, b: JudgeIdentity): boolean {
  return (
    a.fingerprint === b.fingerprint &&
    a.promptVersion === b.promptVersion &&
    a.calibrationVersion === b.calibrationVersion
  );
}
