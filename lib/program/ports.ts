import type { Person } from '#lib/onboarding/ports.ts';
import type { SettingName } from '#lib/rules/program-settings.ts';
import type { Standing } from '#lib/rules/standing.ts';
import type { ProgramQuery } from './onboardings/contract.ts';

/** A setting as it is kept. One that nobody has ever set is not kept. */
export type KeptSetting = { name: string; value: unknown; version: number; byName: string; at: Date };
export type SettingChange = {
  name: SettingName;
  value: unknown;
  /** The version it was changed from; 0 of one that nobody has set. */
  base: number;
};

export interface Settings {
  list(): Promise<KeptSetting[]>;
  /** All of them, each with its event, or none: a setting that somebody changed meanwhile is a `version-conflict`. */
  change(changes: readonly SettingChange[], by: Person): Promise<void>;
}

/** The newest thing that failed of an onboarding, as it was kept. */
export type KeptFailure = { of: 'operation' | 'run' | 'probe'; at: Date; words: string };
export type CountedFigures = {
  stages: { stage: string; onboardings: number }[];
  stepTimes: { step: string; onboardings: number; medianHours: number; p90Hours: number }[];
  stuck: {
    total: number;
    rows: {
      onboardingId: string;
      tenantName: string;
      applicationName: string;
      completed: string[];
      since: Date;
      failures: KeptFailure[];
    }[];
  };
  failures: { template: string; test: string; testTitle: string; judged: number; failed: number }[];
  firstRuns: { onboardings: number; passed: number };
  causes: { cause: string; onboardings: number; probes: number }[];
  review: {
    waiting: number;
    withIsv: number;
    oldestWaitingSince?: Date;
    decisions: number;
    medianHoursToDecide?: number;
    p90HoursToDecide?: number;
    /** By seven days back from now; 0 is the newest. Weeks in which nothing happened are missing. */
    weeks: { ago: number; arrived: number; decided: number }[];
  };
};
export type CountScope = {
  now: Date;
  /** Without it, from the beginning. */
  after?: Date;
  cohort?: string;
  stuckSince: Date;
  mostStuck: number;
  weeks: number;
};

export interface Figures {
  /** By aggregates of the database: a fixed number of queries, however much there is. */
  count(scope: CountScope): Promise<CountedFigures>;
  kept(key: string): Promise<{ figures: unknown; countedAt: Date } | undefined>;
  keep(key: string, figures: object, countedAt: Date): Promise<void>;
  /** The one counted longest ago first. */
  keptKeys(): Promise<string[]>;
  forget(key: string): Promise<void>;
  /** Undefined for a cohort that is not there. */
  cohortName(cohortId: string): Promise<string | undefined>;
}

export type CohortRecord = {
  id: string;
  name: string;
  words: string;
  version: number;
  createdByName: string;
  createdAt: Date;
  tenants: { tenantId: string; tenantName: string }[];
};
export type CohortChange = {
  version: number;
  name?: string;
  words?: string;
  /** Ids of tenants; one that is there already, or not, changes nothing. One without an onboarding is `not-found`. */
  add: readonly string[];
  remove: readonly string[];
};

/** Every change is written together with its event. A name that another cohort has is `name-taken`. */
export interface Cohorts {
  /** By name. */
  list(): Promise<CohortRecord[]>;
  create(cohort: { name: string; words: string }, by: Person): Promise<CohortRecord>;
  /** A version that has passed is a `version-conflict`. */
  change(cohortId: string, change: CohortChange, by: Person): Promise<CohortRecord>;
  remove(cohortId: string, by: Person): Promise<void>;
  /** Those that have an onboarding and whose name or id holds the words, by name. */
  tenants(search: string, limit: number): Promise<{ tenantId: string; tenantName: string }[]>;
}

export type StandingRow = {
  onboardingId: string;
  tenantId: string;
  tenantName: string;
  applicationName: string;
  standing: Standing;
  since: Date;
  /** Of the run that was started last and has ended; its first problem in words. */
  verdict?: { endedAt: Date; ready?: boolean; problem?: string };
};

/** Where onboardings stand, across tenants. */
export interface ProgramOnboardings {
  /** One page in the order that is asked for, by a constant number of queries. A mark nobody made is `invalid-input`. */
  page(query: ProgramQuery): Promise<{ rows: StandingRow[]; next?: string; count: number; isMoreThanCounted: boolean }>;
}
