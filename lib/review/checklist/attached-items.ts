import type { LinkCheckView, LinkLook } from '#lib/onboarding/request-attachments/contract.ts';
import { DOCUMENTATION_TOPICS, TOPIC_TITLES, type DocumentationTopic } from '#lib/rules/documentation-topics.ts';
import { LOGO_SIZES, sizeWords, type LogoKind } from '#lib/rules/logo.ts';
import { about, portalItem, valuesIn, type ChecklistFacts, type Item, type Wrong } from './item.ts';

const DOCS = about('field', 'docs.links');

/** What is attached: links, documents, contacts, logos. */
export function attachedItems(facts: ChecklistFacts): Item[] {
  return [links(facts), topics(facts), ...(facts.view.contacts.isMailSetUp ? [contacts(facts)] : []), logos(facts)];
}

const linksGiven = (facts: ChecklistFacts): string[] => {
  const values = valuesIn(facts);
  const given = [values['docs.links'], values['docs.microsoftLearn']].flat();
  return [...new Set(given.map((url) => String(url ?? '').trim()).filter((url) => url !== ''))];
};

function links(facts: ChecklistFacts): Item {
  const given = linksGiven(facts);
  const looked = new Map(facts.view.attachments.links.map((link) => [link.url, link]));
  const wrong = given.flatMap((url) => linkProblems(url, looked.get(url)));
  const told = { id: 'links', title: 'Links to the documentation are public', place: 'documentation' };
  const good = given.length === 0 ? 'None is given; the documentation is uploaded.' : 'Each was opened and is public.';
  return portalItem({ ...told, source: 'The newest look at each link' }, { good, wrong });
}

function linkProblems(url: string, seen: LinkCheckView | undefined): Wrong[] {
  if (!seen) return [{ words: `${url}: nobody has looked at it.` }];
  const look: LinkLook = seen.look;
  if (look.outcome === 'good') return [];
  if (look.outcome === 'away') return [{ words: `${url}: nobody answered when it was looked at.` }];
  return look.failed.map(({ got, fix }) => {
    const words = `${url}: ${got} ${fix}`;
    return { words, ask: { title: `The link ${url} does not do`, anchor: DOCS, words } };
  });
}

function topics(facts: ChecklistFacts): Item {
  const { uploads, links: looks } = facts.view.attachments;
  const documents = uploads.filter(({ kind }) => kind === 'document');
  const covered = new Set<DocumentationTopic>([
    ...documents.flatMap(({ facts: { topics: found = [] } }) => found),
    ...looks.flatMap(({ look }) => (look.outcome === 'good' ? look.topics : [])),
  ]);
  const wrong = DOCUMENTATION_TOPICS.filter((topic) => !covered.has(topic)).map((topic): Wrong => {
    const words = `The documentation says nothing about this: ${TOPIC_TITLES[topic]}. Add it.`;
    const title = `Documentation lacks: ${TOPIC_TITLES[topic]}`;
    return { words: `Not found: ${TOPIC_TITLES[topic]}`, ask: { title, anchor: DOCS, words } };
  });
  const told = { id: 'documentation.topics', title: 'The documentation covers every topic', place: 'documentation' };
  const source = 'Words in the documents and behind the links, which may mislead';
  return portalItem({ ...told, source }, { good: `All ${DOCUMENTATION_TOPICS.length} topics were found.`, wrong });
}

function contacts(facts: ChecklistFacts): Item {
  const values = valuesIn(facts);
  const confirmed = facts.view.contacts.confirmations.filter(({ state }) => state === 'confirmed');
  const known = new Set(confirmed.map(({ email }) => email));
  const wrong = ['engineering', 'support'].flatMap((who): Wrong[] => {
    const field = `contacts.${who}.email`;
    const email = String(values[field] ?? '').trim();
    if (known.has(email.toLowerCase())) return [];
    const words = `The ${who} contact${email ? `, ${email},` : ''} has not confirmed the address. Name somebody who reads it, and ask them to confirm it.`;
    return [{ words, ask: { title: `The ${who} contact did not answer`, anchor: about('field', field), words } }];
  });
  const told = { id: 'contacts', title: 'Engineering and support contact read their mail', place: 'contacts' };
  return portalItem(
    { ...told, source: 'The links that were mailed to them' },
    { good: 'Both have confirmed their address.', wrong },
  );
}

function logos(facts: ChecklistFacts): Item {
  const { uploads } = facts.view.attachments;
  const wrong = (['logo-large', 'logo-small'] as LogoKind[]).flatMap((kind): Wrong[] => {
    const size = sizeWords(LOGO_SIZES[kind]);
    const logo = uploads.find((one) => one.kind === kind);
    const problems = logo ? logo.facts.warnings : ['It is missing. Upload it as a PNG with a transparent ground.'];
    return problems.map((problem) => {
      const words = `The logo of ${size}: ${problem}`;
      return { words, ask: { title: `The logo of ${size}`, anchor: about('request'), words } };
    });
  });
  const told = { id: 'logos', title: 'Both logos have the right size and a transparent ground', place: 'logos' };
  return portalItem(
    { ...told, source: 'Their pixels' },
    { good: 'Both do, and can be seen on light and on dark.', wrong },
  );
}
