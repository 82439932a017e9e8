import { DISCOVERY_FAULTS } from './faults/discovery.ts';
import { FILTER_FAULTS } from './faults/filters.ts';
import { GROUP_FAULTS } from './faults/groups.ts';
import { PAGING_FAULTS } from './faults/paging.ts';
import { PATCH_FAULTS } from './faults/patching.ts';
import type { FaultArea, SampleFault } from './faults/sample-fault.ts';
import { SIGN_IN_FAULTS } from './faults/sign-in.ts';
import { USER_FAULTS } from './faults/users.ts';
import { WIRE_FAULTS } from './faults/wire.ts';
import type { ActiveFault, Space } from './state.ts';

export const FAULT_AREAS: FaultArea[] = [
  { id: 'sign-in', title: 'Sign-in and tokens', faults: SIGN_IN_FAULTS },
  { id: 'discovery', title: 'Discovery', faults: DISCOVERY_FAULTS },
  { id: 'users', title: 'Users', faults: USER_FAULTS },
  { id: 'filters', title: 'Filters and attributes', faults: FILTER_FAULTS },
  { id: 'paging', title: 'Lists and paging', faults: PAGING_FAULTS },
  { id: 'patching', title: 'PATCH', faults: PATCH_FAULTS },
  { id: 'groups', title: 'Groups', faults: GROUP_FAULTS },
  { id: 'wire', title: 'Errors, formats and load', faults: WIRE_FAULTS },
];
export const SAMPLE_FAULTS: SampleFault[] = FAULT_AREAS.flatMap(({ faults }) => faults);
const BY_ID = new Map(SAMPLE_FAULTS.map((fault) => [fault.id, fault]));

/** What people and tests may know of the faults. */
export const KNOWN_FAULTS = FAULT_AREAS.flatMap(({ id: area, faults }) =>
  faults.map(({ id, title, description }) => ({ id, area, title, description })),
);

/** The faults of a space that are on at `now`, with their settings. */
export function activeFaults(space: Pick<Space, 'faults'>, now: Date): { fault: SampleFault; setting: ActiveFault }[] {
  return space.faults.flatMap((setting) => {
    const fault = BY_ID.get(setting.id);
    const isOn = !setting.startsAt || Date.parse(setting.startsAt) <= now.getTime();
    return fault && isOn ? [{ fault, setting }] : [];
  });
}
