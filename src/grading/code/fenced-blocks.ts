import { closesFence, contentOf, Line, openFence, type Fence } from './markdown-line.js';

/** A fenced block of code. */
export interface FencedBlock {
  /** First word of what stands behind the opening fence, in lower case; empty where nothing does. */
  readonly language: string;
  /** All that stands behind the opening fence. */
  readonly info: string;
  /** The lines between the fences, without what belongs to the list or quotation around them. */
  readonly text: string;
  /** Whether a closing fence was found. */
  readonly closed: boolean;
  /** The last line with anything on it before the block, as it is written. */
  readonly before: string;
}

/** A quotation, or a list item whose content begins so many columns further in, if there is any yet. */
type Container = { readonly kind: 'quote' } | { readonly kind: 'item'; readonly indent: number; empty: boolean };

/** Deepest nesting of lists and quotations that is followed; deeper markers are text. It bounds the work on a line. */
const MAX_DEPTH = 24;

/**
 * Finds the fenced blocks of a Markdown text by CommonMark's block rules: fences of either kind and any length, inside
 * lists and quotations, nested in longer ones, and never closed. HTML blocks are read as text, so that a fence directly
 * below `<details>` counts.
 *
 * A scanner of our own because the time must be linear whatever a model writes: mdast-util-from-markdown takes 4 s for
 * 200 kB of short paragraphs, and minutes for as much `>`. It is the oracle of the property tests instead.
 */
export function fencedBlocks(markdown: string): FencedBlock[] {
  const scan = new Scan();
  for (const line of markdown.split(/\r\n|\n|\r/)) scan.read(line);
  return scan.end();
}

class Scan {
  readonly #blocks: FencedBlock[] = [];
  #containers: Container[] = [];
  #open: { readonly fence: Fence; readonly lines: string[]; readonly before: string } | undefined;
  #inParagraph = false;
  #before = '';

  read(text: string): void {
    const line = new Line(text);
    const held = this.#enterContainers(line);
    if (this.#open !== undefined) {
      if (held === this.#containers.length) return this.#readCode(line, this.#open.fence);
      this.#finish(false);
    }
    this.#readBlock(line, held);
    if (text.trim() !== '') this.#before = text;
  }

  end(): FencedBlock[] {
    if (this.#open !== undefined) this.#finish(false);
    return this.#blocks;
  }

  #readCode(line: Line, fence: Fence): void {
    if (closesFence(line, fence)) this.#finish(true);
    else this.#open?.lines.push(contentOf(line, fence));
  }

  #readBlock(line: Line, held: number): void {
    if (this.#inParagraph && held === this.#containers.length && line.isUnderline) {
      this.#inParagraph = false;
      return;
    }
    const opened = this.#openContainers(line, held);
    const fence = this.#isIndentedCode(line, opened.length > 0) ? undefined : openFence(line);
    // Text under an unfinished paragraph belongs to it, whatever quotations or items it leaves out.
    const goesOn = fence === undefined && opened.length === 0 && this.#inParagraph && isText(line, true);
    if (!goesOn) this.#containers = [...this.#containers.slice(0, held), ...opened];
    this.#inParagraph = goesOn || (fence === undefined && isText(line, false));
    if (fence === undefined) return;
    this.#open = { fence, lines: [], before: this.#before };
  }

  /** How many of the open containers go on in this line; what marks them is taken from it. */
  #enterContainers(line: Line): number {
    let held = 0;
    for (const container of this.#containers) {
      if (container.kind === 'quote') {
        if (!line.takeQuoteMark()) break;
      } else {
        // An item that begins with two empty lines is an empty item.
        if ((container.empty && line.isBlank) || !line.takeIndent(container.indent)) break;
        container.empty = false;
      }
      held++;
    }
    return held;
  }

  #openContainers(line: Line, held: number): Container[] {
    const opened: Container[] = [];
    while (held + opened.length < MAX_DEPTH && !this.#isIndentedCode(line, opened.length > 0) && !line.isRule) {
      if (line.takeQuoteMark()) {
        opened.push({ kind: 'quote' });
        continue;
      }
      const interrupts = this.#inParagraph && held === this.#containers.length && opened.length === 0;
      const item = line.takeListMark(interrupts);
      if (item === undefined) break;
      opened.push({ kind: 'item', ...item });
    }
    return opened;
  }

  #isIndentedCode(line: Line, inNewContainer: boolean): boolean {
    return line.indent >= 4 && (inNewContainer || !line.isBlank);
  }

  #finish(closed: boolean): void {
    const open = this.#open;
    if (open === undefined) return;
    const { info } = open.fence;
    const language = (/^\S+/.exec(info)?.[0] ?? '').toLowerCase();
    this.#blocks.push({ language, info, text: open.lines.join('\n'), closed, before: open.before });
    this.#open = undefined;
    this.#before = '';
  }
}

/** Whether a line is text of a paragraph: neither empty, nor a heading or a rule, nor, where none is open, indented code. */
function isText(line: Line, inParagraph: boolean): boolean {
  return !line.isBlank && !line.isRule && !line.isHeading && (inParagraph || line.indent < 4);
}
