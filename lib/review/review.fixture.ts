import { ANN } from '#lib/onboarding/fakes.ts';
import { fakeLinkChecks, fakeUploads } from '#lib/onboarding/request-attachments/fakes.ts';
import { logoFile } from '#lib/onboarding/request-attachments/logo.fixture.ts';
import { fakeAuditTrail } from '#lib/onboarding/record/fakes.ts';
import { fakeContacts } from '#lib/onboarding/request-contacts/fakes.ts';
import type { FieldChangeInput } from '#lib/onboarding/request-publishing/contract.ts';
import { filledIn, meetEveryRule } from '#lib/onboarding/request-publishing/filled.fixture.ts';
import { requestPublishing } from '#lib/onboarding/request-publishing/request-publishing.ts';
import { saveFields } from '#lib/onboarding/request-publishing/save-fields.ts';
import { CARRIER, verifiedWorld } from '#lib/onboarding/run-validation/world.ts';
import { SubmissionView } from './contract.ts';
import { aRow, clocksOf } from './queue/queue.fixture.ts';
import type { QueueRow } from './queue/ports.ts';
import { readSubmission, verifyAgain } from './review.ts';

export const REVIEWER = { tenantId: 'operator', objectId: 'rita', name: 'Rita', username: 'rita@operator.example' };
export const LINK = 'https://docs.contoso.example/scim';

/** A request that was handed in with two files, a link that was looked at, and contacts of whom one has confirmed. */
export async function submitted(filled?: FieldChangeInput[]) {
  const {
    ports: kept,
    onboarding,
    runId,
    ...world
  } = await verifiedWorld({
    id: '22222222-2222-4222-8222-222222222222',
  });
  const ask = { person: ANN, onboardingId: onboarding.id };
  const of = { tenantId: 'contoso', onboardingId: onboarding.id };
  const { attach, ...attached } = attachedTo(of);
  const decisions = { listForOperator: async () => [], escalationForOperator: async () => undefined };
  const ports = { ...kept, ...attached, decisions, queue: queueOf(kept.submissions) };
  ports.attachments.uploads = (tenantId, onboardingId) => ports.uploads.list({ tenantId, onboardingId });
  await attach();
  await meetEveryRule(ports.onboardings, 'contoso', onboarding.id);
  ports.attachments.attached.links = [{ url: LINK, ok: true, missingTopics: [] }];
  const links = { field: 'docs.links', value: [LINK], base: 0 };
  await saveFields(ports, { ...ask, changes: [...(filled ?? filledIn(runId)), links] });
  await requestPublishing(ports, { carrier: CARRIER, onboardingId: onboarding.id });
  const submissionId = ports.submissions.rows[0]!.id;
  return {
    ...{ ...world, ports, onboarding, runId, ask, of, submissionId },
    read: async () => SubmissionView.parse(await readSubmission(ports, submissionId)),
    again: async () => SubmissionView.parse(await verifyAgain(ports, { submissionId, person: REVIEWER })),
  };
}

/** `facts` are what the queue has beyond the request itself. */
function queueOf({ rows }: { rows: { id: string; status: QueueRow['status'] }[] }) {
  const facts: Partial<QueueRow> = {};
  const row = async (id: string) => {
    const found = rows.find((one) => one.id === id);
    return found && { row: aRow({ id, status: found.status, ...facts }), clocks: clocksOf() };
  };
  return { facts, row };
}

export const anUpload = (kind: 'logo-large' | 'document', fileName: string) => ({
  ...{ kind, fileName, mediaType: 'image/png', bytes: 3, sha256: fileName, facts: { warnings: [] } },
  ...{ content: new Uint8Array(logoFile()) },
});

function attachedTo(of: { tenantId: string; onboardingId: string }) {
  const request = { ...of, status: 'draft' };
  const audit = fakeAuditTrail();
  const [uploads, linkChecks] = [fakeUploads(request, audit), fakeLinkChecks(request, audit)];
  const { confirmations, rows } = fakeContacts(request, audit);
  const asked = {
    ...of,
    application: 'Payroll',
    publisher: 'Contoso',
    requestedByName: 'Ann',
    requestedAt: new Date(),
  };
  const rules = { by: ANN, refuse: () => undefined, most: 1 };
  const looked = {
    outcome: 'good',
    checkedAt: '2026-11-20T10:00:00.000Z',
    topics: [],
    failed: [],
    warnings: [],
  } as const;
  return {
    ...{ uploads, linkChecks, confirmations, isMailSetUp: true },
    async attach() {
      await uploads.add(of, anUpload('logo-large', 'first.png'), rules);
      await uploads.add(of, anUpload('document', 'guide.md'), rules);
      for (const url of [LINK, 'https://elsewhere.example'])
        await linkChecks.save(of, { url, look: { ...looked, topics: [], failed: [], warnings: [] } }, rules);
      const at = new Date('2026-11-20T10:00:00Z');
      rows.push({ ...asked, id: 'eve', email: 'eve@contoso.example', confirmedAt: at });
      rows.push({ ...asked, id: 'typo', email: 'evve@contoso.example' });
    },
  };
}
