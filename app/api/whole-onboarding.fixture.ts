import { createHash } from 'node:crypto';
import { SEED, type Persona } from '#emulator/seed/index.ts';
import { aRun, aStart, LOGIC_APP } from '#lib/repositories/records.fixture.ts';
import { CURRENT_RULE_SET } from '#lib/rules/requirements.ts';
import { foundation } from '#lib/services/foundation.ts';
import { STEPS } from '#lib/journey/steps.ts';

/** An onboarding with something behind every address: a run, an operation, a submission. Nothing of it exists in a cloud. */
export async function aWholeOnboarding({ tenantId, objectId, displayName }: Persona) {
  const { onboardings, runs, submissions, findings, operations, probes, evidence, cohorts, allowList, database } =
    foundation();
  const { id: onboardingId } = await onboardings.insert(
    aStart({ tenantId, createdById: objectId, createdByName: displayName }),
  );
  await onboardings.saveLogicApp(tenantId, onboardingId, { ...LOGIC_APP, portalMayRead: false });
  for (const step of STEPS) await onboardings.completeStep(tenantId, onboardingId, step);
  const { id: runId } = await runs.insert(tenantId, onboardingId, aRun({ watchedBy: 'you' }));
  const endedAt = new Date();
  await runs.update(tenantId, runId, { runName: 'R1', status: 'succeeded', ready: true, endedAt, verifiedAt: endedAt });
  const by = { tenantId, objectId, name: displayName, username: '' };
  const { id: submissionId } = await submissions.open(tenantId, onboardingId, by);
  const submitted = { byId: objectId, byName: displayName, runId, fieldVersions: {}, files: [] };
  const move = { version: 0, to: 'submitted', by, action: 'submission.submitted', submitted } as const;
  await submissions.move(tenantId, onboardingId, move);
  const ofThis = { id: onboardingId, tenantId, tenantName: 'Contoso', name: 'Payroll', ruleSet: CURRENT_RULE_SET.id };
  const handedIn = { submissionId, number: 1, takenAt: endedAt.toISOString(), byName: displayName, onboarding: ofThis };
  const text = JSON.stringify({ format: 2, ...handedIn, request: {}, uploads: [], notVerified: [] });
  const kept = { text, sha256: createHash('sha256').update(text).digest('hex'), redactions: [], byName: displayName };
  await evidence.insert(tenantId, { submissionId, number: 1, runId, ...kept });
  const anchor = { kind: 'field', name: 'app.name' } as const;
  const [finding] = await findings.addForOperator(submissionId, [{ anchor, kind: 'question', words: 'Why?' }], by);
  const { id: uploadId } = await database.upload.create({
    data: {
      ...{ submissionId, kind: 'document', fileName: 'guide.md', mediaType: 'text/markdown', bytes: 7, sha256: 'x' },
      ...{ content: Buffer.from('# Guide'), facts: {}, uploadedById: objectId, uploadedByName: displayName },
    },
  });
  const { id: viewId } = await database.savedView.create({
    data: { ownerId: SEED.operator.personas.reviewer1.objectId, name: submissionId, query: 'assignee=me' },
  });
  const startedBy = { tenantId, objectId, name: displayName };
  const started = { onboardingId, tenantId, kind: 'create-application', input: {}, startedBy, steps: [] } as const;
  await operations.start({ ...started, steps: [] });
  const { probe } = await probes.start(tenantId, onboardingId, {
    endpoint: 'https://scim.contoso.example',
    tags: [],
    mayWrite: true,
    cleanUpOnly: false,
    startedById: objectId,
    startedByName: displayName,
  });
  await probes.inventory(probe.id).put({ ref: 'left', collection: 'Users', name: 'probe-left' });
  await probes.finish(probe.id, { results: [], exchanges: [], requests: 0 });
  const { id: cohortId } = await cohorts.create({ name: onboardingId, words: '' }, by);
  const asked = { reason: 'Our demo is on Friday.', contact: 'ann@contoso.example', by };
  const { id: requestId } = await allowList.ask(tenantId, onboardingId, asked);
  const said = { step: 'run-validation', rating: 'bad', byId: objectId, byName: displayName } as const;
  const { id: feedbackId } = await database.feedback.create({ data: { onboardingId, words: '', ...said } });
  const told = { kind: 'message', title: 'Somebody wrote', words: 'Read it.', href: '/', onboardingId };
  const { id: notificationId } = await database.notification.create({
    data: { tenantId, personId: objectId, event: onboardingId, ...told },
  });
  return {
    notificationId,
    feedbackId,
    cohortId,
    otherId: cohortId,
    requestId,
    onboardingId,
    runId,
    submissionId,
    probeId: probe.id,
    uploadId,
    findingId: finding!.id,
    viewId,
  };
}

/** Every part of an address filled in; what is not known exists nowhere. */
export function addressOf(path: string, known: Record<string, string>): Record<string, string> {
  const names = [...path.matchAll(/\[(\w+)\]/g)].map(([, name]) => name!);
  const words = {
    kind: 'create-application',
    uploadKind: 'logo-large',
    action: 'Some_Action',
    checkId: 'U01',
    item: 'app.own',
  };
  const fixed: Record<string, string> = { ...words, number: '1', ...known };
  return Object.fromEntries(names.map((name) => [name, fixed[name] ?? crypto.randomUUID()]));
}

/** Everything that is kept, table by table: equal only if nothing was written. Requests are counted all the same. */
export async function everythingKept(): Promise<Record<string, unknown>[]> {
  const { database } = foundation();
  const tables = await database.$queryRaw<{ tablename: string }[]>`
    SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'RequestCount' ORDER BY tablename`;
  return Promise.all(
    tables.map(async ({ tablename }) => {
      const [rows] = await database.$queryRawUnsafe<Record<string, unknown>[]>(
        `SELECT count(*)::int AS rows, md5(string_agg(t::text, ',' ORDER BY t::text)) AS content FROM "${tablename}" t`,
      );
      return { table: tablename, ...rows };
    }),
  );
}

/** Tables, the queue's too, in which a text stands somewhere. */
export async function tablesHolding(text: string): Promise<string[]> {
  const { database } = foundation();
  const tables = await database.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables
    WHERE schemaname IN ('public', 'jobs')`;
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await database.$queryRawUnsafe<unknown[]>(
        `SELECT 1 FROM ${name} t WHERE position($1 in t::text) > 0 LIMIT 1`,
        text,
      );
      return rows.length > 0 ? [name] : [];
    }),
  );
  return found.flat();
}
