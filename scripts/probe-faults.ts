import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { format, resolveConfig } from 'prettier';
import { createFaultProbe, FAULTS, markdownOf } from '#lib/probe/diagnosis/fault-table.fixture.ts';

/** Writes docs/probe-faults.md: which checks notice each fault of the sample application, and which cause is named. */
const limit = pLimit(4);
const probe = createFaultProbe();
const rows = await Promise.all(FAULTS.map((fault) => limit(() => probe.row(fault))));
const file = join(import.meta.dirname, '..', 'docs', 'probe-faults.md');
writeFileSync(file, await format(markdownOf(rows), { ...(await resolveConfig(file)), filepath: file }));
for (const { fault, noticed, causes } of rows) console.log(`${fault}: ${noticed.join(' ')} => ${causes.join(' ')}`);
