/** An element of a document that {@link readXml} has read. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** A strict reader of XML without DTD, comments and CDATA; throws at the first thing that is not well-formed. */
export function readXml(text: string): XmlElement {
  const bad = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(text);
  if (bad !== null) throw new Error(`character ${bad[0].codePointAt(0)} at ${bad.index}`);
  const prolog = /^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/.exec(text)?.[0] ?? '';
  const { element, end } = readElement(text, prolog.length);
  if (text.slice(end).trim() !== '') throw new Error(`something behind the root: ${text.slice(end, end + 40)}`);
  return element;
}

function readElement(text: string, start: number): { element: XmlElement; end: number } {
  const tag = /^<([A-Za-z][\w-]*)((?:\s+[A-Za-z][\w-]*="[^"<]*")*)\s*(\/?)>/.exec(text.slice(start));
  const [whole, name, attributeText = '', empty] = tag ?? [];
  if (whole === undefined || name === undefined) throw new Error(`no tag at ${text.slice(start, start + 60)}`);
  const attributes: Record<string, string> = {};
  for (const [, key = '', value = ''] of attributeText.matchAll(/([A-Za-z][\w-]*)="([^"]*)"/g)) {
    if (key in attributes) throw new Error(`${key} twice`);
    attributes[key] = decode(value);
  }
  let end = start + whole.length;
  const children: XmlElement[] = [];
  let content = '';
  if (empty !== '') return { element: { name, attributes, children, text: content }, end };
  for (;;) {
    const next = text.indexOf('<', end);
    if (next === -1) throw new Error(`${name} is not closed`);
    content += decode(text.slice(end, next));
    end = next;
    if (text.startsWith('</', end)) {
      if (!text.startsWith(`</${name}>`, end)) throw new Error(`${name} is closed by ${text.slice(end, end + 20)}`);
      end += name.length + 3;
      break;
    }
    const inner = readElement(text, end);
    children.push(inner.element);
    end = inner.end;
  }
  return { element: { name, attributes, children, text: content }, end };
}

function decode(text: string): string {
  if (text.includes(']]>')) throw new Error('a bare ]]>');
  return text.replaceAll(/&(#\d+|\w+)?(;?)/g, (whole, name: string | undefined, semicolon: string) => {
    const value = name?.startsWith('#') === true ? String.fromCodePoint(Number(name.slice(1))) : ENTITIES[name ?? ''];
    if (semicolon === '' || value === undefined) throw new Error(`a bare ${whole}`);
    return value;
  });
}
