import { createHash } from 'node:crypto';
import { escapeMarkup } from '../charts/svg.js';
import { plainLine } from '../wrap-text.js';
import { SCRIPT } from './script.js';
import { STYLE } from './style.js';

/** What a page shows; `body` is markup in which every text of foreign origin went through {@link htmlText}. */
export interface Page {
  readonly title: string;
  readonly body: string;
}

/**
 * A whole document in one file. Its policy forbids every request, and every style and script but the two in it, which
 * are named by their SHA-256: markup that slipped in could neither run nor fetch anything.
 */
export function htmlPage({ title, body }: Page): string {
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(STYLE)}`,
    `script-src ${hashOf(SCRIPT)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${htmlText(title)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
${body}
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** Text of any origin as markup, on one line, without control characters and characters that turn the direction. */
export function htmlText(text: string): string {
  return escapeMarkup(plainLine(text));
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
