/** Counts of an answer's form, each in one walk over its text. */

/** Words: runs of letters, digits and signs inside words, as a person counts them. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+(?:['’\-.][\p{L}\p{N}_]+)*/gu) ?? [];
}

/**
 * Sentences end with `.`, `!` or `?` before a space or the end; a last one needs no mark. A full stop behind a letter by
 * itself, as in "e.g.", is an abbreviation's, unless the letter is "I".
 */
export function countSentences(text: string): number {
  return text
    .split(/(?<!(?:^|[\s.(])(?!I)\p{L}(?=\.))[.!?]+["”')]?(?=\s|$)/u)
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence)).length;
}

/** Blocks of lines with blank lines between them. */
export function countParagraphs(text: string): number {
  let count = 0;
  let inside = false;
  for (const line of text.split('\n')) {
    const blank = line.trim() === '';
    if (!blank && !inside) count += 1;
    inside = !blank;
  }
  return count;
}

/** Lines outside of fenced code. */
export function linesOutsideCode(text: string): string[] {
  const outside: string[] = [];
  let fence: string | undefined;
  for (const line of text.split('\n')) {
    const [mark] = /^(?:`{3,}|~{3,})/.exec(line.trimStart()) ?? [];
    if (fence === undefined && mark === undefined) outside.push(line);
    if (mark === undefined) continue;
    if (fence === undefined) fence = mark;
    else if (mark.startsWith(fence)) fence = undefined;
  }
  return outside;
}

/** Texts of list entries with a mark. */
export function bulletsOf(text: string): string[] {
  return linesOutsideCode(text).flatMap((line) => /^\s*[-*+•][ \t]+(\S.*)$/.exec(line)?.[1] ?? []);
}

/** Numbers of list entries, in order. */
export function listNumbersOf(text: string): number[] {
  return linesOutsideCode(text).flatMap((line) => {
    const [, number] = /^\s*(\d{1,3})[.)][ \t]+\S/.exec(line) ?? [];
    return number === undefined ? [] : [Number(number)];
  });
}

/** Headings with `#`. */
export function headingsOf(text: string): { readonly level: number; readonly text: string }[] {
  return linesOutsideCode(text).flatMap((line) => {
    const [, marks = '', title = ''] = /^(#{1,6})[ \t]+(\S.*)$/.exec(line.trim()) ?? [];
    if (marks === '') return [];
    return [{ level: marks.length, text: title.replace(/[# \t]+$/, '').replaceAll('**', '') }];
  });
}

/** Fenced blocks with their languages, and whether there is anything outside of them. */
export function fencesOf(text: string): { readonly languages: readonly string[]; readonly alone: boolean } {
  const languages: string[] = [];
  let fence: string | undefined;
  for (const line of text.split('\n')) {
    const [, mark, language = ''] = /^\s{0,3}(`{3,}|~{3,})\s*([\w+#-]*)/.exec(line) ?? [];
    if (mark === undefined) continue;
    if (fence === undefined) {
      fence = mark;
      languages.push(language.toLowerCase());
    } else if (mark.startsWith(fence)) fence = undefined;
  }
  const alone = linesOutsideCode(text).every((line) => line.trim() === '');
  return { languages: fence === undefined ? languages : [], alone };
}

/** Some of the commonest words of each language that are no words of the others. */
const COMMON = {
  en: 'the and of is are was that with for this which you from have when will be it by an or as not can into',
  de: 'der die das und ist nicht ein eine einen einer mit auf für von zu den dem des sich wird werden sind wenn oder auch durch',
  fr: 'le la les et est une des du dans pour que qui pas avec sur sont ce cette il elle au aux par ou ne en',
  es: 'el los las y es una del que para con por se su como más pero son está este esta cuando o lo al en no',
  it: 'il lo gli e è una di che per con del della dei nel nella sono non si come più questo questa quando o da al',
} as const;

export type Language = keyof typeof COMMON;

const COMMON_WORDS = Object.entries(COMMON).map(([language, words]) => ({
  language: language as Language,
  words: new Set(words.split(' ')),
}));

/** The language most of whose common words occur; undefined when there are hardly any, or two are alike. */
export function languageOf(text: string): Language | undefined {
  const words = wordsOf(text.toLowerCase());
  const found = COMMON_WORDS.map(({ language, words: common }) => ({
    language,
    count: words.filter((word) => common.has(word)).length,
  })).sort((a, b) => b.count - a.count);
  const [first, second] = found;
  if (first === undefined || second === undefined || first.count < 3 || first.count === second.count) return undefined;
  return first.language;
}
