import type { Rule } from '../requirements.ts';

const PUBLISH = 'entra/identity/enterprise-apps/publish-app-gallery';
type Words = Pick<Rule, 'id' | 'text' | 'level' | 'answeredBy'>;

export const CUSTOMERS = publisher({
  id: 'isv.customers',
  text: 'A hundred customers in common already use the application through a non-gallery entry.',
  level: 'advised',
  answeredBy: ['attest'],
});

export const PUBLISHER_RULES: readonly Rule[] = [
  publisher({
    id: 'isv.partner',
    text: 'You are registered in Partner Center, in the AI Cloud Partner Program.',
    level: 'required',
    answeredBy: ['form'],
  }),
  publisher({
    id: 'isv.contacts',
    text: 'There is an engineering contact and a support contact.',
    level: 'required',
    answeredBy: ['form'],
  }),
  publisher({
    id: 'isv.docs',
    text: 'The SCIM endpoint is documented in public, on your site and on Microsoft Learn.',
    level: 'required',
    answeredBy: ['form'],
  }),
  publisher({
    id: 'isv.clouds',
    text: 'The application complies with the rules of each sovereign cloud in which it is to be listed.',
    level: 'advised',
    answeredBy: ['attest'],
  }),
  publisher({
    id: 'isv.previewTenants',
    text: 'Five customer tenants would join a preview.',
    level: 'advised',
    answeredBy: ['form'],
  }),
];

function publisher(words: Words): Rule {
  return { group: 'publisher', source: PUBLISH, tests: [], checks: [], ...words };
}
