/** Attributes of an element; undefined ones are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Text for an SVG or HTML element or attribute; the same five characters matter in both. */
export function escapeMarkup(text: string): string {
  return text.replaceAll(UNSAFE, (character) => ESCAPES[character] ?? '');
}

/** Characters with a meaning in markup, those that are not allowed in it at all, and those that turn the direction of a text. */
// oxlint-disable-next-line no-control-regex -- control characters are what is to be removed.
const UNSAFE = /[&<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** An element; its children are markup already, its attributes are escaped here. Numbers keep two decimals. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${typeof value === 'number' ? coordinate(value) : escapeMarkup(value)}"`],
  );
  const content = children.join('');
  return content === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>`;
}

/** A coordinate with at most two decimals: half of a hundredth of a pixel is invisible, and files stay small. */
export function coordinate(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** A text element; `content` is escaped. */
export function label(x: number, y: number, { content, anchor = 'start', kind = 'tick' }: LabelOptions): string {
  return element('text', { x, y, class: `t-${kind}`, 'text-anchor': anchor }, escapeMarkup(content));
}

/** What a label says and how it stands. */
export interface LabelOptions {
  readonly content: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly kind?: 'tick' | 'name' | 'axis' | 'change';
}

/** What a chart is about; read aloud in place of the drawing. */
export interface ChartFrame {
  readonly width: number;
  readonly height: number;
  readonly title: string;
}

/** The whole drawing. It scales with its place on the page; colours and fonts come from the page's style sheet. */
export function drawing({ width, height, title }: ChartFrame, ...children: readonly string[]): string {
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${coordinate(width)} ${coordinate(height)}`,
      class: 'chart',
      role: 'img',
      'aria-label': title,
    },
    element('title', {}, escapeMarkup(title)),
    ...children,
  );
}
