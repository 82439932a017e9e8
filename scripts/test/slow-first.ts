import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** They run whole workflows or ask every route: begun last, they would leave the other cores idle at the end. */
const SLOW = [
  'scripts/template-run/predictions.test.ts',
  'app/api/every-route.test.ts',
  'scripts/template-run/faults.test.ts',
  'app/api/forgeries.test.ts',
  'app/api/second-steps.test.ts',
  'lib/probe/diagnosis/fault-table-changes.test.ts',
  'lib/probe/diagnosis/fault-table-lookups.test.ts',
];

/** Vitest learns how long a file takes from the runs before; on a fresh clone there are none. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isSlow = ({ moduleId }: TestSpecification) => SLOW.some((file) => moduleId.endsWith(file));
    return [...sorted.filter(isSlow), ...sorted.filter((one) => !isSlow(one))];
  }
}
