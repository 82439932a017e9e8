import { expect, test } from 'vitest';
import { ANN, EVE, fakeDirectory } from '../fakes.ts';
import { anOnboarding, fakeAuditTrail, fakeOnboardings } from '../record/fakes.ts';
import { answerPath } from './answer-path.ts';
import { readRequirements } from './check-requirements.ts';
import { Requirements } from './contract.ts';

const FITTING = { isHrSource: false, isOnPremises: false, speaksScim: true };

function world() {
  const record = anOnboarding();
  const ports = {
    onboardings: fakeOnboardings([record]),
    directory: fakeDirectory().directory,
    audit: fakeAuditTrail(),
    probes: { list: async () => [] },
  };
  const ask = { person: ANN, onboardingId: record.id };
  return { ports, ask, read: async () => Requirements.parse(await readRequirements(ports, ask)).path };
}

test('before the questions are answered there is no path; afterwards who answered and where it leads', async () => {
  const { ports, ask, read } = world();
  expect(await read()).toBeUndefined();
  await answerPath(ports, { ...ask, answers: { ...FITTING, isOnPremises: true } });
  expect(await read()).toMatchObject({ byName: 'Ann', elsewhere: ['isOnPremises'] });
});

test('an answer can be changed, and each change is in the trail', async () => {
  const { ports, ask, read } = world();
  await answerPath(ports, { ...ask, answers: { ...FITTING, speaksScim: false } });
  await answerPath(ports, { ...ask, answers: FITTING });
  expect(await read()).toMatchObject({ answers: FITTING, elsewhere: [] });
  expect(ports.audit.entries).toMatchObject([{ facts: FITTING }, { action: 'onboarding.path-answered' }]);
});

test('a foreigner answers for nobody', async () => {
  const { ports, ask } = world();
  const answering = answerPath(ports, { ...ask, person: EVE, answers: FITTING });
  await expect(answering).rejects.toMatchObject({ code: 'not-found' });
});
