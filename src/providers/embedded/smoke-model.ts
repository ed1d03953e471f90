import path from 'node:path';
import { PACKAGE_ROOT } from '../../package-root.js';

/** The tiny model that ships with the package and is measured when no other is named (models/smoke/README.md). */
export const SMOKE_MODEL_PATH = path.join(PACKAGE_ROOT, 'models', 'smoke', 'acode-smoke-q8_0.gguf');
