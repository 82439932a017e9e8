import type { Step } from '#lib/journey/steps.ts';
import type { RuleAnswer, StoredPath } from '../check-requirements/contract.ts';
import type { ObjectMapping } from '../configure-provisioning/contract.ts';
import type { TemplateEdition } from '../deploy-logic-app/contract.ts';
import type { FeedbackInput } from '../feedback/contract.ts';
import type { ApplicationIds, Person } from '../ports.ts';
import type { MappingRow } from '#lib/rules/run-details.ts';
import type { SubmissionStatus } from '#lib/rules/submission-status.ts';
import type { AcceptanceCheck, RunStatus, TestResult } from '../run-validation/contract.ts';

/**
 * What the portal keeps. Every read and change names the tenant: a row of another tenant answers exactly as a missing
 * one (undefined, or `not-found` for a change). Only methods that say `ForOperator` or `ForPortal` look across tenants.
 */

export type OnboardingRecord = {
  id: string;
  tenantId: string;
  tenantName: string;
  name: string;
  createdById: string;
  createdByName: string;
  createdAt: Date;
  updatedAt: Date;
  ruleSet: string;
  /** What kind of application it is. */
  path?: StoredPath;
  scimEndpoint?: string;
  authentication?: Authentication;
  application?: ApplicationIds;
  jobId?: string;
  /** As last read. */
  mappings?: ObjectMapping[];
  mappingsReadAt?: Date;
  requirementsAt?: Date;
  completed: Partial<Record<Step, Date>>;
  members: { objectId: string; name: string }[];
  logicApp?: LogicAppRecord;
  /** The newest verified ready run. */
  evidence?: { runId: string; runName: string; endedAt: Date };
  /** The publishing request, once somebody has opened its step. */
  submission?: { id: string; status: SubmissionStatus; statusAt: Date; submittedAt?: Date };
};
export type Authentication = 'bearer' | 'client-credentials';
export type NewOnboarding = Pick<
  OnboardingRecord,
  'tenantId' | 'tenantName' | 'name' | 'createdById' | 'createdByName' | 'ruleSet'
>;
export type OnboardingChanges = Partial<
  Pick<
    OnboardingRecord,
    | 'scimEndpoint'
    | 'authentication'
    | 'application'
    | 'jobId'
    | 'mappings'
    | 'requirementsAt'
    | 'tenantName'
    | 'ruleSet'
    | 'path'
  > & {
    /** When the token that Entra got ends; `null` where it does not say so, or is renewed by itself. */
    tokenEndsAt: Date | null;
  }
>;
export type LogicAppRecord = {
  subscriptionId: string;
  resourceGroup: string;
  name: string;
  resourceId: string;
  location: string;
  template: TemplateEdition;
  templateVersion: string;
  definitionHash: string;
  identityPrincipalId?: string;
  portalMayRead: boolean;
  deployedAt: Date;
  /** As it was last read in Azure, whoever had changed it. */
  seen?: LogicAppSeen;
};
/** Parameters without secrets. */
export type LogicAppSeen = { at: Date; definitionHash: string; parameters: Record<string, unknown> };
export type StoredAnswer = Required<Pick<RuleAnswer, 'rule' | 'state'>> &
  Pick<RuleAnswer, 'evidence' | 'table' | 'fix' | 'actor'> & {
    /** Consent that was missing when it was checked. */
    missingScopes?: string[];
    checkedAt: Date;
  };

export type OnboardingAsk = {
  /** Beginnings of words of its name; empty for all. */
  q: string;
  /** The mark of the page before. */
  after?: string;
  /** Only what this person started or was let into. */
  openTo?: string;
};
export type OnboardingPage = { records: OnboardingRecord[]; next?: string };

export interface Onboardings {
  insert(onboarding: NewOnboarding): Promise<OnboardingRecord>;
  get(tenantId: string, onboardingId: string): Promise<OnboardingRecord | undefined>;
  /** Newest first, a page at a time. */
  page(tenantId: string, ask: OnboardingAsk): Promise<OnboardingPage>;
  /** With mappings also the time at which they were read: now. */
  change(tenantId: string, onboardingId: string, changes: OnboardingChanges): Promise<void>;
  /** Completing a step again keeps the first date. */
  completeStep(tenantId: string, onboardingId: string, step: Step): Promise<void>;
  /** Adding a member again changes nothing. */
  addMember(
    tenantId: string,
    onboardingId: string,
    member: { objectId: string; name: string; addedByName: string },
  ): Promise<void>;
  answers(tenantId: string, onboardingId: string): Promise<StoredAnswer[]>;
  /** Replaces the answers of these rules and leaves the others. */
  saveAnswers(tenantId: string, onboardingId: string, answers: StoredAnswer[]): Promise<void>;
  /** One Logic App for each onboarding: a second save replaces the first. */
  saveLogicApp(tenantId: string, onboardingId: string, logicApp: LogicAppRecord): Promise<void>;
  /** What was seen of the Logic App in Azure; nothing where none is recorded. */
  noteLogicApp(tenantId: string, onboardingId: string, seen: LogicAppSeen): Promise<void>;
  getForOperator(onboardingId: string): Promise<OnboardingRecord | undefined>;
}

export type GrantRecord = {
  /** `graph-app-role/<role>` or `azure-role/Reader`. */
  permission: string;
  principalId: string;
  assignmentId: string;
  grantedAt: Date;
  readBackAt?: Date;
  revokedAt?: Date;
};

/** The privileges that the portal granted. */
export interface Ledger {
  list(tenantId: string, onboardingId: string): Promise<GrantRecord[]>;
  /** Granting a revoked permission again opens its entry anew. */
  recordGranted(
    tenantId: string,
    onboardingId: string,
    grant: Pick<GrantRecord, 'permission' | 'principalId' | 'assignmentId'>,
  ): Promise<void>;
  recordReadBack(tenantId: string, onboardingId: string, permission: string): Promise<void>;
  recordRevoked(tenantId: string, onboardingId: string, permission: string): Promise<void>;
}

export type RunRecord = {
  id: string;
  tenantId: string;
  onboardingId: string;
  resourceId: string;
  runName?: string;
  status: RunStatus;
  template: TemplateEdition;
  enabledTests: string;
  /** Free of secrets. */
  parameters: Record<string, unknown>;
  startedById: string;
  startedByName: string;
  watchedBy: 'portal' | 'you';
  startedAt: Date;
  endedAt?: Date;
  readAt?: Date;
  tests: TestResult[];
  blocking: string[];
  ready?: boolean;
  templateOverall?: string;
  resultSource?: 'result-action' | 'fallback' | 'none';
  versionId?: string;
  definitionHash?: string;
  /** The attribute mappings as the run itself read them. */
  mappings?: MappingRow[];
  acceptance: AcceptanceCheck[];
  verifiedAt?: Date;
  problem?: string;
};
/** The id is chosen before the run starts, so that a repeat finds the first. */
export type NewRun = Pick<
  RunRecord,
  'id' | 'resourceId' | 'template' | 'enabledTests' | 'parameters' | 'startedById' | 'startedByName' | 'watchedBy'
> &
  // Now, unless it began before the portal knew of it.
  Partial<Pick<RunRecord, 'startedAt'>>;
/** `null` takes a value away. */
export type RunChanges = Partial<
  Omit<
    RunRecord,
    | 'id'
    | 'tenantId'
    | 'onboardingId'
    | 'resourceId'
    | 'startedById'
    | 'startedByName'
    | 'template'
    | 'startedAt'
    | 'problem'
    | 'verifiedAt'
  >
> & { problem?: string | null; verifiedAt?: Date | null };

export interface Runs {
  /** Status `starting`. Inserting the same id again returns what is there. */
  insert(tenantId: string, onboardingId: string, run: NewRun): Promise<RunRecord>;
  get(tenantId: string, onboardingId: string, runId: string): Promise<RunRecord | undefined>;
  /** Newest first. */
  list(tenantId: string, onboardingId: string): Promise<RunRecord[]>;
  /** A run name that another run of the same Logic App has is a `conflict`. What it means is kept with it or not at all. */
  update(tenantId: string, runId: string, changes: RunChanges, event?: AuditEntry): Promise<RunRecord>;
  findByRunName(tenantId: string, resourceId: string, runName: string): Promise<RunRecord | undefined>;
  latestVerifiedReady(tenantId: string, onboardingId: string): Promise<RunRecord | undefined>;
  getForOperator(runId: string): Promise<RunRecord | undefined>;
  /** Runs that the portal watches and that have not been judged yet: what a restarted worker takes up. */
  unfinishedForPortal(): Promise<RunRecord[]>;
}

export interface RunStarts {
  /**
   * Keeps a run that has begun and, where the portal watches it, the job that follows it with nobody signed in: both or
   * neither. Recording it again changes nothing. A run name that another run of the same Logic App has is a `conflict`.
   */
  record(
    tenantId: string,
    onboardingId: string,
    run: NewRun & Pick<RunRecord, 'runName' | 'versionId'>,
  ): Promise<RunRecord>;
}

export type FeedbackRecord = FeedbackInput & {
  id: string;
  onboardingId: string;
  tenantName: string;
  applicationName: string;
  byName: string;
  at: Date;
  /** Under which a program manager has put it. */
  theme?: string;
};

export type FeedbackAsk = {
  cohort?: string;
  since?: Date;
  wantsSession?: true;
  /** Null: what has none. */
  theme?: string | null;
};

export interface FeedbackBox {
  /** Takes the place of a rating without words that the person has given the same step: it is one opinion. */
  add(
    tenantId: string,
    onboardingId: string,
    feedback: FeedbackInput & { byId: string; byName: string },
  ): Promise<void>;
  /** A page, newest first. A mark nobody made is `invalid-input`. */
  pageForOperator(
    asked: FeedbackAsk & { after?: string; limit: number },
  ): Promise<{ rows: FeedbackRecord[]; next?: string }>;
  /** Up to a limit. */
  countForOperator(asked: FeedbackAsk): Promise<{ count: number; isMoreThanCounted: boolean }>;
  /** All that are in use, counted of that cohort and time; the most used first. */
  themesForOperator(asked: Pick<FeedbackAsk, 'cohort' | 'since'>): Promise<{ theme: string; count: number }[]>;
  /** Without a theme it is taken out of the one it has. Written together with its event. */
  setThemeForOperator(feedbackId: string, theme: string | undefined, by: Person): Promise<void>;
}

export type AuditEntry = {
  tenantId: string;
  onboardingId?: string;
  /** Undefined for the portal itself. */
  actor?: Person;
  action: string;
  /** Free of secrets. A changed field is `{field, from, to}`. */
  facts?: Record<string, unknown>;
  /** Of the request that led to it, as the log names it; the one at hand unless another is given. */
  requestId?: string;
};

/** Who did what, kept when the thing itself is gone. */
export interface AuditTrail {
  record(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  list(tenantId: string, onboardingId: string): Promise<(AuditEntry & { at: Date })[]>;
}
