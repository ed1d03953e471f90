// tsc writes files without the executable bit, which a shell needs for the command itself.
import { chmodSync } from 'node:fs';

chmodSync(new URL('../dist/src/cli.js', import.meta.url), 0o755);
