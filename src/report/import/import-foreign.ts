import { isAiperfRecord, isAiperfSummary, readAiperfRecords, readAiperfSummary } from './aiperf.js';
import type { ForeignResult } from './foreign-result.js';
import { isLlamaBench, readLlamaBench } from './llama-bench.js';
import { refusal } from './refusal.js';
import { isVllmBench, readVllmBench } from './vllm-bench.js';

/**
 * Results of llama-bench (json, jsonl), of `vllm bench serve` (result JSON) and of AIPerf (summary JSON, records jsonl) in
 * our metrics, one per test of the file. Pure.
 * @throws AcodeError (`IMPORT_REFUSED`) for a file of no known tool, for a damaged one, and for one without any metric
 * whose definition agrees with ours.
 */
export function importForeign(text: string): ForeignResult[] {
  const results = readResults(entriesOf(text));
  if (results.every(({ metrics }) => Object.keys(metrics).length === 0)) {
    const reasons = results.flatMap(({ omitted }) => omitted.map(({ name, reason }) => `${name}: ${reason}`));
    throw refusal(`Nothing in the file can be compared. ${[...new Set(reasons)].join('; ')}.`, 'See docs/metrics.md.');
  }
  return results;
}

function readResults(entries: readonly unknown[]): ForeignResult[] {
  if (entries.length > 0 && entries.every((entry) => isLlamaBench(entry)))
    return entries.map((entry) => readLlamaBench(entry));
  if (entries.length > 0 && entries.every((entry) => isAiperfRecord(entry))) return [readAiperfRecords(entries)];
  if (entries.length > 0 && entries.every((entry) => isVllmBench(entry)))
    return entries.map((entry) => readVllmBench(entry));
  const [only] = entries;
  if (entries.length === 1 && isAiperfSummary(only)) return [readAiperfSummary(only)];
  throw refusal(
    'The file is none that can be imported.',
    'Known: our JSON and NDJSON exports, llama-bench -o json or jsonl, vllm bench serve --save-result, AIPerf profile_export files.',
  );
}

/** The document's entries: those of a list, the lines of a jsonl, or the one document. */
function entriesOf(text: string): unknown[] {
  const whole = parsed(text);
  if (whole !== undefined) return Array.isArray(whole) ? whole : [whole];
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const entry = parsed(line);
    if (entry === undefined)
      throw refusal(
        `The file is neither one JSON document nor lines of JSON: line ${index + 1} is none.`,
        'A file that was cut off, or has other output in it, has to be written again.',
      );
    return [entry];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
