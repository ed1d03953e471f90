import os from 'node:os';

/** A text, or its pieces, with the user's home folder written as `~`: its name is nobody's business who reads results. */
export function withoutHome(text: string, home?: string): string;
export function withoutHome(text: string | Iterable<string>, home?: string): string | Iterable<string>;
export function withoutHome(text: string | Iterable<string>, home = os.homedir()): string | Iterable<string> {
  const pattern = homePattern(home);
  if (pattern === undefined) return text;
  return typeof text === 'string' ? text.replaceAll(pattern, '~') : replacedIn(text, pattern);
}

function* replacedIn(pieces: Iterable<string>, pattern: RegExp): Iterable<string> {
  for (const piece of pieces) yield piece.replaceAll(pattern, '~');
}

/** The folder as it stands in texts, and as JSON writes it where it has backslashes; nothing for a root. */
function homePattern(home: string): RegExp | undefined {
  if (home.length < 2 || /^[a-z]:\\?$/i.test(home)) return undefined;
  const forms = [home, JSON.stringify(home).slice(1, -1)].map((form) =>
    form.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`),
  );
  return new RegExp(`(?<![\\w.-])(?:${[...new Set(forms)].join('|')})(?![\\w-]|\\.\\w)`, 'g');
}
