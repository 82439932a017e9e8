import 'server-only';
import { askAllowList, readAllowList, withdrawAllowList } from '#lib/onboarding/allow-list/allow-list.ts';
import type { AskAllowListInput } from '#lib/onboarding/allow-list/contract.ts';
import type { SignedIn } from '#lib/platform/session.ts';
import { decideAllowList, listAllowList, ownAllowList } from '#lib/program/allow-list/allow-list.ts';
import type { AllowListQuery, DecideAllowListInput } from '#lib/program/allow-list/contract.ts';
import { foundation } from './foundation.ts';
import { personOf, portsFor } from './user-ports.ts';

/** The request for faster cycles of an onboarding, as this person. */
export function allowListServices(user: SignedIn) {
  const ports = portsFor(user);
  const person = personOf(user);
  return {
    read: (onboardingId: string) => readAllowList(ports, { person, onboardingId }),
    ask: (onboardingId: string, input: AskAllowListInput) => askAllowList(ports, { person, onboardingId, ...input }),
    withdraw: (onboardingId: string, version: number) => withdrawAllowList(ports, { person, onboardingId, version }),
  };
}

/** For program managers. */
export function allowListOffice(user: SignedIn) {
  const { allowList } = foundation();
  const person = personOf(user);
  return {
    page: (query: AllowListQuery) => listAllowList({ allowList }, { person, ...query }),
    own: (requestId: string, version: number) => ownAllowList({ allowList }, { person, requestId, version }),
    decide: (requestId: string, input: DecideAllowListInput) =>
      decideAllowList({ allowList }, { person, requestId, ...input }),
  };
}
