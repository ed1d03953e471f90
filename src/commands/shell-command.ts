/** The flags by which the user said where things are, as they were typed; every further command needs them too. */
export interface PlaceFlags {
  readonly config: string | undefined;
  readonly dataDir: string | undefined;
}

/** A command as one types it into a shell, with the flags of the place. */
export function shellCommand(words: readonly string[], { config, dataDir }: PlaceFlags): string {
  const place = [
    ...(config === undefined ? [] : ['--config', config]),
    ...(dataDir === undefined ? [] : ['--data-dir', dataDir]),
  ];
  return [...words, ...place].map(shellWord).join(' ');
}

function shellWord(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
