import { z } from 'zod';
import { Presence } from '#lib/onboarding/deploy-logic-app/contract.ts';
import { OperationView } from '#lib/onboarding/operations/contract.ts';
import { Credential, OnboardingParams } from '#lib/onboarding/record/contract.ts';

/** The parameters of a run that a person may change; the rest comes from the onboarding. */
export const RunParameters = z.object({
  testUserDomain: z.string().min(3, 'Choose a verified domain.').max(253),
  /** `All`, `UserTests`, `GroupTests` or one test's name. */
  enabledTests: z.string().max(80),
  isSoftDeleted: z.boolean(),
  isGroupSupported: z.boolean(),
  isManagerAttributeSupported: z.boolean(),
  /** JSON array of user profiles with the template's 25 fields. */
  userProfiles: z.array(z.record(z.string(), z.unknown())).min(1, 'At least one user profile is needed.').max(10),
});
export type RunParameters = z.infer<typeof RunParameters>;

export const PreflightCheck = z.object({
  id: z.enum([
    'job-healthy',
    'roles-read-back',
    'token-outlives-run',
    'cycle-interval',
    'no-leftovers',
    'logic-app-present',
    'no-run-active',
  ]),
  title: z.string(),
  state: z.enum(['ok', 'warning', 'blocked', 'unknown']),
  evidence: z.string(),
  fix: z.string().optional(),
});
export type PreflightCheck = z.infer<typeof PreflightCheck>;
export const Preflight = z.object({
  checks: z.array(PreflightCheck),
  checkedAt: z.iso.datetime(),
  mayRun: z.boolean(),
});
export type Preflight = z.infer<typeof Preflight>;

export const PreflightInput = z.object({ credential: Credential });
export const StartRunInput = z.object({ parameters: RunParameters, credential: Credential });
export type StartRunInput = z.infer<typeof StartRunInput>;

/** One thing a test needed to show, and whether the run shows it. */
export const Proof = z.object({
  what: z.enum(['scim-state', 'provisioning-log']),
  phase: z.string(),
  ok: z.boolean(),
  evidence: z.string(),
});
export const TestPhase = z.object({
  name: z.string(),
  status: z.enum(['waiting', 'running', 'succeeded', 'failed', 'skipped']),
  /** Names of the run's actions that belong to the phase, in their order. */
  actions: z.array(z.string()),
});
/** Our verdict on one test, next to what the template says of itself. */
export const TestResult = z.object({
  test: z.string(),
  title: z.string(),
  area: z.enum(['users', 'groups']),
  verdict: z.enum(['waiting', 'running', 'passed', 'failed', 'skipped', 'not-proven']),
  reason: z.string(),
  templateResult: z.string().optional(),
  phases: z.array(TestPhase),
  proofs: z.array(Proof),
  /** Cause and fix, when one is recognised. */
  diagnosis: z
    .object({
      id: z.string(),
      expected: z.string(),
      got: z.string(),
      why: z.string(),
      fix: z.string(),
      actor: z.string(),
    })
    .optional(),
  errorDetails: z.unknown().optional(),
});
export type TestResult = z.infer<typeof TestResult>;

/** One check of a run at its source; a run counts only when all are ok. */
export const AcceptanceCheck = z.object({ id: z.string(), title: z.string(), ok: z.boolean(), reason: z.string() });
export type AcceptanceCheck = z.infer<typeof AcceptanceCheck>;

/** One attribute mapping as the run itself read it. */
export const RunMapping = z.object({
  object: z.string(),
  enabled: z.boolean(),
  source: z.string(),
  sourceKind: z.enum(['attribute', 'constant', 'function']),
  target: z.string(),
  matching: z.number(),
  apply: z.string(),
});

export const RunStatus = z.enum(['starting', 'running', 'succeeded', 'failed', 'cancelled', 'timed-out', 'lost']);
export type RunStatus = z.infer<typeof RunStatus>;

export const RunSummary = z.object({
  id: z.uuid(),
  /** The Run ID of the Logic App, like `08584241990693220123474542218CU00`. */
  runName: z.string().optional(),
  status: RunStatus,
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  startedByName: z.string(),
  template: z.string(),
  enabledTests: z.string(),
  counts: z.object({ passed: z.number(), failed: z.number(), skipped: z.number(), waiting: z.number() }),
  /** Present once the run has ended and was judged. */
  ready: z.boolean().optional(),
  verified: z.boolean().optional(),
});
export type RunSummary = z.infer<typeof RunSummary>;

export const RunView = RunSummary.extend({
  /** When the run was last read from Azure, and by whom it is watched. */
  readAt: z.iso.datetime().optional(),
  watchedBy: z.enum(['portal', 'you']),
  expectedEnd: z.iso.datetime().optional(),
  tests: z.array(TestResult),
  blocking: z.array(z.string()),
  acceptance: z.array(AcceptanceCheck),
  verifiedAt: z.iso.datetime().optional(),
  /** The result list of the template itself, and how it was found. */
  templateOverall: z.string().optional(),
  resultSource: z.enum(['result-action', 'fallback', 'none']).optional(),
  parameters: z.record(z.string(), z.unknown()),
  definitionHash: z.string().optional(),
  portalLink: z.string().optional(),
  problem: z.string().optional(),
});
export type RunView = z.infer<typeof RunView>;

export const RunAction = z.object({
  name: z.string(),
  status: z.string(),
  code: z.string().optional(),
  startedAt: z.iso.datetime().optional(),
  endedAt: z.iso.datetime().optional(),
  error: z.string().optional(),
  repetitions: z.number().int(),
  hasInputs: z.boolean(),
  hasOutputs: z.boolean(),
});
export type RunAction = z.infer<typeof RunAction>;
export const RunActions = z.object({ actions: z.array(RunAction) });
/** Inputs and outputs of one action (or of one repetition), secrets masked. */
export const ActionContent = z.object({
  name: z.string(),
  repetition: z.string().optional(),
  repetitions: z.array(z.string()),
  inputs: z.unknown().optional(),
  outputs: z.unknown().optional(),
});
export type ActionContent = z.infer<typeof ActionContent>;

export const Leftover = z.object({
  id: z.string(),
  kind: z.enum(['user', 'group']),
  name: z.string(),
  createdAt: z.string().optional(),
});
export type Leftover = z.infer<typeof Leftover>;
export const Leftovers = z.object({ leftovers: z.array(Leftover), readAt: z.iso.datetime() });
export type Leftovers = z.infer<typeof Leftovers>;

export const ValidationStep = z.object({
  /** The Logic App that a run uses, and whether it is in Azure now: where it is `gone` or `replaced` no run can start. */
  logicApp: z.object({ name: z.string(), inAzure: Presence }).optional(),
  proposal: RunParameters,
  domains: z.array(z.string()),
  /** Why each capability flag is proposed so, from the mappings. */
  capabilityReasons: z.record(z.string(), z.string()),
  tests: z.array(
    z.object({ test: z.string(), title: z.string(), area: z.enum(['users', 'groups']), proves: z.string() }),
  ),
  runs: z.array(RunSummary),
  current: z.uuid().optional(),
  groupsOnlyWarning: z.string().optional(),
  operation: OperationView.optional(),
  cleanUp: OperationView.optional(),
});
export type ValidationStep = z.infer<typeof ValidationStep>;

export const RunParams = OnboardingParams.extend({ runId: z.uuid() });
/** Names of the template's actions: letters, digits, underscores and hyphens. */
export const ActionParams = RunParams.extend({ action: z.string().regex(/^[\w-]{1,200}$/) });
/** Of a loop's repetition, like `000003` or `000001-000003`. */
export const ActionQuery = z.object({
  repetition: z
    .string()
    .regex(/^[\d-]{1,60}$/)
    .optional(),
});
