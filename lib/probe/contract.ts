import { z } from 'zod';
import { CHECK_AREAS, CHECK_LEVELS, CHECK_TAGS } from './catalogue/entry.ts';

export const VERDICTS = ['passed', 'failed', 'not-verifiable', 'blocked', 'untried'] as const;
export const VerdictName = z.enum(VERDICTS);

/** One request and its answer, secrets masked and strangers' resources left out. */
export const Exchange = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string().optional(),
  }),
  response: z
    .object({
      status: z.number().int(),
      headers: z.record(z.string(), z.string()),
      body: z.string(),
      truncated: z.boolean(),
      durationMs: z.number(),
    })
    .optional(),
  /** Why there is no answer. */
  problem: z.string().optional(),
});
export type Exchange = z.infer<typeof Exchange>;

/** What a check found. `failed` says what was expected and what came; `blocked` names the checks that stand in the way. */
export const CheckResult = z.object({
  id: z.string(),
  verdict: VerdictName,
  expected: z.string().optional(),
  /** What came: evidence of a pass, the difference of a failure, the reason of everything else. */
  got: z.string(),
  blockedBy: z.array(z.string()),
  exchanges: z.array(z.string()),
  durationMs: z.number(),
});
export type CheckResult = z.infer<typeof CheckResult>;

export const CheckWords = z.object({
  id: z.string(),
  area: z.enum(CHECK_AREAS),
  title: z.string(),
  expected: z.string(),
  level: z.enum(CHECK_LEVELS),
  reference: z.string(),
  tags: z.array(z.enum(CHECK_TAGS)),
});
export type CheckWords = z.infer<typeof CheckWords>;

/** Something that the probe made and could not remove; `name` is its userName or displayName. */
export const Leftover = z.object({
  ref: z.string(),
  collection: z.enum(['Users', 'Groups']),
  name: z.string(),
  id: z.string().optional(),
});

export const LOAD_KINDS = ['reads', 'mix'] as const;

/** What a throughput check measured. Rates are requests per second; an answer is right with a status of 2xx. */
export const LoadRun = z.object({
  kind: z.enum(LOAD_KINDS),
  /** The rate to reach, and how long to get there and to go on altogether. */
  target: z.number(),
  rampMs: z.number(),
  plannedMs: z.number(),
  startedAt: z.iso.datetime(),
  durationMs: z.number(),
  sent: z.number().int(),
  ok: z.number().int(),
  errors: z.number().int(),
  /** Of the errors, those without any answer. */
  unanswered: z.number().int(),
  /** Not sent, because as many were under way as are allowed at once. */
  heldBack: z.number().int(),
  /** How late a request was sent at most: by this machine's doing, not by the endpoint's. */
  lateMs: z.number(),
  /** Right answers per second while the rate was held; the best second if it never was. */
  achieved: z.number(),
  /** From 0 to 1. */
  errorRate: z.number(),
  latencyMs: z.object({ baseline: z.number(), p50: z.number(), p975: z.number(), p99: z.number() }),
  throttled: z.object({
    withRetryAfter: z.number().int(),
    withoutRetryAfter: z.number().int(),
    /** The longest wait that was asked for. */
    seconds: z.number().optional(),
  }),
  /** Second by second, by the time of sending. */
  series: z.array(
    z.object({
      second: z.number().int(),
      sent: z.number().int(),
      ok: z.number().int(),
      errors: z.number().int(),
      p50: z.number().optional(),
    }),
  ),
  /** The sign of harm at which it stopped. */
  stopped: z.string().optional(),
});
export type LoadRun = z.infer<typeof LoadRun>;

export const ProbeReport = z.object({
  endpoint: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  results: z.array(CheckResult),
  exchanges: z.array(Exchange),
  requests: z.number().int(),
  /** What the probe made and could not remove. */
  leftovers: z.array(Leftover),
  load: LoadRun.optional(),
  /** Why it ended before all checks were tried. */
  stopped: z.string().optional(),
});
export type ProbeReport = z.infer<typeof ProbeReport>;
