import { describe, expect, it } from 'vitest';
import { githubCommands } from '../../../src/report/formats/github-command.js';

describe('githubCommands', () => {
  it('escapes what would end the message, the title or the command', () => {
    const text = githubCommands([
      { level: 'error', title: 'a:b,c%', message: '100 % worse\n::error::owned\r\nnext \u001b[31mred' },
    ]);
    expect(text).toBe('::error title=a%3Ab%2Cc%25::100 %25 worse ::error::owned next red\n');
  });

  it('shows ten of each level, and counts the others in the tenth', () => {
    const many = Array.from({ length: 13 }, (_, index) => ({
      level: 'warning' as const,
      title: 't',
      message: `m${index}`,
    }));
    const lines = githubCommands([...many, { level: 'error', title: 't', message: 'e' }])
      .trim()
      .split('\n');
    expect(lines).toHaveLength(11);
    expect(lines[0]).toBe('::error title=t::e');
    expect(lines.at(-1)).toBe("::warning title=t::and 4 more, in the job's summary.");
    expect(githubCommands(many.slice(0, 10)).trim().split('\n').at(-1)).toBe('::warning title=t::m9');
  });
});
