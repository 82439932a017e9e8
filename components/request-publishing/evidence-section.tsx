'use client';

import { asksFor } from '#lib/rules/request-fields.ts';
import { Notice } from '#components/ui/notice.tsx';
import { Select } from '#components/ui/select.tsx';
import { FieldNotes } from './field-notes.tsx';
import { OtherRuns } from './other-runs.tsx';
import { useDraft, useRequestField } from './request-draft.tsx';
import { RequestSection } from './request-section.tsx';
import { RequestText } from './request-text.tsx';
import { RunPicker } from './run-picker.tsx';
import { RunProof } from './run-proof.tsx';

/** What proves the capabilities: a verified run, the Test ID of a single sign-on validation, or both. */
export function EvidenceSection() {
  const { values } = useDraft();
  const [provisioning, sso] = [asksFor(values, 'provisioning'), asksFor(values, 'sso')];
  return (
    <RequestSection section="evidence">
      {!provisioning && !sso && <p className="text-ink-soft">First choose what is to be listed.</p>}
      {provisioning && <ProvisioningEvidence />}
      {sso && <SsoEvidence />}
    </RequestSection>
  );
}

function ProvisioningEvidence() {
  const { step } = useDraft();
  const { value, set } = useRequestField('run');
  return (
    <div id="field-run" className="flex scroll-mt-24 flex-col gap-3">
      <RunPicker runs={step.runs} value={typeof value === 'string' ? value : ''} onChange={set} />
      <FieldNotes name="run" isTellingRefusal />
      {typeof value === 'string' && value !== '' && <RunProof runId={value} />}
      <OtherRuns onTaken={set} />
    </div>
  );
}

const PROTOCOLS = [
  { id: 'saml', title: 'SAML 2.0' },
  { id: 'oidc', title: 'OpenID Connect' },
];

function SsoEvidence() {
  const { value, set, isReadOnly } = useRequestField('sso.protocol');
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="info" title="Single sign-on is recorded, not verified">
        This portal keeps the Test ID of the validation that you did with Microsoft’s browser extension. Reviewers see
        that it is your statement.
      </Notice>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <div id="field-sso.protocol">
          <Select
            label="Protocol"
            options={PROTOCOLS}
            value={typeof value === 'string' && value !== '' ? value : undefined}
            onChange={set}
            isDisabled={isReadOnly}
          />
        </div>
        <RequestText name="sso.testId" />
        <RequestText name="sso.testedOn" type="date" />
        <RequestText name="sso.expiresOn" type="date" hint="A Test ID of OpenID Connect lives two weeks." />
      </div>
    </div>
  );
}
