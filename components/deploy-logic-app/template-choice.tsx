'use client';

import type { TemplateEdition, TemplateOption } from '#lib/onboarding/deploy-logic-app/contract.ts';
import { ChoiceCards } from '#components/ui/choice.tsx';

export function TemplateChoice({
  templates,
  value,
  onChange,
}: {
  templates: TemplateOption[];
  value: TemplateEdition;
  onChange: (edition: TemplateEdition) => void;
}) {
  return (
    <ChoiceCards
      label="Template"
      value={value}
      onChange={(id) => onChange(id as TemplateEdition)}
      choices={templates.map((template) => ({
        id: template.edition,
        title: `${template.title}, version ${template.version}`,
        isDisabled: template.unavailable !== undefined,
        detail: template.unavailable ?? (
          <>
            {template.source}
            <code className="mt-1 block truncate text-[0.8rem]" title={`SHA-256 ${template.definitionHash}`}>
              {`SHA-256 ${template.definitionHash}`}
            </code>
          </>
        ),
      }))}
    />
  );
}
