import { describe, expect, it } from 'vitest';
import { withoutHome } from '../../src/commands/without-home.js';

describe('withoutHome', () => {
  it('writes the home folder as ~ wherever it stands', () => {
    expect(withoutHome('{"a":"/home/ada/m.gguf","b":"in /home/ada."}', '/home/ada')).toBe(
      '{"a":"~/m.gguf","b":"in /home/ada."}'.replace('/home/ada.', '~.'),
    );
  });

  it('leaves names alone that only begin or end alike', () => {
    const text = '/home/adam/x /mnt/home/ada-2 x/home/ada';
    expect(withoutHome(text, '/home/ada')).toBe(text);
  });

  it('knows a folder with backslashes as JSON writes it', () => {
    expect(withoutHome(String.raw`"C:\\Users\\Ada\\m.gguf" C:\Users\Ada\n`, String.raw`C:\Users\Ada`)).toBe(
      String.raw`"~\\m.gguf" ~\n`,
    );
  });

  it('replaces piece by piece, and nothing for a root', () => {
    expect(Array.from(withoutHome(['/root/a\n', 'b\n'], '/root'))).toEqual(['~/a\n', 'b\n']);
    expect(withoutHome('/a', '/')).toBe('/a');
  });
});
