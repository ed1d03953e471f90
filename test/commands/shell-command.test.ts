import { describe, expect, it } from 'vitest';
import { shellCommand } from '../../src/commands/shell-command.js';

describe('shellCommand', () => {
  it('names the configuration and the data folder as they were named, and quotes what a shell would read otherwise', () => {
    expect(shellCommand(['acode', "it's"], { config: 'my config.yaml', dataDir: '/d' })).toBe(
      String.raw`acode 'it'\''s' --config 'my config.yaml' --data-dir /d`,
    );
    expect(shellCommand(['acode', 'show', 'last'], { config: undefined, dataDir: undefined })).toBe('acode show last');
  });
});
