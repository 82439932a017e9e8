'use client';

import type { usePrefill } from '#lib/queries/publishing.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';
import { LineList } from './line-list.tsx';
import { useDraft } from './request-draft.tsx';
import { RequestSection } from './request-section.tsx';
import { RequestText } from './request-text.tsx';

/** What the gallery shows. Most of it is known already; each value says from where. */
export function ApplicationSection({ prefill }: { prefill: ReturnType<typeof usePrefill> }) {
  const { step } = useDraft();
  const again = (
    <Button isBusy={prefill.isPending} onPress={() => prefill.mutate()}>
      Fill in what is known
    </Button>
  );
  return (
    <RequestSection section="application" aside={step.submission.isEditable && again}>
      {prefill.error && <ProblemCard error={prefill.error} onRetry={() => prefill.mutate()} />}
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <RequestText name="app.name" />
        <RequestText name="publisher.name" />
        <RequestText
          name="publisher.partnerOneId"
          hint="In Partner Center under account settings; formerly called MPN ID."
        />
        <RequestText name="app.homepage" type="url" placeholder="https://" />
        <RequestText name="app.privacy" type="url" placeholder="https://" />
        <RequestText name="app.termsOfUse" type="url" placeholder="https://" />
        <RequestText name="app.support" type="url" placeholder="https://" />
      </div>
      <RequestText name="app.description" rows={3} />
      <LineList
        name="previewTenants"
        most={5}
        one="Tenant id"
        add="Add a customer’s tenant"
        hint="Up to five customers who would try the listing before everybody sees it."
      />
    </RequestSection>
  );
}
