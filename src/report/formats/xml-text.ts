const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\t': '&#9;',
  '\r': '&#13;',
};

/**
 * Text for an XML 1.0 attribute or element. Characters that XML cannot hold at all (control characters, lone surrogates,
 * U+FFFE, U+FFFF) are removed, and so are those that turn the direction of a text; line ends and tabs survive the normalisation of attributes.
 */
export function xmlText(text: string): string {
  return text.replaceAll(NOT_XML, '').replaceAll(/[&<>"'\n\t\r]/g, (character) => ENTITIES[character] ?? character);
}

/** Everything outside the `Char` production of XML 1.0, section 2.2, and the marks, embeddings and isolates of Unicode's bidirectional algorithm. */
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
