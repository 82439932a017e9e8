import { expect, test } from 'vitest';
import { createFaultProbe, faultsOf, writtenLine, lineOf } from './fault-table.fixture.ts';

const probe = createFaultProbe();

test.concurrent.each(faultsOf('paging', 'patching', 'groups', 'wire'))(
  'the fault $id is noticed and named as docs/probe-faults.md says',
  async (fault) => {
    const row = await probe.row(fault);
    expect(row.causes).toHaveLength(1);
    expect(lineOf(row)).toBe(writtenLine(fault.id));
  },
  60_000,
);
