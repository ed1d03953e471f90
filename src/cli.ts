#!/usr/bin/env node
import { runCli } from './commands/program.js';

// One place exits. Setting the code instead of calling exit() lets pending writes to a pipe reach their reader.
process.exitCode = await runCli(process.argv.slice(2));
