import { z } from 'zod';
import { CHECK_LEVELS, CHECK_TAGS } from '#lib/probe/catalogue/entry.ts';
import { AREA_WORDS, LEVEL_WORDS, VERDICT_WORDS } from '#lib/probe/catalogue/words.ts';
import { CheckResult, CheckWords, Exchange, Leftover, LoadRun, VerdictName } from '#lib/probe/contract.ts';
import { FORETOLD, PREDICTED_TEMPLATES } from '#lib/probe/prediction/reliance.ts';
import { Credential, ScimEndpointUrl } from '../record/contract.ts';

export { CheckResult, CheckWords, Exchange, Leftover, LoadRun };
/** For people: the names of areas, levels and verdicts. */
export { AREA_WORDS, LEVEL_WORDS, VERDICT_WORDS };

export const LoadKind = z.enum(['reads', 'mix']);

/** What to try. The credential stays in memory; `mayWrite` and `load` are the person's consent. */
export const ProbeInput = z.object({
  scimEndpoint: ScimEndpointUrl,
  credential: Credential,
  /** Checks with one of these tags; empty for all. */
  tags: z.array(z.enum(CHECK_TAGS)).max(CHECK_TAGS.length),
  /** Users and groups with marked names are made and removed again. */
  mayWrite: z.boolean(),
  /** Up to 25 requests a second for half a minute. */
  load: LoadKind.optional(),
});
export type ProbeInput = z.infer<typeof ProbeInput>;

export const CleanUpProbeInput = z.object({ credential: Credential });

export const ProbeParams = z.object({ onboardingId: z.uuid(), probeId: z.uuid() });
export const CheckParams = ProbeParams.extend({ checkId: z.string().regex(/^[A-Z]\d{2}$/) });

export const ProbeSummary = z.object({
  id: z.uuid(),
  endpoint: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  startedByName: z.string(),
  tags: z.array(z.enum(CHECK_TAGS)),
  mayWrite: z.boolean(),
  load: LoadKind.optional(),
  /** Tried no check: only removed what earlier ones left. */
  cleanUpOnly: z.boolean(),
  /** `interrupted`: the process that carried it is gone; what it made may still be there. */
  state: z.enum(['running', 'ended', 'interrupted']),
  stopped: z.string().optional(),
  /** How many checks it has, and how many of them ended with each verdict. */
  checks: z.number().int(),
  counts: z.record(VerdictName, z.number().int()),
  readiness: z.enum(['ready', 'not-ready', 'incomplete']).optional(),
  requests: z.number().int(),
  leftovers: z.number().int(),
});
export type ProbeSummary = z.infer<typeof ProbeSummary>;
export const ProbeList = z.object({ probes: z.array(ProbeSummary) });

/** What was expected and what came, with the exchanges that show it. */
const Evidence = z.object({ id: z.string(), expected: z.string(), got: z.string(), exchanges: z.array(z.string()) });

/** Failures with one cause: what it does to customers, how to mend it, one exchange as it should be, and who acts. */
export const CauseView = z.object({
  id: z.string(),
  title: z.string(),
  why: z.string().optional(),
  fix: z.string().optional(),
  example: z.object({ request: z.string(), response: z.string() }).optional(),
  actor: z.string(),
  /** The heaviest level among its checks. */
  level: z.enum(CHECK_LEVELS),
  evidence: z.array(Evidence),
  /** Checks that could not be tried because of it. */
  blocked: z.array(z.string()),
});
export type CauseView = z.infer<typeof CauseView>;

/** What a run of a template would find, test by test, as far as the checks named in `because` tell. */
export const Prediction = z.object({
  template: z.enum(PREDICTED_TEMPLATES),
  title: z.string(),
  /** Never compared with a run: the template cannot be run here. */
  isForecast: z.boolean(),
  tests: z.array(
    z.object({
      test: z.string(),
      title: z.string(),
      /** Of this portal's verdict, which asks for proof. */
      prediction: z.enum(FORETOLD),
      because: z.array(z.string()),
      words: z.string(),
      /** What the template says of itself, where that differs. */
      templateSays: z.enum(['pass', 'fail']).optional(),
    }),
  ),
});
export type Prediction = z.infer<typeof Prediction>;

/** One probe with its results so far, the catalogue's words, and what changed since the one before. */
export const ProbeView = z.object({
  ...ProbeSummary.shape,
  catalogue: z.array(CheckWords),
  results: z.array(CheckResult),
  /** Causes first, the heaviest before the others; then failures that no known cause explains. */
  causes: z.array(CauseView),
  leftoverItems: z.array(Leftover),
  loadRun: LoadRun.optional(),
  /** Once it has ended: of this portal's edition, the official Consumption template, and the Standard ones. */
  predictions: z.array(Prediction),
  /** Compared with the probe of the same endpoint before it. */
  changes: z.object({ since: z.iso.datetime(), fixed: z.array(z.string()), broken: z.array(z.string()) }).optional(),
});
export type ProbeView = z.infer<typeof ProbeView>;

export const CheckExchanges = z.object({ exchanges: z.array(Exchange) });

/** The probe to compare with; the one before it if none is named. */
export const SinceQuery = z.object({ since: z.uuid().optional() });
export const ExportQuery = z.object({ format: z.enum(['json', 'har', 'report']).default('report') });
/** A file to save; nothing in it is secret. */
export const ExportFile = z.object({ name: z.string(), type: z.string(), content: z.string() });
export type ExportFile = z.infer<typeof ExportFile>;
