import type { CheckTag } from '#lib/probe/catalogue/entry.ts';
import type { CheckResult, Exchange, LoadRun } from '#lib/probe/contract.ts';
import type { VerdictOf } from '#lib/probe/summary.ts';
import type { Inventory, InventoryItem } from '#lib/probe/ports.ts';

/** After so long without a sign the carrying process is taken for gone. */
export const SILENCE_MS = 20_000;

export type ProbeRecord = {
  id: string;
  tenantId: string;
  onboardingId: string;
  endpoint: string;
  tags: CheckTag[];
  mayWrite: boolean;
  load?: 'reads' | 'mix';
  /** Tries no check: only removes what earlier ones left. */
  cleanUpOnly: boolean;
  startedById: string;
  startedByName: string;
  startedAt: Date;
  aliveAt: Date;
  endedAt?: Date;
  stopped?: string;
  requests: number;
  results: CheckResult[];
  leftovers: InventoryItem[];
  /** What the throughput check measured, or has measured so far. */
  loadRun?: LoadRun;
};
/** A line of the history: the verdicts alone of what the checks found. */
export type ProbeLine = Omit<ProbeRecord, 'results' | 'loadRun'> & { results: VerdictOf[] };
export type NewProbe = Pick<
  ProbeRecord,
  'endpoint' | 'tags' | 'mayWrite' | 'load' | 'cleanUpOnly' | 'startedById' | 'startedByName'
>;

/** Probes as they are kept. A row of another tenant answers exactly as a missing one. */
export interface Probes {
  /**
   * One probe of an onboarding runs at a time: a second press finds the first, unless its process has been silent for
   * long; then that one is closed. What earlier probes of the endpoint left becomes the new one's to remove. Throws
   * `too-many-requests` for a throughput check within the hour of another on the endpoint, or beside one of the tenant.
   */
  start(tenantId: string, onboardingId: string, probe: NewProbe): Promise<{ probe: ProbeRecord; isNew: boolean }>;
  get(tenantId: string, onboardingId: string, probeId: string): Promise<ProbeRecord | undefined>;
  /** Newest first; without reading what the checks found in words. */
  history(tenantId: string, onboardingId: string): Promise<ProbeLine[]>;
  /** Newest first. */
  list(tenantId: string, onboardingId: string): Promise<ProbeRecord[]>;
  /** The probe of the same onboarding and endpoint that ended last before this one was started, and tried checks. */
  previous(probe: ProbeRecord): Promise<ProbeRecord | undefined>;
  /** The newest ended probe that tried checks. */
  latestForOperator(onboardingId: string): Promise<ProbeRecord | undefined>;
  exchanges(tenantId: string, onboardingId: string, probeId: string): Promise<Exchange[]>;
  /** Keeps what has come in and says that the carrier lives; answers whether someone asked to stop. */
  saveProgress(probeId: string, soFar: Pick<ProbeOutcome, 'results' | 'load'>): Promise<{ stopRequested: boolean }>;
  finish(probeId: string, outcome: ProbeOutcome): Promise<void>;
  requestStop(tenantId: string, onboardingId: string, probeId: string): Promise<void>;
  inventory(probeId: string): Inventory;
}
export type ProbeOutcome = {
  results: readonly CheckResult[];
  exchanges: readonly Exchange[];
  requests: number;
  /** Ids of the causes that explain what failed; of what no cause explains, the check's. */
  causes?: readonly string[];
  load?: LoadRun;
  stopped?: string;
};
