import { WriteStream } from 'node:tty';

/** Width of a terminal; 80 columns where there is none. */
export function widthOf(stream: NodeJS.WriteStream): number {
  return stream.isTTY && stream.columns > 0 ? stream.columns : 80;
}

/** Whether to use colours: in a terminal, unless `NO_COLOR` or a dumb terminal forbids them. */
export function colorOf(stream: NodeJS.WriteStream): boolean {
  return stream instanceof WriteStream && stream.isTTY && stream.hasColors();
}
