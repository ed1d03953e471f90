import type { CodeLanguage } from './code-item.js';

/** Names that can be put into a program: identifiers of every language here. */
export function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]{0,99}$/.test(name);
}

/** Whether a program defines a name, as far as that can be seen without running it. */
export function definesName(code: string, name: string, language: CodeLanguage): boolean {
  if (!isIdentifier(name)) return false;
  const word = name.replaceAll('$', String.raw`\$`);
  return new RegExp(language === 'python' ? pythonDefinition(word) : scriptDefinition(word), 'm').test(code);
}

function pythonDefinition(word: string): string {
  return `^[ \\t]*(?:async[ \\t]+)?(?:def|class)[ \\t]+${word}\\b|^${word}[ \\t]*(?::[^\\n=]*)?=(?!=)`;
}

function scriptDefinition(word: string): string {
  const declared = `\\b(?:function[ \\t]*\\*?|class|const|let|var)[ \\t]+${word}(?![\\w$])|\\bfunction[ \\t]*\\*[ \\t]*${word}(?![\\w$])`;
  return `${declared}|\\bexports\\.${word}[ \\t]*=(?!=)|^${word}[ \\t]*=(?!=)|\\bexports[ \\t]*=[ \\t]*\\{[^}]{0,500}\\b${word}(?![\\w$])`;
}
