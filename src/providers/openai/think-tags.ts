const OPEN = '<think>';
const CLOSE = '</think>';

type State = 'start' | 'thinking' | 'after-close' | 'answering';

/**
 * Finds the first answer text behind reasoning that is written inline between `<think>` tags, which may be split over
 * pieces. Some chat templates put the opening tag into the prompt; a closing tag alone therefore turns everything before
 * it into reasoning. Blank space behind the closing tag still belongs to it.
 */
export class ThinkTags {
  #state: State = 'start';
  #held = '';
  #startMs: number | undefined;
  #answerMs: number | undefined;
  #closed = false;

  /** Moment of the first answer text; text that may yet become a tag counts as answer. */
  get firstAnswerMs(): number | undefined {
    return this.#state === 'start' ? this.#startMs : this.#answerMs;
  }

  push(text: string, ms: number): void {
    this.#startMs ??= ms;
    if (this.#state === 'start') this.#begin(text, ms);
    else if (this.#state === 'after-close') this.#awaitAnswer(text, ms);
    else if (!this.#closed) this.#seekClose(text, ms);
  }

  #begin(text: string, ms: number): void {
    this.#held += text;
    const visible = this.#held.trimStart();
    if (OPEN.startsWith(visible)) return;
    const held = this.#held;
    this.#held = '';
    if (visible.startsWith(OPEN)) this.#state = 'thinking';
    else {
      this.#state = 'answering';
      this.#answerMs = this.#startMs;
    }
    this.#seekClose(held, ms);
  }

  #seekClose(text: string, ms: number): void {
    const seen = this.#held + text;
    const at = seen.indexOf(CLOSE);
    if (at === -1) {
      this.#held = seen.slice(-(CLOSE.length - 1));
      return;
    }
    this.#held = '';
    this.#closed = true;
    this.#answerMs = undefined;
    this.#state = 'after-close';
    this.#awaitAnswer(seen.slice(at + CLOSE.length), ms);
  }

  #awaitAnswer(text: string, ms: number): void {
    if (text.trim() === '') return;
    this.#state = 'answering';
    this.#answerMs = ms;
  }
}
