'use client';

import type { ProbeInput } from '#lib/onboarding/probe/contract.ts';
import { Checkbox, ChoiceCards } from '#components/ui/choice.tsx';

export type ProbeChoices = Pick<ProbeInput, 'tags' | 'mayWrite' | 'load'>;
export const AT_FIRST: ProbeChoices = { tags: ['quick'], mayWrite: false };

/** How deep the probe goes, and what it may do: consent to writing and to load is the person's own tick. */
export function ProbeOptions({ value, onChange }: { value: ProbeChoices; onChange: (choices: ProbeChoices) => void }) {
  return (
    <div className="flex flex-col gap-4">
      <ChoiceCards
        label="How much to ask of the endpoint"
        value={value.tags.length === 0 ? 'all' : 'quick'}
        onChange={(depth) => onChange({ ...value, tags: depth === 'all' ? [] : ['quick'] })}
        choices={[
          { id: 'quick', title: 'What a validation run relies on', detail: 'Some 50 checks, a few seconds.' },
          { id: 'all', title: 'Everything', detail: '171 checks of Entra, the gallery and the SCIM standards.' },
        ]}
      />
      <Checkbox
        isSelected={value.mayWrite}
        onChange={(mayWrite) => onChange({ ...value, mayWrite })}
        detail="Their names begin with probe-. Nothing else is changed, and what is made is removed again. Without it only reads are tried."
      >
        Create test users and groups in my application
      </Checkbox>
      <Checkbox
        isSelected={value.load !== undefined}
        onChange={(isOn) => onChange({ ...value, load: isOn ? (value.mayWrite ? 'mix' : 'reads') : undefined })}
        detail="Up to 25 requests a second for half a minute, once an hour. It stops at the first sign of harm. Your name is recorded with it."
      >
        Check the throughput
      </Checkbox>
    </div>
  );
}
