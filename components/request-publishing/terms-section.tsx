'use client';

import { TERMS_VERSION } from '#lib/rules/request-fields.ts';
import { Checkbox } from '#components/ui/choice.tsx';
import { FieldNotes } from './field-notes.tsx';
import { useRequestField } from './request-draft.tsx';
import { RequestSection } from './request-section.tsx';
import { RequestText } from './request-text.tsx';

/** What is agreed to, and a word to the reviewers. */
export function TermsSection() {
  const { value, set, isReadOnly } = useRequestField('terms');
  return (
    <RequestSection section="terms">
      <div id="field-terms" className="scroll-mt-24">
        <Checkbox
          isSelected={value === TERMS_VERSION}
          isDisabled={isReadOnly}
          onChange={(isAgreed) => set(isAgreed ? TERMS_VERSION : '')}
          detail="Reviewers may run the tests again, read the evidence in Azure with the right you granted, and list the application with what you entered here. The private contacts are not shown to anybody else."
        >
          {`I may speak for the publisher, what is entered here is true, and I agree to the terms (version ${TERMS_VERSION})`}
        </Checkbox>
        <FieldNotes name="terms" isTellingRefusal />
      </div>
      <RequestText name="notes" rows={4} />
    </RequestSection>
  );
}
