import { stripVTControlCharacters } from 'node:util';

/** Characters that take two columns: East Asian wide and full-width ones, and pictographs. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** Characters that stand above or below the one before, or are invisible. */
const ZERO = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** How many columns a terminal needs for a text; escape sequences take none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of stripVTControlCharacters(text)) width += characterWidth(character);
  return width;
}

/**
 * A text of foreign origin (an error of a server, the name of a model) on one line and without anything a terminal would
 * obey: escape sequences and control characters must not reach it.
 */
export function plainLine(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
}

/** The text cut to `width` columns, its last one `…` where something was cut. Plain text only. */
export function cutText(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  if (width < 1) return '';
  let head = '';
  for (const character of text) {
    if (displayWidth(head) + characterWidth(character) >= width) break;
    head += character;
  }
  return `${head}…`;
}

/** How to wrap: every line is at most `width` columns wide, those after the first begin with `indent`. */
export interface WrapOptions {
  readonly width: number;
  readonly indent?: string;
}

/** Breaks a text between words, and inside a word only where it alone is wider than a line. */
export function wrapText(text: string, { width, indent = '' }: WrapOptions): string[] {
  const room = Math.max(1, width - displayWidth(indent));
  const lines: string[] = [];
  let line = '';
  for (const word of plainLine(text)
    .split(' ')
    .flatMap((each) => splitWord(each, room))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || displayWidth(longer) <= room) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line].map((each, index) => (index === 0 ? each : `${indent}${each}`));
}

function splitWord(word: string, room: number): string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && displayWidth(part) + characterWidth(character) > room) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}

function characterWidth(character: string): number {
  if (ZERO.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
