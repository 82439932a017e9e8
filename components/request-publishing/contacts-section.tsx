'use client';

import { ContactConfirmation } from './contact-confirmation.tsx';
import { useRequestField } from './request-draft.tsx';
import { RequestSection } from './request-section.tsx';
import { RequestText } from './request-text.tsx';

const PRIVATE = ['engineering', 'support'] as const;

/** Who can be asked: two of them by reviewers alone, one by everybody. */
export function ContactsSection() {
  return (
    <RequestSection section="contacts">
      <h3 className="text-[0.98rem]">For the reviewers alone</h3>
      {PRIVATE.map((who) => (
        <div key={who} className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <RequestText name={`contacts.${who}.name`} />
          <RequestText name={`contacts.${who}.email`} type="email">
            <Confirmation name={`contacts.${who}.email`} />
          </RequestText>
        </div>
      ))}
      <h3 className="mt-2 text-[0.98rem]">Public, in the gallery</h3>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <RequestText name="contacts.public.name" hint="Such as “Contoso support”." />
        <RequestText name="contacts.public.email" type="email" />
      </div>
    </RequestSection>
  );
}

/** Whose address it is; asked once the address is saved. */
function Confirmation({ name }: { name: string }) {
  const { known, value } = useRequestField(name);
  if (typeof value !== 'string' || value !== known?.value) return null;
  return <ContactConfirmation email={value} />;
}
