'use client';

import type { AttestationRow } from '#lib/onboarding/request-publishing/contract.ts';
import { attestationField, type Attestation } from '#lib/rules/request-fields.ts';
import { ChoiceCards } from '#components/ui/choice.tsx';
import { TextField } from '#components/ui/field.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { FieldNotes } from './field-notes.tsx';
import { useDraft, useRequestField } from './request-draft.tsx';
import { RequestSection } from './request-section.tsx';

/** What no machine can check, one statement each, with the name of whoever makes it. */
export function AttestationsSection() {
  const { step } = useDraft();
  if (step.attestations.length === 0) return null;
  return (
    <RequestSection
      section="attestations"
      lead="What the portal cannot check, you state. Your name and the time are kept with each statement, and reviewers see that it is one."
    >
      {step.attestations.map((row) => (
        <Statement key={row.rule} row={row} />
      ))}
    </RequestSection>
  );
}

function Statement({ row: { rule, text, isRequired, isUnchecked } }: { row: AttestationRow }) {
  const name = attestationField(rule);
  const { value, known, set, isReadOnly } = useRequestField(name);
  const said = (value ?? {}) as Partial<Attestation>;
  const choices = [
    { id: 'yes', title: 'Yes' },
    { id: 'no', title: 'No' },
  ];
  return (
    <div
      id={`field-${name}`}
      className="flex scroll-mt-24 flex-col gap-3 border-t border-line pt-4 first:border-0 first:pt-0"
    >
      <ChoiceCards
        isBrief
        label={`${text}${isRequired ? '' : ' (optional)'}`}
        choices={choices.map((choice) => ({ ...choice, isDisabled: isReadOnly }))}
        value={said.answer ?? ''}
        onChange={(answer) => set({ ...said, answer })}
      />
      {said.answer && (
        <TextField
          label={isUnchecked ? 'How you know, or a link to proof' : 'Link to proof (optional)'}
          value={said.proof ?? ''}
          onChange={(proof) => set({ ...said, proof })}
          isReadOnly={isReadOnly}
          hint={isUnchecked ? 'The portal could not check this.' : undefined}
        />
      )}
      {known && (
        <p className="text-[0.87rem] text-ink-faint">
          Stated by {known.byName}, <Moment at={known.at} />
        </p>
      )}
      <FieldNotes name={name} isTellingRefusal />
    </div>
  );
}
