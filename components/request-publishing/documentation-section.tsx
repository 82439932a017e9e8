'use client';

import { MAX_LINKS } from '#lib/rules/request-fields.ts';
import { DocumentsSection } from './documents-section.tsx';
import { LineList } from './line-list.tsx';
import { LinkCheck } from './link-check.tsx';
import { useRequestField } from './request-draft.tsx';
import { RequestSection } from './request-section.tsx';
import { RequestText } from './request-text.tsx';

/** What customers read to set it up. */
export function DocumentationSection() {
  const { value } = useRequestField('docs.microsoftLearn');
  return (
    <RequestSection
      section="documentation"
      lead="What your customers read to set it up: public links, files, or both. Never with credentials or data of a tenant in it."
    >
      <LineList
        name="docs.links"
        most={MAX_LINKS}
        one="Link"
        add="Add a link"
        placeholder="https://docs.example.com/scim"
        below={(url) => <LinkCheck url={url} />}
      />
      <RequestText name="docs.microsoftLearn" type="url" placeholder="https://learn.microsoft.com/">
        {typeof value === 'string' && value !== '' && <LinkCheck url={value} />}
      </RequestText>
      <DocumentsSection />
    </RequestSection>
  );
}
