import type { Asked, SampleFault } from './faults/sample-fault.ts';
import type { Place } from './resources.ts';
import type { ActiveFault, Space } from './state.ts';

/** What a request of the protocol goes through: `misbehaving` says who is asked and how, the sign-in where it works. */
export type ScimEnv = {
  Variables: {
    space: Space | undefined;
    asked: Asked;
    active: { fault: SampleFault; setting: ActiveFault }[];
    place: Place;
    base: string;
  };
};
