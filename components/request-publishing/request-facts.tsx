import type { PublishingRequest } from '#lib/onboarding/request-publishing/contract.ts';
import type { Fact } from '#components/ui/facts.tsx';

/** What was handed in, as ISV and reviewer read it. */
export function requestFacts({ engineeringContact, supportContact, documentation, notes }: PublishingRequest): Fact[] {
  return [
    ['Engineering contact', `${engineeringContact.name}, ${engineeringContact.email}`],
    ['Support contact', `${supportContact.name}, ${supportContact.email}`],
    [
      'Documentation',
      <ul key="links">
        {documentation.map((link) => (
          <li key={link}>
            <a href={link} rel="noreferrer noopener" target="_blank">
              {link}
            </a>
          </li>
        ))}
      </ul>,
    ],
    ['Notes', notes || 'None'],
  ];
}
