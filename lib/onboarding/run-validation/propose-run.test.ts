import { expect, test } from 'vitest';
import { ANN } from '../fakes.ts';
import type { ObjectMapping } from '../configure-provisioning/contract.ts';
import { ValidationStep } from './contract.ts';
import { proposeRun } from './propose-run.ts';
import { readValidationStep } from './read-validation.ts';
import { deployedWorld } from './world.ts';

const mapping = (kind: 'user' | 'group', ...targets: string[]): ObjectMapping => ({
  name: kind,
  kind,
  enabled: true,
  flow: 'Add, Update, Delete',
  attributes: targets.map((target) => ({
    source: target,
    sourceKind: 'attribute',
    target,
    matchingPrecedence: 0,
    apply: 'Always',
  })),
});
const DOMAINS = [
  { name: 'first.example', isDefault: false },
  { name: 'main.example', isDefault: true },
];
const MANAGER = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager';

test('proposes the default domain and the capabilities that are mapped', () => {
  const mappings = [mapping('user', 'userName', 'active', MANAGER), mapping('group', 'displayName')];
  expect(proposeRun({ mappings }, DOMAINS)).toMatchObject({
    testUserDomain: 'main.example',
    isSoftDeleted: true,
    isGroupSupported: true,
    isManagerAttributeSupported: true,
  });
  const few = [mapping('user', 'userName'), { ...mapping('group'), enabled: false }];
  expect(proposeRun({ mappings: few }, DOMAINS)).toMatchObject({
    isSoftDeleted: false,
    isGroupSupported: false,
    isManagerAttributeSupported: false,
  });
});

test('without a verified domain there can be no run', () => {
  expect(() => proposeRun({}, [])).toThrowError(expect.objectContaining({ code: 'run-not-possible' }));
});

test('the step tells why, what each test proves, and that groups alone cannot be validated', async () => {
  const { ports, onboarding } = deployedWorld({ mappings: [mapping('group', 'displayName')] });
  const step = ValidationStep.parse(await readValidationStep(ports, { person: ANN, onboardingId: onboarding.id }));
  expect(step.capabilityReasons.isGroupSupported).toBe('The mappings contain groups.');
  expect(step.tests).toHaveLength(10);
  expect(step.groupsOnlyWarning).toContain('groups only');
});
