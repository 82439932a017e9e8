'use client';

import { ChoiceCards } from '#components/ui/choice.tsx';
import { FieldNotes } from './field-notes.tsx';
import { useRequestField } from './request-draft.tsx';
import { RequestSection } from './request-section.tsx';

const CHOICES = [
  {
    id: 'provisioning',
    title: 'User provisioning',
    detail: 'Today’s gallery wizard has no such option of its own: reviewers add it to an existing listing.',
  },
  { id: 'sso-and-provisioning', title: 'Single sign-on and user provisioning' },
  { id: 'sso', title: 'Single sign-on', detail: 'Recorded here; this portal does not verify it.' },
];

/** Decides which evidence is asked for. */
export function CapabilitiesSection() {
  const { value, set, isReadOnly } = useRequestField('capabilities');
  return (
    <RequestSection section="capabilities">
      <div id="field-capabilities">
        <ChoiceCards
          label="Capabilities"
          choices={CHOICES.map((choice) => ({ ...choice, isDisabled: isReadOnly }))}
          value={typeof value === 'string' ? value : ''}
          onChange={set}
        />
        <FieldNotes name="capabilities" isTellingRefusal />
      </div>
    </RequestSection>
  );
}
