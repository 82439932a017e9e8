import type { Place } from './resources.ts';

/** What the sign-in of a SCIM request leaves for its handler. */
export type ScimEnv = { Variables: { place: Place; base: string } };
