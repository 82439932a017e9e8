import { attestationRows } from '#lib/onboarding/request-publishing/gate.ts';
import { Attestation, attestationField, fieldProblems } from '#lib/rules/request-fields.ts';
import { attachedItems } from './attached-items.ts';
import { about, asks, portalItem, valuesIn, type ChecklistFacts, type Item, type Wrong } from './item.ts';
import { runItems } from './run-items.ts';

/** What the portal answers from what it keeps. */
export function portalItems(facts: ChecklistFacts): Item[] {
  return [
    complete(facts),
    requirements(facts),
    statements(facts),
    ...(asks(facts, 'provisioning') ? runItems(facts) : []),
    ...(asks(facts, 'sso') ? [singleSignOn(facts)] : []),
    ...attachedItems(facts),
    ...partner(facts),
    settled(facts),
    history(facts),
  ];
}

function complete(facts: ChecklistFacts): Item {
  const wrong = fieldProblems(valuesIn(facts)).map(({ field, label, problem }): Wrong => {
    const words = `${label}: ${problem}`;
    return { words, ask: { title: label, anchor: about('field', field), words } };
  });
  const told = { id: 'request.complete', title: 'Everything that is asked for is filled in', place: 'request' };
  return portalItem({ ...told, source: 'The fields as handed in' }, { good: 'Nothing is missing.', wrong });
}

function requirements(facts: ChecklistFacts): Item {
  const isProvisioning = asks(facts, 'provisioning');
  const asked = facts.answers.filter(
    ({ group, level }) => level === 'required' && (group === 'publisher' || isProvisioning),
  );
  const wrong = asked
    .filter(({ state }) => state === 'not-met')
    .map(({ rule, title, evidence, fix }): Wrong => {
      const words = [title, evidence, fix].filter(Boolean).join(' ');
      return { words, ask: { title, anchor: about('rule', rule), words } };
    });
  const good = `None of the ${asked.length} required rules was found unmet.`;
  const told = { id: 'requirements', title: 'No required rule is unmet', place: 'statements' };
  return portalItem({ ...told, source: `${facts.ruleSet.title}, as last checked and probed` }, { good, wrong });
}

function statements(facts: ChecklistFacts): Item {
  const { answers, ruleSet } = facts;
  const values = valuesIn(facts);
  const required = attestationRows({ values, answers, ruleSet }).filter(({ isRequired }) => isRequired);
  const wrong = required.flatMap(({ rule, text, isUnchecked }): Wrong[] => {
    const said = Attestation.safeParse(values[attestationField(rule)]).data;
    if (said?.answer === 'yes' && (said.proof || !isUnchecked)) return [];
    const why = said?.answer === 'yes' ? 'It is stated without saying how they know.' : 'It is not stated.';
    const words = `${text} ${said?.answer === 'no' ? 'They state that it does not hold.' : why}`;
    return [{ words, ask: { title: text, anchor: about('rule', rule), words } }];
  });
  const good = required.length === 0 ? 'No statement is needed.' : `All ${required.length} are made, by name.`;
  const told = { id: 'statements', title: 'Each required statement is made', place: 'statements' };
  return portalItem({ ...told, source: 'The statements as handed in' }, { good, wrong });
}

function singleSignOn(facts: ChecklistFacts): Item {
  const values = valuesIn(facts);
  const until = String(values['sso.expiresOn'] ?? '');
  const isOver = until < facts.now.toISOString().slice(0, 10);
  const words = until ? `It was valid until ${until}. Validate single sign-on again.` : 'Nobody says until when.';
  const ask = { title: 'The single sign-on test has run out', anchor: about('field', 'sso.expiresOn'), words };
  const told = { id: 'sso.valid', title: 'The single sign-on test is still valid', place: 'request' };
  const wrong = isOver ? [{ words, ask }] : [];
  return portalItem(
    { ...told, source: 'The dates as stated; the portal ran no such test' },
    { good: `Until ${until}.`, wrong },
  );
}

/** Microsoft has verified who publishes it: nobody need look the number up. */
export const isVerifiedPublisher = ({ view }: ChecklistFacts): boolean =>
  view.fields['publisher.partnerOneId']?.source?.startsWith('The verified publisher') === true;

function partner(facts: ChecklistFacts): Item[] {
  if (!isVerifiedPublisher(facts)) return [];
  const told = { id: 'partner', title: 'The publisher is registered in Partner Center', place: 'request' };
  const source = facts.view.fields['publisher.partnerOneId']?.source ?? '';
  return [
    portalItem({ ...told, source }, { good: 'Its Partner One ID comes from its verified publisher.', wrong: [] }),
  ];
}

/** Nothing is approved while something is asked for: settling it is one press. */
function settled({ view: { findings } }: ChecklistFacts): Item {
  const open = findings.filter(({ state, kind }) => state !== 'resolved' && kind !== 'suggestion');
  const wrong = open.map(({ words, state }) => ({ words: `${state === 'answered' ? 'Answered' : 'Open'}: ${words}` }));
  const told = {
    id: 'findings',
    title: 'What was asked for is settled',
    place: 'changes',
    source: 'The findings above',
  };
  const good = findings.length === 0 ? 'Nothing was asked for.' : 'Nothing that must be answered is left.';
  return { ...portalItem(told, { good, wrong }), mayExcuse: false };
}

function history({ chain }: ChecklistFacts): Item {
  const wrong = chain.holds ? [] : [{ words: chain.problem ?? 'The history is not what was written.' }];
  const told = { id: 'history', title: 'History and evidence are what was written', place: 'history' };
  const good = 'Each event is chained to the one before, and the evidence has the hash that they name.';
  return {
    ...portalItem({ ...told, source: 'The chain of the history, computed anew' }, { good, wrong }),
    mayExcuse: false,
  };
}
