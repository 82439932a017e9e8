import type { Context } from 'hono';
import type { Core } from '../core/core.ts';
import type { Caller, EntraService, LogicAppsService } from '../core/siblings.ts';
import type { Directory } from '../directory/state.ts';
import type { ArmState } from './state.ts';

export type ArmEnv = { Variables: { caller: Caller } };
export type ArmContext = Context<ArmEnv>;

/** What every resource of Azure Resource Manager works with. */
export type Arm = {
  core: Core;
  state: ArmState;
  directory: Directory;
  entra: Pick<EntraService, 'verifyCaller' | 'tenantOfToken' | 'forgetManagedIdentityTokens' | 'claimsChallengeFor'>;
  logicApps: LogicAppsService;
};

/** A segment of the matched route. Absence is a mistake in the route, not in the request. */
export function segment(c: Context, name: string): string {
  const value = c.req.param(name);
  if (value === undefined) throw new Error(`The route ${c.req.path} has no segment ${name}.`);
  return value;
}

/** The moment `durationMs` of emulated time from now, as a timestamp. */
export function momentAfter({ clock }: Pick<Core, 'clock'>, durationMs: number): string {
  return new Date(clock.now().getTime() + clock.wallMs(durationMs)).toISOString();
}

export function hasPassed({ clock }: Pick<Core, 'clock'>, moment: string): boolean {
  return Date.parse(moment) <= clock.now().getTime();
}
