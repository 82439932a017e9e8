'use client';

import { MAX_LINKS } from '#lib/rules/request-fields.ts';
import { LineList } from './line-list.tsx';
import { RequestSection } from './request-section.tsx';
import { RequestText } from './request-text.tsx';

/** What customers read to set it up. */
export function DocumentationSection() {
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
      />
      <RequestText name="docs.microsoftLearn" type="url" placeholder="https://learn.microsoft.com/" />
    </RequestSection>
  );
}
