import { mkdir, writeFile } from 'node:fs/promises';
import { sealRecord } from '../../src/journal/checksum.js';
import { sampleDigest } from '../../src/journal/journal.js';
import { KEY } from '../../src/journal/keys.js';
import { openStore } from '../../src/journal/level-store.js';
import type { RunRecord } from '../../src/journal/run-record.js';
import { runFolder } from '../../src/orchestrator/run-folder.js';

/** Lays a run into a data folder as a journal that every command can read. */
export async function layRecord(dataDir: string, runId: string, record: RunRecord): Promise<void> {
  const folder = runFolder(dataDir, runId);
  await mkdir(folder.dir, { recursive: true });
  await writeFile(folder.eventLog, '');
  const store = await openStore(folder.journalDir, { create: true });
  const put = async (key: string, value: unknown): Promise<string> => {
    const text = sealRecord(key, value);
    await store.put(key, text);
    return text;
  };
  await put(KEY.meta(), { ...record.meta, runId });
  await put(KEY.runState(), record.state);
  for (const each of record.generations) await put(KEY.generation(each.generation), each);
  for (const each of record.targets) await put(KEY.target(each.generation, each.target), each);
  for (const { planned, state, samples } of record.cases) {
    const measured = new Map<string, string>();
    for (const { verdicts = [], ...stored } of samples) {
      const { phase, iteration } = stored.sample;
      const key = KEY.sample({ ordinal: planned.ordinal, take: 0, phase, attempt: 1, iteration });
      const text = await put(key, stored);
      if (phase === 'measure') measured.set(key, text);
      for (const [revision, each] of verdicts.entries()) {
        await put(KEY.verdict({ ordinal: planned.ordinal, take: 0, iteration, revision }), each);
      }
    }
    await put(KEY.plannedCase(planned.ordinal), planned);
    await put(KEY.caseState(planned.ordinal), 'digest' in state ? { ...state, digest: sampleDigest(measured) } : state);
  }
  await store.close();
}
