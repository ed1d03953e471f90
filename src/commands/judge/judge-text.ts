import { MIN_KAPPA } from '../../grading/judge/calibration.js';
import type { JudgedScore } from '../../grading/judge/judged-score.js';
import type { Judging } from '../../history/judgements.js';
import { plainLine, wrapText } from '../../report/wrap-text.js';

/** What one judge says of a run, always with its name and its kappa, in lines of at most `width` columns. */
export function judgingText(judging: Judging, width: number): string {
  const lines = [calibrationLine(judging), ...scoreLines(judging), ...reserveLines(judging)];
  return `${lines.flatMap((line) => wrapText(plainLine(line), { width, indent: '  ' })).join('\n')}\n`;
}

function calibrationLine({ judge, calibration, model }: Judging): string {
  const { kappa, n, consistency, judgedGood } = calibration;
  const name = model === undefined || model === judge.name ? judge.name : `${judge.name} (${model})`;
  const agreement = kappa === undefined ? 'kappa has no meaning' : `kappa ${kappa.toFixed(2)}`;
  return `Judge ${name}: ${agreement} on ${n} labelled explanations (good ones judged good ${percent(judgedGood.good)}, wrong ones ${percent(judgedGood.wrong)}, vague ones ${percent(judgedGood.vague)}); same grade in both orders ${percent(consistency)}.`;
}

/** A score is shown only of a judge that agrees with the labels. */
function scoreLines(judging: Judging): string[] {
  const { calibration, scores } = judging;
  if (!calibration.trusted)
    return [
      `Its score is not shown: a kappa of at least ${MIN_KAPPA} is needed. The key facts stay what explanations are judged by.`,
    ];
  return scores.map((score) => scoreLine(score, labelOf(judging)));
}

function scoreLine({ target, share, good, explanations, undecided, unanswered }: JudgedScore, label: string): string {
  const rest = [
    ...(undecided === 0 ? [] : [`${undecided} undecided`]),
    ...(unanswered === 0 ? [] : [`${unanswered} without an explanation`]),
  ];
  const beside = rest.length === 0 ? '' : `, ${rest.join(', ')}`;
  return `${target}: ${percent(share.value)} of explanations judged good [${percent(share.low)} – ${percent(share.high)}], ${good} of ${explanations}${beside} (${label}).`;
}

function labelOf({ judge, calibration: { kappa = 0 }, selfJudged }: Judging): string {
  return `by ${judge.name}, kappa ${kappa.toFixed(2)}${selfJudged ? ', judging itself' : ''}`;
}

function reserveLines({ complete, selfJudged, quotes }: Judging): string[] {
  return [
    ...(selfJudged ? ['The judge is the model it judges; models prefer their own words.'] : []),
    ...(quotes.all > 0 && quotes.found < quotes.all
      ? [`${quotes.all - quotes.found} of ${quotes.all} passages that it quotes are not in what it judged.`]
      : []),
    ...(complete ? [] : ['Not every question was answered yet; say the same again to go on.']),
  ];
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
