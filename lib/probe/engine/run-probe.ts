import { AppError } from '#lib/platform/errors.ts';
import { scrubSentence } from '#lib/rules/scrub.ts';
import { basicPair } from '#lib/wire/oauth/client-credentials.ts';
import type { CheckId } from '../catalogue/catalogue.ts';
import type { CheckResult, LoadRun, ProbeReport } from '../contract.ts';
import type { Inventory, ProbeCredential, ProbeHttp } from '../ports.ts';
import { FULL_LOAD, type LoadKind, type LoadPlan } from '../load/plan.ts';
import { createGate } from './gate.ts';
import { PHASES, type Check, type Phase } from './context.ts';
import { createRecorder } from './recorder.ts';
import { createSession, type Session } from './session.ts';
import { createTestValues } from './test-values.ts';
import { blocked, Ended, notVerifiable, untried, type Verdict } from './verdict.ts';

export type ProbeSettings = {
  endpoint: string;
  credential: ProbeCredential;
  checks: readonly Check[];
  /** Whether it may make users and groups, and remove them. */
  mayWrite: boolean;
  http: ProbeHttp;
  inventory: Inventory;
  /** The throughput check, which is never tried unasked; its limits per hour and tenant are the caller's. */
  load?: LoadKind;
  loadPlan?: Partial<LoadPlan>;
  /** Called as each result comes in. */
  onResult?(result: CheckResult): void;
  /** Called every second of the throughput check with what it has measured. */
  onLoad?(soFar: LoadRun): void;
  signal?: AbortSignal;
  /** After this it stops by itself. */
  longestMs?: number;
};

const LONGEST_MS = 20 * 60_000;
const MOST_WORDS = 2_000;
/** Begins the verdict where the probe itself went wrong over an answer. */
export const NOT_UNDERSTOOD = 'The probe could not make sense of what came';
const SURPRISES = [TypeError, RangeError, URIError, SyntaxError];

/**
 * Tries the checks: side by side where they do not disturb each other, each after those it needs. Whatever happens, what
 * was made is removed, and listed where that fails. Never throws for what the endpoint does.
 */
export async function runProbe(settings: ProbeSettings): Promise<ProbeReport> {
  const startedAt = new Date();
  const longest = AbortSignal.timeout(settings.longestMs ?? LONGEST_MS);
  const signal = settings.signal ? AbortSignal.any([settings.signal, longest]) : longest;
  const values = createTestValues();
  const secrets = secretsOf(settings.credential);
  const recorder = createRecorder(values.mark, () => secrets);
  const line = { http: settings.http, gate: createGate(signal), recorder };
  const load = settings.load && { kind: settings.load, plan: { ...FULL_LOAD, ...settings.loadPlan } };
  const session = createSession({ ...settings, load, line, values, signal, onToken: (token) => secrets.push(token) });
  // A server may repeat the credential in what it says, and verdicts repeat what it said.
  const run = createRun(settings, session, (words) => scrubSentence(words, secrets).slice(0, MOST_WORDS));
  const cleanUp = () => stopReason(() => session.cleanUp(), signal);
  // First what an earlier probe left when it was killed.
  let stopped = await cleanUp();
  for (const phase of PHASES) {
    if (phase === 'load') await cleanUp();
    stopped ??= await stopReason(() => run.phase(phase), signal);
  }
  await cleanUp();
  run.giveUp(stopped ?? 'The probe ended before it.');
  return {
    endpoint: settings.endpoint,
    startedAt: startedAt.toISOString(),
    endedAt: new Date().toISOString(),
    results: run.results(),
    exchanges: recorder.exchanges,
    requests: recorder.requests(),
    leftovers: await settings.inventory.list(),
    ...(session.load() ? { load: session.load() } : {}),
    ...(stopped ? { stopped } : {}),
  };
}

function secretsOf(credential: ProbeCredential): string[] {
  if (credential.kind === 'bearer') return [credential.token];
  return [credential.clientSecret, basicPair(credential)];
}

/** A refused address or a stop ends the whole probe; everything else ends one check. */
async function stopReason(phase: () => Promise<void>, signal: AbortSignal): Promise<string | undefined> {
  try {
    await phase();
    return undefined;
  } catch (error) {
    if (signal.aborted) return isTimeout(signal.reason) ? 'The probe took too long.' : 'The probe was stopped.';
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError';

function createRun(settings: ProbeSettings, session: Session, shown: (words: string) => string) {
  const results = new Map<CheckId, CheckResult>();
  const usable = new Set<CheckId>();
  const running = new Map<CheckId, Promise<void>>();
  const checkOf = new Map(settings.checks.flatMap((check) => check.ids.map((id): [CheckId, Check] => [id, check])));

  function record(id: CheckId, verdict: Verdict, exchanges: string[], durationMs: number): void {
    if (results.has(id)) return;
    if (verdict.verdict === 'passed' || ('usable' in verdict && verdict.usable)) usable.add(id);
    const result: CheckResult = {
      id,
      verdict: verdict.verdict,
      got: shown(verdict.got),
      ...(verdict.verdict === 'failed' && verdict.expected ? { expected: shown(verdict.expected) } : {}),
      blockedBy: verdict.verdict === 'blocked' ? verdict.blockedBy : [],
      exchanges: [...new Set(exchanges)],
      durationMs: Math.round(durationMs),
    };
    results.set(id, result);
    settings.onResult?.(result);
  }

  function start(check: Check): Promise<void> {
    const [first] = check.ids;
    const already = running.get(first);
    if (already) return already;
    const promise = tryCheck(check);
    running.set(first, promise);
    return promise;
  }

  async function tryCheck(check: Check): Promise<void> {
    for (const id of check.needs) {
      const needed = checkOf.get(id);
      if (needed) await start(needed);
    }
    const missing = check.needs.filter((id) => !usable.has(id));
    if (check.writes && !settings.mayWrite) return all(check, untried('Writing to the endpoint was not agreed to.'));
    if (missing.length > 0) return all(check, blocked(...missing));
    const exchanges: string[] = [];
    const startedAt = performance.now();
    const found = await verdictOf(check, exchanges);
    for (const id of check.ids) {
      const verdict = 'verdict' in found ? found : found[id];
      record(
        id,
        verdict ?? untried('The exchange before it did not get that far.'),
        exchanges,
        performance.now() - startedAt,
      );
    }
  }

  async function verdictOf(check: Check, exchanges: string[]): Promise<Verdict | Partial<Record<CheckId, Verdict>>> {
    try {
      return await check.run(await session.contextFor((id) => exchanges.push(id)));
    } catch (error) {
      if (error instanceof Ended) return error.verdict;
      if (!SURPRISES.some((surprise) => error instanceof surprise)) throw error;
      // An answer like no other has surprised the check; the other checks are worth trying.
      return notVerifiable(`${NOT_UNDERSTOOD} (${String(error).slice(0, 200)}).`);
    }
  }

  const all = (check: Check, verdict: Verdict) => check.ids.forEach((id) => record(id, verdict, [], 0));

  return {
    async phase(phase: Phase): Promise<void> {
      const checks = settings.checks.filter((check) => check.phase === phase);
      if (phase === 'first' || phase === 'main') {
        const outcomes = await Promise.allSettled(checks.map(start));
        const broken = outcomes.find((outcome) => outcome.status === 'rejected');
        if (broken) throw broken.reason;
        return;
      }
      for (const check of checks) await start(check);
    },
    giveUp: (why: string) => settings.checks.forEach((check) => all(check, untried(why))),
    /** In the order of the checks. */
    results: () => [...checkOf.keys()].flatMap((id) => results.get(id) ?? []),
  };
}
