import os from 'node:os';

/** A text, or its pieces, with the user's home folder written as `~`: its name is nobody's business who reads results. */
export function withoutHome(text: string, home?: string): string;
export function withoutHome(text: string | Iterable<string>, home?: string): string | Iterable<string>;
export function withoutHome(text: string | Iterable<string>, home = os.homedir()): string | Iterable<string> {
  if (isRoot(home)) return text;
  const forms = [...new Set([home, JSON.stringify(home).slice(1, -1)])];
  const pattern = patternOf(forms);
  // Looking for the plain folder first spares the pattern on most of a hundred thousand samples.
  const replaced = (piece: string): string =>
    forms.some((form) => piece.includes(form)) ? piece.replaceAll(pattern, '~') : piece;
  return typeof text === 'string' ? replaced(text) : mapped(text, replaced);
}

function* mapped(pieces: Iterable<string>, change: (piece: string) => string): Iterable<string> {
  for (const piece of pieces) yield change(piece);
}

function isRoot(home: string): boolean {
  return home.length < 2 || /^[a-z]:\\?$/i.test(home);
}

/** The folder as it stands in texts, and as JSON writes it where it has backslashes, but not as a part of another name. */
function patternOf(forms: readonly string[]): RegExp {
  const escaped = forms.map((form) => form.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`(?<![\\w.-])(?:${escaped.join('|')})(?![\\w-]|\\.\\w)`, 'g');
}
