/** An opening fence. */
export interface Fence {
  readonly mark: '`' | '~';
  readonly length: number;
  /** Columns before it; as many are taken from the lines of its block. */
  readonly indent: number;
  readonly info: string;
}

/** A line of Markdown that is read from the left. Columns count a tab up to the next multiple of four. */
export class Line {
  readonly #text: string;
  #at = 0;
  #column = 0;
  /** Columns of a tab that were not taken yet. */
  #rest = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** What was not taken yet. */
  get rest(): string {
    return ' '.repeat(this.#rest) + this.#text.slice(this.#at);
  }

  get isBlank(): boolean {
    return this.#afterBlanks().at === this.#text.length;
  }

  /** Columns of white space ahead. */
  get indent(): number {
    return this.#afterBlanks().column - this.#column;
  }

  /** A rule across the page. */
  get isRule(): boolean {
    return this.indent < 4 && /^(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/.test(this.#ahead(MAX_RULE));
  }

  /** What makes a heading of the paragraph above it. */
  get isUnderline(): boolean {
    return this.indent < 4 && /^(?:=+|-+)[ \t]*$/.test(this.#ahead(MAX_RULE));
  }

  get isHeading(): boolean {
    return this.indent < 4 && /^#{1,6}(?:[ \t]|$)/.test(this.#ahead(8));
  }

  /** Takes a quotation's mark and one column behind it; false where there is none. */
  takeQuoteMark(): boolean {
    if (this.indent >= 4) return false;
    const { at } = this.#afterBlanks();
    if (this.#text[at] !== '>') return false;
    this.#skipBlanks();
    this.#step();
    this.#takeColumns(1);
    return true;
  }

  /** Takes so much of an item's indentation; an empty line belongs to every item. */
  takeIndent(columns: number): boolean {
    if (this.indent < columns && !this.isBlank) return false;
    this.#takeColumns(columns);
    return true;
  }

  /**
   * Takes a list item's mark and the columns that its content is indented by.
   * @param interrupts - whether a paragraph would be interrupted: then an item must not be empty, nor numbered but by 1.
   * @returns the item's indentation, and whether nothing follows its mark; undefined where no item begins.
   */
  takeListMark(interrupts: boolean): { readonly indent: number; readonly empty: boolean } | undefined {
    const indent = this.indent;
    if (indent >= 4) return undefined;
    const [mark, number] = /^(?:[-+*]|(\d{1,9})[.)])(?=[ \t]|$)/.exec(this.#ahead(12)) ?? [];
    if (mark === undefined) return undefined;
    const { at } = this.#afterBlanks();
    const empty = this.#text.slice(at + mark.length).trim() === '';
    if (interrupts && (empty || (number !== undefined && Number(number) !== 1))) return undefined;
    this.#skipBlanks();
    for (let n = 0; n < mark.length; n++) this.#step();
    // Content that is indented by five or more columns is indented code behind a single one.
    const gap = empty || this.indent > 4 ? 1 : this.indent;
    this.#takeColumns(gap);
    return { indent: indent + mark.length + gap, empty };
  }

  /** Takes up to so many columns of white space. */
  takeUpTo(columns: number): void {
    this.#takeColumns(Math.min(columns, this.indent));
  }

  #takeColumns(columns: number): void {
    for (let taken = 0; taken < columns; taken++) {
      if (this.#rest > 0) {
        this.#rest--;
        this.#column++;
      } else if (this.#text[this.#at] === '\t') {
        this.#rest = 4 - (this.#column % 4) - 1;
        this.#at++;
        this.#column++;
      } else if (this.#text[this.#at] === ' ') this.#step();
      else return;
    }
  }

  #skipBlanks(): void {
    const { at, column } = this.#afterBlanks();
    this.#at = at;
    this.#column = column;
    this.#rest = 0;
  }

  #afterBlanks(): { readonly at: number; readonly column: number } {
    let at = this.#at;
    let column = this.#column + this.#rest;
    for (; this.#text[at] === ' ' || this.#text[at] === '\t'; at++)
      column += this.#text[at] === '\t' ? 4 - (column % 4) : 1;
    return { at, column };
  }

  #ahead(characters: number): string {
    const { at } = this.#afterBlanks();
    return this.#text.length - at > characters && characters === MAX_RULE ? '' : this.#text.slice(at, at + characters);
  }

  #step(): void {
    this.#at++;
    this.#column++;
  }
}

/** A longer line is no rule; nobody draws one, and looking for one costs time. */
const MAX_RULE = 400;

/** Reads an opening fence; undefined where there is none. */
export function openFence(line: Line): Fence | undefined {
  const indent = line.indent;
  if (indent >= 4) return undefined;
  const [, marks = '', info = ''] = /^[ \t]*(`{3,}|~{3,})(.*)$/s.exec(line.rest) ?? [];
  const mark = marks[0];
  if ((mark !== '`' && mark !== '~') || (mark === '`' && info.includes('`'))) return undefined;
  return { mark, length: marks.length, indent, info: info.trim() };
}

/** Whether a line closes the block of a fence. */
export function closesFence(line: Line, { mark, length }: Fence): boolean {
  if (line.indent >= 4) return false;
  const text = line.rest.trim();
  return text.length >= length && text === mark.repeat(text.length);
}

/** A line of a block without the indentation of its fence. */
export function contentOf(line: Line, { indent }: Fence): string {
  line.takeUpTo(indent);
  return line.rest;
}
