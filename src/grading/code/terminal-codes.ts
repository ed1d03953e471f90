/**
 * Terminal control sequences (CSI, OSC and the short ones) and further control characters but tab and line ends. No part
 * of the pattern can begin inside another, so the time is linear.
 */
const CODES =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for.
  /\u001B(?:\[[0-?]*[ -/]*[@-~]?|\][^\u0007\u001B\n]*(?:\u0007|\u001B\\)?|[@-Z\\^_])?|[\u0000-\u0008\u000B\u000C\u000E-\u001A\u001C-\u001F\u007F-\u009F]/g;

/** A text that can be printed, and compiled, without what some programs colour it with. */
export function withoutTerminalCodes(text: string): string {
  return text.replace(CODES, '');
}
