import { useId, type ReactNode } from 'react';
import type { Attachments, LinkCheckView, UploadView } from '#lib/onboarding/request-attachments/contract.ts';
import type { ContactConfirmations } from '#lib/onboarding/request-contacts/contract.ts';
import type { EnteredFields } from '#lib/onboarding/request-publishing/contract.ts';
import type { RequestOf } from '#lib/queries/attachments.ts';
import type { LogoKind } from '#lib/rules/logo.ts';
import { Facts, type Fact } from '#components/ui/facts.tsx';
import { ConfirmationStatus, MailNotSetUp } from './confirmation-status.tsx';
import { LinkText } from './link-text.tsx';
import { LookDetails, LookStatus } from './link-look.tsx';
import { LogoPreview, logoTitle } from './logo-preview.tsx';
import { RequestSection } from './request-section.tsx';
import { UploadedDocument } from './uploaded-document.tsx';

type Attached = { fields: EnteredFields; attachments: Attachments; contacts: ContactConfirmations; of: RequestOf };

/** Contacts, documentation and logos of a request that is only read, as the publisher and the reviewers see them. */
export function AttachedToRequest({ fields, attachments: { uploads, links }, contacts, of }: Attached) {
  return (
    <>
      <Contacts fields={fields} contacts={contacts} />
      <Documentation
        fields={fields}
        links={links}
        documents={uploads.filter(({ kind }) => kind === 'document')}
        of={of}
      />
      <RequestSection section="logos">
        <div className="grid grid-cols-1 gap-6 lg:grid-cols-2">
          {(['logo-large', 'logo-small'] as const).map((kind) => (
            <Logo key={kind} kind={kind} upload={uploads.find((one) => one.kind === kind)} of={of} />
          ))}
        </div>
      </RequestSection>
    </>
  );
}

const text = (fields: EnteredFields, name: string): string => {
  const value = fields[name]?.value;
  return typeof value === 'string' ? value.trim() : '';
};

function Contacts({ fields, contacts }: Pick<Attached, 'fields' | 'contacts'>) {
  const asked = (email: string) => contacts.confirmations.find((one) => one.email === email.toLowerCase());
  const line = (who: string, label: string): Fact[] => {
    const [name, email] = [text(fields, `contacts.${who}.name`), text(fields, `contacts.${who}.email`)];
    if (!name && !email) return [];
    return [
      [
        label,
        <div key={who} className="flex flex-col gap-1">
          <span>{[name, email].filter(Boolean).join(', ')}</span>
          {who !== 'public' && email && contacts.isMailSetUp && (
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.92rem]">
              <ConfirmationStatus asked={asked(email)} />
            </span>
          )}
        </div>,
      ],
    ];
  };
  return (
    <RequestSection section="contacts">
      <Facts
        facts={[
          ...line('engineering', 'Engineering contact'),
          ...line('support', 'Support contact'),
          ...line('public', 'Shown to customers'),
        ]}
      />
      {!contacts.isMailSetUp && <MailNotSetUp />}
    </RequestSection>
  );
}

type Documents = { fields: EnteredFields; links: LinkCheckView[]; documents: UploadView[]; of: RequestOf };

function Documentation({ fields, links, documents, of }: Documents) {
  const given = fields['docs.links']?.value;
  const listed = Array.isArray(given) ? given.map((one) => String(one).trim()).filter((one) => one !== '') : [];
  const learn = text(fields, 'docs.microsoftLearn');
  return (
    <RequestSection section="documentation">
      {listed.length > 0 && <Links title="Public links" urls={listed} links={links} />}
      {learn && <Links title="Article on Microsoft Learn" urls={[learn]} links={links} />}
      {documents.length > 0 && (
        <List title="Documents">
          {documents.map((one) => (
            <li key={one.id}>
              <UploadedDocument upload={one} of={of} />
            </li>
          ))}
        </List>
      )}
      {listed.length + documents.length === 0 && !learn && <p>There is none.</p>}
    </RequestSection>
  );
}

function List({ title, children }: { title: string; children: ReactNode }) {
  const heading = useId();
  return (
    <div className="flex flex-col gap-3">
      <h3 id={heading} className="text-[0.98rem]">
        {title}
      </h3>
      <ul aria-labelledby={heading} className="flex flex-col gap-3">
        {children}
      </ul>
    </div>
  );
}

function Links({ title, urls, links }: { title: string; urls: string[]; links: LinkCheckView[] }) {
  return (
    <List title={title}>
      {[...new Set(urls)].map((url) => {
        const seen = links.find((one) => one.url === url);
        return (
          <li key={url} className="flex flex-col gap-2 rounded-lg border border-line p-3 text-[0.92rem]">
            <LinkText url={url} />
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <LookStatus seen={seen} />
            </div>
            {seen && <LookDetails seen={seen} />}
          </li>
        );
      })}
    </List>
  );
}

function Logo({ kind, upload, of }: { kind: LogoKind; upload?: UploadView; of: RequestOf }) {
  const heading = useId();
  return (
    <div role="group" aria-labelledby={heading} className="flex min-w-0 flex-col gap-3">
      <h3 id={heading} className="text-[0.98rem]">
        {logoTitle(kind)}
      </h3>
      {upload ? <LogoPreview upload={upload} kind={kind} of={of} /> : <p>There is none.</p>}
    </div>
  );
}
