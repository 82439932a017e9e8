import { expect, test } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { openOnboarding, openOnboardings, withRolesReadOnce } from './access.ts';
import { ANN, BOB, EVE, fakeDirectory } from './fakes.ts';
import { anOnboarding, fakeOnboardings } from './record/fakes.ts';
import type { DirectoryRole } from './ports.ts';

const ALL = { q: '' };

function portsWith(record = anOnboarding(), activeRoles: DirectoryRole[] = []) {
  const { directory, state } = fakeDirectory({ activeRoles });
  return { ports: { onboardings: fakeOnboardings([record]), directory }, state, record };
}

test('its creator opens it without a directory role, and the directory is not even asked', async () => {
  const { ports, state, record } = portsWith();
  expect(await openOnboarding(ports, { person: ANN, onboardingId: record.id })).toMatchObject({ id: record.id });
  expect(state.calls).toEqual([]);
});

test('a colleague without a role is told whom to ask', async () => {
  const { ports, record } = portsWith(anOnboarding(), ['other', 'hybrid-identity-administrator']);
  const opening = openOnboarding(ports, { person: BOB, onboardingId: record.id });
  await expect(opening).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('belongs to Ann'),
  });
});

test('a person whom the creator added opens it', async () => {
  const { ports, record } = portsWith(anOnboarding({ members: [{ objectId: 'bob', name: 'Bob' }] }));
  expect(await openOnboarding(ports, { person: BOB, onboardingId: record.id })).toBeDefined();
});

test.each(['application-administrator', 'cloud-application-administrator', 'global-administrator'] as const)(
  'a colleague who is %s opens it',
  async (role) => {
    const { ports, record } = portsWith(anOnboarding(), [role]);
    expect(await openOnboarding(ports, { person: BOB, onboardingId: record.id })).toBeDefined();
  },
);

test('for another tenant it does not exist, whatever role its people have', async () => {
  const { ports, record } = portsWith(anOnboarding(), ['global-administrator']);
  const theirs = await openOnboarding(ports, { person: EVE, onboardingId: record.id }).catch((error) => error);
  const missing = await openOnboarding(ports, { person: EVE, onboardingId: 'none' }).catch((error) => error);
  expect(theirs.code).toBe('not-found');
  expect([missing.code, missing.message]).toEqual([theirs.code, theirs.message]);
});

test('the list holds what is open to the person, and nothing of another tenant', async () => {
  const own = anOnboarding();
  const { directory } = fakeDirectory({ activeRoles: [] });
  const onboardings = fakeOnboardings([
    own,
    anOnboarding({ createdById: 'carl' }),
    anOnboarding({ tenantId: 'fabrikam' }),
  ]);
  expect((await openOnboardings({ onboardings, directory }, ANN, ALL)).records.map(({ id }) => id)).toEqual([own.id]);
});

test('without consent to read roles the list holds one’s own, and opening another’s asks for the consent', async () => {
  const [own, another] = [anOnboarding(), anOnboarding({ createdById: 'carl' })];
  const activeRoles = new AppError('consent-required', 'No.', { scopes: ['RoleManagement.Read.Directory'] });
  const ports = { onboardings: fakeOnboardings([own, another]), ...fakeDirectory({}, { activeRoles }) };
  expect((await openOnboardings(ports, ANN, ALL)).records.map(({ id }) => id)).toEqual([own.id]);
  const opening = openOnboarding(ports, { person: ANN, onboardingId: another.id });
  await expect(opening).rejects.toMatchObject({ code: 'consent-required' });
});

test('the directory is asked for roles once, however often they are needed', async () => {
  const { directory, state } = fakeDirectory();
  const reader = withRolesReadOnce(directory);
  await Promise.all([reader.activeRoles(), reader.activeRoles()]);
  expect(state.calls).toEqual(['activeRoles']);
});
