/**
 * A command as one types it into a shell. The data folder is named as the user named it with --data-dir, which every further
 * command then needs too.
 */
export function shellCommand(words: readonly string[], dataDirFlag: string | undefined): string {
  const folder = dataDirFlag === undefined ? [] : ['--data-dir', dataDirFlag];
  return [...words, ...folder].map(shellWord).join(' ');
}

function shellWord(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\\''`)}'`;
}
