import 'server-only';
import type { CheckRequirementsInput, PathInput } from '#lib/onboarding/check-requirements/contract.ts';
import { answerPath } from '#lib/onboarding/check-requirements/answer-path.ts';
import { changeRuleSet } from '#lib/onboarding/check-requirements/change-rule-set.ts';
import { checkRequirements, readRequirements } from '#lib/onboarding/check-requirements/check-requirements.ts';
import {
  configureProvisioning,
  readProvisioningStep,
} from '#lib/onboarding/configure-provisioning/configure-provisioning.ts';
import type { ConnectionInput } from '#lib/onboarding/configure-provisioning/contract.ts';
import { testConnection } from '#lib/onboarding/configure-provisioning/test-connection.ts';
import type { CreateApplicationInput } from '#lib/onboarding/create-application/contract.ts';
import {
  createApplication,
  listCandidates,
  readApplicationStep,
} from '#lib/onboarding/create-application/create-application.ts';
import type { SignedIn } from '#lib/platform/session.ts';
import { graphScopes } from '#lib/platform/clouds.ts';
import { askingAtOnce } from './consent.ts';
import { carrierOf, personOf, portsFor } from './user-ports.ts';

/** https://learn.microsoft.com/graph/permissions-reference#application-permissions */
const CREATE_APPLICATION = ['Application.Read.All', 'Application.ReadWrite.All'];

/** Steps 1 to 3 as this person. */
export function preparationServices(user: SignedIn) {
  const ports = portsFor(user);
  const person = personOf(user);
  const carrier = carrierOf(user);
  const { expectedRunMinutes } = ports;
  return {
    readRequirements: (onboardingId: string) => readRequirements(ports, { person, onboardingId }),
    checkRequirements: (onboardingId: string, input: CheckRequirementsInput) =>
      checkRequirements(ports, { person, onboardingId, expectedRunMinutes, ...input }),
    changeRuleSet: async (onboardingId: string, ruleSet: string) => {
      await changeRuleSet(ports, { person, onboardingId, ruleSet });
      return readRequirements(ports, { person, onboardingId });
    },
    answerPath: async (onboardingId: string, answers: PathInput) => {
      await answerPath(ports, { person, onboardingId, answers });
      return readRequirements(ports, { person, onboardingId });
    },
    readApplicationStep: (onboardingId: string) => readApplicationStep(ports, { person, onboardingId }),
    listCandidates: (onboardingId: string) => listCandidates(ports, { person, onboardingId }),
    createApplication: (onboardingId: string, input: CreateApplicationInput) =>
      askingAtOnce(input.mode === 'create' ? graphScopes(ports.graphUrl, CREATE_APPLICATION) : [], () =>
        createApplication(ports, { carrier, onboardingId, input }),
      ),
    readProvisioningStep: (onboardingId: string) => readProvisioningStep(ports, { person, onboardingId }),
    testConnection: (onboardingId: string, connection: ConnectionInput) =>
      testConnection(ports, { person, onboardingId, ...connection }),
    configureProvisioning: (onboardingId: string, connection: ConnectionInput) =>
      configureProvisioning(ports, { carrier, onboardingId, ...connection }),
  };
}
