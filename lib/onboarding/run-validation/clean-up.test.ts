import { expect, test } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { ANN } from '../fakes.ts';
import { cleanUp, readLeftovers } from './clean-up.ts';
import type { Leftover } from './contract.ts';
import { aRun } from './fakes.ts';
import { CARRIER, deployedWorld } from './world.ts';

const user = (name: string): Leftover => ({ id: name, kind: 'user', name: `${name}@contoso.example` });

function setUp(...found: Leftover[]) {
  const world = deployedWorld();
  const state = { found, undeletable: new Set<string>() };
  world.ports.directory = {
    ...world.ports.directory,
    findTestObjects: async () => state.found,
    async deleteTestObject({ id }) {
      if (state.undeletable.has(id)) throw new AppError('upstream-forbidden', 'refused');
      state.found = state.found.filter((one) => one.id !== id);
    },
  };
  const clean = () => cleanUp(world.ports, { carrier: CARRIER, onboardingId: world.onboarding.id });
  return { ...world, state, clean, ask: { person: ANN, onboardingId: world.onboarding.id } };
}

test('lists leftovers and removes nothing', async () => {
  const { ports, ask, state } = setUp(user('lacreate0a1b2c3d'), user('ladislav'));
  expect((await readLeftovers(ports, ask)).leftovers.map(({ id }) => id)).toEqual(['lacreate0a1b2c3d']);
  expect(state.found).toHaveLength(2);
});

test('removes test objects and nobody else', async () => {
  const { state, clean } = setUp(user('lacreate0a1b2c3d'), user('ladislav'));
  expect(await clean()).toMatchObject({ state: 'done' });
  expect(state.found.map(({ id }) => id)).toEqual(['ladislav']);
});

test('what cannot be removed is named, the others are gone', async () => {
  const { state, clean } = setUp(user('lacreate0a1b2c3d'), user('ladel0a1b2c3d'));
  state.undeletable.add('lacreate0a1b2c3d');
  const view = await clean();
  expect(view).toMatchObject({ state: 'failed', problem: { code: 'conflict' } });
  expect(view.problem?.detail).toContain('lacreate0a1b2c3d@contoso.example');
  expect(state.found.map(({ id }) => id)).toEqual(['lacreate0a1b2c3d']);
});

test('nothing is removed while a run goes on', async () => {
  const { rows, onboarding, clean } = setUp(user('lacreate0a1b2c3d'));
  rows.push(aRun({ onboardingId: onboarding.id }));
  await expect(clean()).rejects.toMatchObject({ code: 'conflict' });
});
