import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { layRecord } from '../commands/lay-record.js';
import { caseOf, record, samplesWithTtft } from '../report/record-fixture.js';
import { createAcode, ended } from './acode.js';

const RUN = '20260101-000000-aaaa';

describe('a reader that leaves early', () => {
  it.each(['json', 'ndjson', 'csv'])(
    'is no error for an export as %s that does not fit into a pipe',
    async (format) => {
      await using acode = await createAcode();
      const ttfts = Array.from({ length: 2_000 }, (_, index) => 100 + (index % 7));
      await layRecord(acode.dataDir, RUN, record([caseOf({ samples: samplesWithTtft(...ttfts) })]));
      const samples = format === 'csv' ? ['--samples'] : [];
      const child = acode.start('export', RUN, '--format', format, ...samples);
      const end = ended(child);
      if (child.stdout !== null) {
        await once(child.stdout, 'data');
        child.stdout.destroy();
      }
      expect(await end).toMatchObject({ code: 0, stderr: '' });
    },
  );
});
