import type { Asking } from './contract.ts';
import { about, portalItem, type ChecklistFacts, type Item, type Wrong } from './item.ts';

const RUN = about('field', 'run');
const NEW_RUN =
  'Deploy the template again in step 4 if the Logic App was changed, run the validation again in step 5, and choose the new run.';
const asking = (title: string, words: string): Asking => ({ title, anchor: RUN, words });

/** What the chosen run proves. */
export function runItems(facts: ChecklistFacts): Item[] {
  return [accepted(facts), readAgain(facts), valid(facts), probed(facts)];
}

function accepted({ view: { acceptance, evidence } }: ChecklistFacts): Item {
  const failed = acceptance
    .filter(({ ok }) => !ok)
    .map(({ title, reason }): Wrong => {
      const words = `${title}: ${reason}`;
      return { words, ask: asking(title, `${words} ${NEW_RUN}`) };
    });
  const nothing = { words: 'No run was checked when it was handed in.', ask: asking('No checked run', NEW_RUN) };
  const told = { id: 'run.accepted', title: 'The run proves what it has to', place: 'evidence' };
  const source = evidence
    ? `Evidence ${evidence.number}, read at Azure when it was handed in`
    : 'Read at Azure by the portal';
  const good = `All ${acceptance.length} checks passed: template, tests, application, endpoint, verdict.`;
  return portalItem({ ...told, source }, { good, wrong: acceptance.length === 0 ? [nothing] : failed });
}

/** Whatever was so when it was handed in: what counts is whether it still is. */
function readAgain({ view }: ChecklistFacts): Item {
  const since = view.evidence?.at ?? view.submittedAt;
  const newest = view.reverifications.find(({ at }) => at > since);
  const told = { id: 'run.read-again', title: 'The run still reads the same at its source', place: 'evidence' };
  if (!newest) {
    const wrong = [{ words: 'Nobody has read it again since it was handed in: press “Verify again”.' }];
    return portalItem({ ...told, source: 'Reading it again' }, { good: '', wrong });
  }
  const { checks, differences, problem, byName, at } = newest;
  const failed = checks.filter(({ ok }) => !ok).map(({ title, reason }) => `${title}: ${reason}`);
  const wrong = [...(problem ? [problem] : []), ...failed, ...differences].map((words): Wrong => ({
    words,
    ask: asking('The run reads differently now', `${words} ${NEW_RUN}`),
  }));
  const source = `Read at Azure for ${byName} on ${at.slice(0, 16).replace('T', ' at ')} UTC`;
  return portalItem({ ...told, source }, { good: 'Nothing has changed since it was handed in.', wrong });
}

function valid({ view: { evidenceValidUntil: until }, now }: ChecklistFacts): Item {
  const day = until?.slice(0, 10);
  const words = day ? `It was valid until ${day}.` : 'It is not known until when it is valid.';
  const wrong =
    !until || new Date(until) <= now ? [{ words, ask: asking('The run is too old', `${words} ${NEW_RUN}`) }] : [];
  const told = {
    id: 'run.valid',
    title: 'The run is not too old',
    place: 'evidence',
    source: 'Its end and the validity in force',
  };
  return portalItem(told, { good: `It is valid until ${day}.`, wrong });
}

/** A probe is advised, not asked for: without one nothing is wrong. */
function probed({ view: { probe } }: ChecklistFacts): Item {
  const heavy = probe?.causes.filter(({ level }) => level === 'entra-required') ?? [];
  const wrong = heavy.map(({ title, why, fix, evidence }): Wrong => {
    const words = [`${title}${/[.!?]$/.test(title) ? '' : '.'}`, why, fix].filter(Boolean).join(' ');
    const checks = evidence.map(({ id }) => id).join(', ');
    return { words: checks ? `${title} (${checks})` : title, ask: { title, anchor: about('request'), words } };
  });
  const told = { id: 'probe', title: 'The endpoint does what Entra needs', place: 'probe' };
  const good = probe
    ? 'The newest probe found nothing that Entra needs and the endpoint lacks.'
    : 'It was not probed; the run speaks for it.';
  return portalItem({ ...told, source: 'The newest direct probe' }, { good, wrong });
}
