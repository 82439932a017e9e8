import { SAMPLE_FAULTS } from './faults.ts';
import type { Spaces } from './spaces.ts';
import type { ActiveFault, Space } from './state.ts';

/** Switches a fault on, or changes its setting. Answers the faults that are set now. */
export function setFault(spaces: Spaces, space: Space, fault: ActiveFault): ActiveFault[] {
  if (!SAMPLE_FAULTS.some(({ id }) => id === fault.id)) throw new RangeError(`There is no fault ${fault.id}.`);
  const others = space.faults.filter(({ id }) => id !== fault.id);
  return spaces.update(space, { faults: [...others, fault] }).faults;
}

/** Switches one fault off, or all. */
export function clearFault(spaces: Spaces, space: Space, id?: string): ActiveFault[] {
  return spaces.update(space, { faults: id ? space.faults.filter((fault) => fault.id !== id) : [] }).faults;
}
