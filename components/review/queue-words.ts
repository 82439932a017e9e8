import type { QueueItem } from '#lib/review/queue/contract.ts';
import { CAPABILITIES, type Capability } from '#lib/rules/request-fields.ts';
import { RISK_FLAGS, RISK_TITLES } from '#lib/rules/risk-flags.ts';

export const TURN_TITLES = { operator: 'Reviewers', isv: 'ISV', nobody: 'Nobody' } as const;

export const CAPABILITY_TITLES: Record<Capability, string> = {
  provisioning: 'Provisioning',
  sso: 'Single sign-on',
  'sso-and-provisioning': 'Single sign-on and provisioning',
};

export const capabilityOptions = CAPABILITIES.map((id) => ({ id, title: CAPABILITY_TITLES[id] }));
export const riskOptions = RISK_FLAGS.map((id) => ({ id, title: RISK_TITLES[id] }));

/** "the reviewers, time zone Europe/Berlin". */
export const calendarWords = (side: 'operator' | 'isv', clocks: QueueItem['clocks']): string =>
  `${side === 'operator' ? 'the reviewers' : 'the ISV'}, time zone ${clocks[side].timeZone}`;

/** "1.5 of 5 days". */
export const clockWords = ({ usedDays, targetDays }: QueueItem['clocks']['isv']): string =>
  `${usedDays} of ${targetDays} ${targetDays === 1 ? 'day' : 'days'}`;
