import { AcodeError } from '../../errors.js';
import { EXIT } from '../../exit-codes.js';

/** Why a file is not imported; nothing of it was kept (exit 65). */
export function refusal(message: string, hint = 'Export the run again where it was measured.'): AcodeError {
  return new AcodeError({ code: 'IMPORT_REFUSED', exitCode: EXIT.badData, message, hint });
}

/** A file of a newer version than this one reads (exit 65). */
export function newerFile(what: string): AcodeError {
  return new AcodeError({
    code: 'IMPORT_NEWER',
    exitCode: EXIT.badData,
    message: `The file is of a newer version: ${what}.`,
    hint: 'Import it with the newer acode that wrote it.',
  });
}
