import { valueWords } from '#lib/rules/request-fields.ts';
import type { Asking } from './contract.ts';
import { about, asks, personItem, valuesIn, type ChecklistFacts, type Item } from './item.ts';
import { isVerifiedPublisher } from './portal-items.ts';

/** What no machine can tell, each with what to look at. */
export function personItems(facts: ChecklistFacts): Item[] {
  return [
    ...told(facts),
    ...documented(facts),
    ...(asks(facts, 'provisioning') ? [mappings()] : []),
    ...(asks(facts, 'sso') ? [singleSignOn(facts)] : []),
    ...(isVerifiedPublisher(facts) ? [] : [partner(facts)]),
    ...(facts.view.contacts.isMailSetUp ? [] : [contacts()]),
    ...(isStated(facts) ? [believable()] : []),
  ];
}

const asking = (title: string, field: string, words: string): Asking[] => [
  { title, words, anchor: field ? about('field', field) : about('request') },
];

function told(facts: ChecklistFacts): Item[] {
  const said = (field: string) => valueWords(valuesIn(facts)[field]);
  return [
    personItem(
      { id: 'app.own', title: 'The application is the publisher’s own, and not in the gallery yet', place: 'request' },
      `“${said('app.name')}” by ${said('publisher.name')}. Look it up in the gallery.`,
    ),
    personItem(
      { id: 'app.description', title: 'The description is true and does not advertise', place: 'request' },
      `“${said('app.description')}”`,
      asking(
        'The description advertises',
        'app.description',
        'Say in one or two sentences what the application does for its users. Take out comparisons, prices and superlatives.',
      ),
    ),
    personItem(
      { id: 'app.pages', title: 'Home page, privacy, terms and support are the application’s', place: 'request' },
      'The portal does not open these four links: open each.',
      asking(
        'A page is not the application’s',
        'app.homepage',
        'Link to pages about this application: home page, privacy statement, terms of use and support, each public and your own.',
      ),
    ),
    personItem(
      { id: 'logo.brand', title: 'The logos show the application’s own brand', place: 'logos' },
      'Compare them with the home page, on light and on dark.',
      asking(
        'The logo is not the application’s',
        '',
        'Upload the logo of the application itself, on a transparent ground, without margins or words around it.',
      ),
    ),
  ];
}

function documented(facts: ChecklistFacts): Item[] {
  const { uploads, links } = facts.view.attachments;
  const files = uploads.filter(({ kind }) => kind === 'document').map(({ fileName }) => fileName);
  const given = [...links.map(({ url }) => url), ...files];
  return [
    personItem(
      { id: 'documentation.fits', title: 'The documentation fits what the application does', place: 'documentation' },
      `Follow it as an administrator would: ${given.join(', ') || 'there is none'}.`,
      asking(
        'The documentation cannot be followed',
        'docs.links',
        'An administrator cannot set provisioning up by the documentation alone. Add where the SCIM address and the token are found, with a picture of each page, and hand the request in again.',
      ),
    ),
  ];
}

function mappings(): Item {
  return personItem(
    { id: 'mappings', title: 'The mappings send what the application needs, and no more', place: 'run' },
    'Look at the attribute mappings that the run read.',
    asking(
      'The mappings send too much',
      'run',
      'Map only attributes that the application uses. Take the others out in step 3, and run the validation again.',
    ),
  );
}

function singleSignOn(facts: ChecklistFacts): Item {
  const values = valuesIn(facts);
  const [protocol, testId, testedOn] = ['sso.protocol', 'sso.testId', 'sso.testedOn'].map((name) =>
    valueWords(values[name]),
  );
  return personItem(
    { id: 'sso.tested', title: 'The single sign-on test was passed', place: 'request' },
    `Stated, not verified: ${protocol?.toUpperCase()} test ${testId} of ${testedOn}. Look the Test ID up.`,
    asking(
      'The Test ID is not known',
      'sso.testId',
      'The Test ID of the single sign-on validation is not known to us. Validate it again, and enter the Test ID that you get.',
    ),
  );
}

function partner(facts: ChecklistFacts): Item {
  const field = facts.view.fields['publisher.partnerOneId'];
  return personItem(
    { id: 'partner', title: 'The publisher is registered in Partner Center', place: 'request' },
    `Partner One ID ${valueWords(field?.value)}, as entered by ${field?.byName ?? 'nobody'}: look it up.`,
    asking(
      'The Partner One ID is another one’s',
      'publisher.partnerOneId',
      'This Partner One ID does not belong to the publisher. Enter the one that Partner Center shows for your organisation.',
    ),
  );
}

function contacts(): Item {
  return personItem(
    { id: 'contacts', title: 'Engineering and support contact read their mail', place: 'contacts' },
    'The portal sends no mail here, so nobody has confirmed an address: write to both.',
    asking(
      'A contact did not answer',
      'contacts.engineering.email',
      'The address of a contact does not answer. Name somebody who reads it.',
    ),
  );
}

const isStated = ({ view }: ChecklistFacts): boolean =>
  Object.keys(view.fields).some((name) => name.startsWith('attest.'));

function believable(): Item {
  return personItem(
    { id: 'statements.believable', title: 'The statements are believable', place: 'statements' },
    'Read what they say they know it from, and open what they link to.',
  );
}
