import pg from 'pg';
import { TESTS } from '#lib/rules/test-catalogue.ts';
import { oneOf, vendorName } from './names.ts';

export type Size = { onboardings: number; runs: number; submissions: number };
/** Whose list of onboardings is measured: this tenant has as many in every size. */
export type Vendor = { tenantId: string; objectId: string };

/** The ten tests of a stored run, of which this one failed; a real run keeps its proofs beside them. */
function tests(failed?: string): string {
  const result = (test: string) => ({
    ...{ test, title: test.replaceAll('_', ' '), area: test.includes('Group') ? 'groups' : 'users' },
    ...{ verdict: test === failed ? 'failed' : 'passed', phases: [], proofs: [] },
    reason: test === failed ? 'The application answered with another value than was sent.' : 'What was sent was found.',
  });
  return JSON.stringify(TESTS.map(result));
}
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const BLOCKING = `'["Disable_User_Test: active is still true"]'`;

/** Each row's share of one, always the same for the same row and salt. */
const share = (salt: string) => `(('x' || substr(md5('${salt}' || i), 1, 7))::bit(28)::int / 268435456.0)`;
const uuid = (kind: string, index = 'i') => `bench_id('${kind}' || ${index})`;
const SUBMISSION_STATUS = `(ARRAY['submitted','submitted','in-review','in-review','changes-requested','changes-requested',
  'approved','in-preview','published','published','published','published','published','published','published','published',
  'published','withdrawn','rejected','expired'])[1 + (i % 20)]`;
const WORDS = ['Payroll', 'Travel', 'Badge', 'Ledger', 'Campus', 'Clinic', 'Fleet', 'Harbor', 'Invoice', 'Kitchen'];
const STEPS = `(ARRAY['check-requirements','create-application','configure-provisioning','deploy-logic-app','run-validation','request-publishing'])`;
/** How many steps are done: all six of those that were handed in. */
const DONE = (size: Size) => `(CASE WHEN i <= ${size.submissions} THEN 6 ELSE floor(${share('steps')} * 6)::int END)`;

/** Fills an empty, migrated database with a program that has been going on for a year. The same for the same size. */
export async function seed(databaseUrl: string, size: Size, vendor: Vendor): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const statement of statements(size, vendor)) await client.query(statement);
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}

/** The same id for the same words: an MD5 in the form of a UUID of version 4. */
const BENCH_ID = `CREATE FUNCTION bench_id(words text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (substr(h, 1, 12) || '4' || substr(h, 14, 3) || 'a' || substr(h, 18))::uuid FROM md5(words) AS h $$`;

function statements(size: Size, vendor: Vendor): string[] {
  return [BENCH_ID, ...onboardings(size, vendor), ...runs(size), ...submissions(size), ...program(size)];
}

function onboardings(size: Size, { tenantId, objectId }: Vendor): string[] {
  const { onboardings: count } = size;
  // Ten applications a vendor; the first ten are those of the vendor whose list is measured.
  const vendorOf = '((i - 1) / 10)';
  const isMeasured = 'i <= 10';
  const started = `now() - interval '1 year' * (0.02 + 0.98 * ${share('start')})`;
  return [
    `INSERT INTO "Onboarding" ("id", "tenantId", "tenantName", "name", "applicationName", "createdById", "createdByName",
       "ruleSet", "createdAt", "updatedAt", "standing", "standingSince")
     SELECT ${uuid('onboarding')}, CASE WHEN ${isMeasured} THEN '${tenantId}' ELSE (${uuid('tenant', vendorOf)})::text END,
       ${vendorName(vendorOf)}, w.word || ' ' || i, w.word || ' ' || i,
       CASE WHEN ${isMeasured} THEN '${objectId}' ELSE 'person-' || ${vendorOf} END, 'Ann', 'gallery-2026-11',
       ${started}, now(),
       CASE WHEN i <= ${size.submissions} THEN ${SUBMISSION_STATUS}
         ELSE ${STEPS}[1 + ${DONE(size)}] END,
       ${started} + interval '1 hour' * 60 * ${share('pace')}
     FROM generate_series(1, ${count}) AS i, LATERAL (SELECT ${oneOf(WORDS, `floor(${share('word')} * 10)::int`)} AS word) AS w`,
    `INSERT INTO "CompletedStep" ("onboardingId", "step", "completedAt")
     SELECT ${uuid('onboarding')}, ${STEPS}[n], ${started} + n * interval '1 hour' * 10 * ${share('pace')}
     FROM generate_series(1, ${count}) AS i, LATERAL generate_series(1, ${DONE(size)}) AS n`,
    `INSERT INTO "Member" ("onboardingId", "objectId", "name", "addedByName")
     SELECT ${uuid('onboarding')}, 'colleague', 'Ben', 'Ann' FROM generate_series(1, ${count}) AS i`,
    `INSERT INTO "AuditEvent" ("id", "at", "tenantId", "onboardingId", "actorName", "action", "facts")
     SELECT bench_id('event' || i || '-' || n), ${started} + n * interval '1 hour',
       CASE WHEN ${isMeasured} THEN '${tenantId}' ELSE (${uuid('tenant', vendorOf)})::text END, ${uuid('onboarding')}, 'Ann',
       'step.completed', '{"step": "create-application"}'
     FROM generate_series(1, ${count}) AS i, generate_series(1, 3) AS n`,
    `INSERT INTO "Operation" ("id", "key", "kind", "tenantId", "onboardingId", "state", "input", "problem", "startedByTenant",
       "startedById", "startedByName", "createdAt", "updatedAt")
     SELECT ${uuid('operation')}, ${uuid('onboarding')}::text || '/create-application', 'create-application', 'x',
       ${uuid('onboarding')}, (CASE WHEN i % 7 = 0 THEN 'failed' ELSE 'done' END)::"OperationState", '{}',
       CASE WHEN i % 7 = 0 THEN '{"code": "upstream-forbidden", "detail": "Microsoft Graph refused."}'::jsonb END,
       'x', 'ann', 'Ann', ${started}, ${started} FROM generate_series(1, ${count}) AS i`,
  ];
}

function runs({ onboardings: count, runs: all }: Size): string[] {
  const each = Math.round(all / count);
  const failures = TESTS.slice(1, 5).map(tests);
  return [
    `INSERT INTO "ValidationRun" ("id", "onboardingId", "resourceId", "runName", "status", "template", "enabledTests",
       "parameters", "startedById", "startedByName", "watchedBy", "startedAt", "endedAt", "tests", "blocking", "ready",
       "verifiedAt")
     SELECT bench_id('run' || i || '-' || n), ${uuid('onboarding')}, '/logic-app/' || i, 'R' || n,
       CASE WHEN isReady THEN 'succeeded' ELSE 'failed' END,
       (ARRAY['official-consumption-3.1', 'own-consumption-1.0'])[1 + (i % 2)], 'All', '{}', 'ann', 'Ann', 'portal',
       at, at + interval '40 minutes',
       CASE WHEN isReady THEN ${literal(tests())}::jsonb
         ELSE (ARRAY[${failures.map(literal).join(',')}]::jsonb[])[1 + ((i + n) % 4)] END,
       CASE WHEN isReady THEN '[]' ELSE ${BLOCKING} END::jsonb, isReady,
       CASE WHEN isReady THEN at + interval '1 hour' END
     FROM generate_series(1, ${count}) AS i, generate_series(1, ${each}) AS n,
       LATERAL (SELECT (i + n) % 3 = 0 OR n = ${each} AS isReady,
         now() - interval '1 year' * ${share('run')} + n * interval '1 day' - interval '${each} days' AS at) AS facts`,
    `INSERT INTO "Probe" ("id", "onboardingId", "tenantId", "endpoint", "tags", "mayWrite", "startedById", "startedByName",
       "startedAt", "aliveAt", "endedAt", "causes")
     SELECT ${uuid('probe')}, ${uuid('onboarding')}, 'x', 'https://scim.example', '{}', true, 'ann', 'Ann', at, at, at,
       (ARRAY['{patch-replace-only}', '{filter-case}', '{}'])[1 + (i % 3)]::text[]
     FROM generate_series(1, ${count}, 4) AS i, LATERAL (SELECT now() - interval '1 year' * ${share('probe')} AS at) AS facts`,
  ];
}

function submissions({ submissions: count, onboardings, runs: all }: Size): string[] {
  const newest = Math.round(all / onboardings);
  const handedIn = `now() - interval '200 days' * ${share('handed-in')}`;
  const all30 = `FROM generate_series(1, ${count}) AS i`;
  return [
    `INSERT INTO "Submission" ("id", "onboardingId", "status", "statusAt", "version", "createdAt", "submittedAt",
       "submittedById", "submittedByName", "runId", "assigneeId", "assigneeName", "riskFlags", "waitingSince")
     SELECT ${uuid('submission')}, ${uuid('onboarding')}, ${SUBMISSION_STATUS}, at, 1, at, at, 'ann', 'Ann',
       bench_id('run' || i || '-' || ${newest}), CASE WHEN i % 3 = 0 THEN 'reviewer-' || i % 9 END,
       CASE WHEN i % 3 = 0 THEN 'Reviewer ' || i % 9 END,
       (ARRAY['{first-submission}', '{}', '{differences}', '{}', '{tests-narrowed}'])[1 + (i % 5)]::text[], at
     FROM generate_series(1, ${count}) AS i, LATERAL (SELECT ${handedIn} AS at) AS facts`,
    `UPDATE "Submission" s SET "words" = o."words"
     FROM "Onboarding" o WHERE o."id" = s."onboardingId"`,
    `INSERT INTO "RequestField" ("submissionId", "name", "value", "version", "byName", "at")
     SELECT ${uuid('submission')}, f.name, f.value, 1, 'Ann', now() ${all30},
       LATERAL (VALUES ('capabilities', '"provisioning"'::jsonb), ('app.name', to_jsonb('Payroll ' || i)),
         ('app.description', '"Pays people."'::jsonb)) AS f(name, value)`,
    `INSERT INTO "Turn" ("id", "submissionId", "side", "startedAt", "endedAt")
     SELECT ${uuid('turn')}, ${uuid('submission')},
       CASE WHEN ${SUBMISSION_STATUS} IN ('changes-requested', 'expired') THEN 'isv' ELSE 'operator' END, ${handedIn},
       CASE WHEN ${SUBMISSION_STATUS} IN ('published', 'withdrawn', 'rejected', 'expired', 'in-preview') THEN now() END ${all30}`,
    // The first is the one whose page is measured: its evidence would have to be a real one.
    `INSERT INTO "Evidence" ("id", "submissionId", "number", "runId", "sha256", "content", "redactions", "byName", "at")
     SELECT ${uuid('evidence')}, ${uuid('submission')}, 1, NULL, md5('x' || i), '{}', '[]', 'Ann', ${handedIn} ${all30} WHERE i > 1`,
    `INSERT INTO "Decision" ("id", "submissionId", "kind", "reason", "number", "byId", "byName", "at")
     SELECT ${uuid('decision')}, ${uuid('submission')}, (ARRAY['approve', 'request-changes', 'reject'])[1 + (i % 3)], 'Seen.',
       1, 'rita', 'Rita', ${handedIn} + interval '3 days' * ${share('decided')} ${all30} WHERE i % 20 > 3`,
    `INSERT INTO "Finding" ("id", "submissionId", "anchorKind", "anchor", "kind", "words", "createdById", "createdByName")
     SELECT bench_id('finding' || i || '-' || n), ${uuid('submission')}, 'field', 'app.name', 'mandatory', 'Another name.',
       'rita', 'Rita' ${all30}, generate_series(1, 2) AS n WHERE i % 2 = 0`,
    `INSERT INTO "Message" ("id", "submissionId", "side", "words", "byId", "byName")
     SELECT bench_id('message' || i || '-' || n), ${uuid('submission')}, 'isv', 'Good morning.', 'ann', 'Ann'
     ${all30}, generate_series(1, 3) AS n`,
  ];
}

function program({ onboardings }: Size): string[] {
  return [
    `INSERT INTO "Feedback" ("id", "onboardingId", "step", "rating", "words", "byId", "byName", "theme", "at")
     SELECT ${uuid('feedback')}, ${uuid('onboarding')}, 'run-validation', 'good', 'Quick.', 'ann', 'Ann',
       (ARRAY['Mappings', 'Speed', NULL])[1 + (i % 3)], now() - interval '1 year' * ${share('feedback')}
     FROM generate_series(1, ${onboardings}, 10) AS i`,
    `INSERT INTO "AllowListRequest" ("id", "onboardingId", "reason", "contact", "state", "requestedById", "requestedByName",
       "requestedAt", "openKey")
     SELECT ${uuid('asked')}, ${uuid('onboarding')}, 'A demo.', 'ann@vendor.example',
       CASE WHEN i % 100 = 1 THEN 'open' ELSE 'declined' END, 'ann', 'Ann', now() - interval '90 days' * ${share('asked')},
       CASE WHEN i % 100 = 1 THEN ${uuid('onboarding')}::text END
     FROM generate_series(1, ${onboardings}, 10) AS i`,
    `INSERT INTO "Cohort" ("id", "name", "createdByName") SELECT ${uuid('cohort')}, 'Pilot ' || i, 'Mo' FROM generate_series(1, 5) AS i`,
    `INSERT INTO "CohortTenant" ("cohortId", "tenantId", "tenantName", "addedByName")
     SELECT ${uuid('cohort')}, ${uuid('tenant', 'n')}::text, ${vendorName('n')}, 'Mo'
     FROM generate_series(1, 5) AS i, generate_series(1, 15) AS n`,
  ];
}
