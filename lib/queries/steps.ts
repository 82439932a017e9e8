import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  Requirements,
  type CheckRequirementsInput,
  type PathInput,
} from '#lib/onboarding/check-requirements/contract.ts';
import {
  ConnectionInput,
  ConnectionResult,
  ProvisioningStep,
} from '#lib/onboarding/configure-provisioning/contract.ts';
import {
  ApplicationCandidates,
  ApplicationStep,
  type CreateApplicationInput,
} from '#lib/onboarding/create-application/contract.ts';
import {
  DeploymentOptions,
  LogicAppStep,
  SubscriptionOptions,
  type DeployLogicAppInput,
} from '#lib/onboarding/deploy-logic-app/contract.ts';
import { OperationView, type OperationKind } from '#lib/onboarding/operations/contract.ts';
import type { Credential } from '#lib/onboarding/record/contract.ts';
import { get, post } from './api.ts';
import { operationKey } from './operations.ts';

const at = (onboardingId: string, rest: string) => `/onboardings/${onboardingId}/${rest}`;
const key = (onboardingId: string, ...rest: string[]) => ['onboardings', onboardingId, ...rest];

export const requirements = (onboardingId: string) =>
  queryOptions({
    queryKey: key(onboardingId, 'check-requirements'),
    queryFn: () => get(at(onboardingId, 'check-requirements'), Requirements),
  });

/** Answers with the requirements as they are then. */
function useRequirementsChange<Input>(onboardingId: string, path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => post(at(onboardingId, path), Requirements, input),
    onSuccess: (changed) => client.setQueryData(key(onboardingId, 'check-requirements'), changed),
  });
}
export const useCheckRequirements = (onboardingId: string) =>
  useRequirementsChange<CheckRequirementsInput>(onboardingId, 'check-requirements');
export const useChangeRuleSet = (onboardingId: string) =>
  useRequirementsChange<{ ruleSet: string }>(onboardingId, 'check-requirements/rule-set');
export const useAnswerPath = (onboardingId: string) =>
  useRequirementsChange<PathInput>(onboardingId, 'check-requirements/path');

export const applicationStep = (onboardingId: string) =>
  queryOptions({
    queryKey: key(onboardingId, 'create-application'),
    queryFn: () => get(at(onboardingId, 'create-application'), ApplicationStep),
  });
export const applicationCandidates = (onboardingId: string) =>
  queryOptions({
    queryKey: key(onboardingId, 'create-application', 'candidates'),
    queryFn: () => get(at(onboardingId, 'create-application/candidates'), ApplicationCandidates),
  });

export const provisioningStep = (onboardingId: string) =>
  queryOptions({
    queryKey: key(onboardingId, 'configure-provisioning'),
    queryFn: () => get(at(onboardingId, 'configure-provisioning'), ProvisioningStep),
  });
export function useTestConnection(onboardingId: string) {
  return useMutation({
    mutationFn: (input: ConnectionInput) =>
      post(at(onboardingId, 'configure-provisioning/test-connection'), ConnectionResult, input),
  });
}

export const logicAppStep = (onboardingId: string) =>
  queryOptions({
    queryKey: key(onboardingId, 'deploy-logic-app'),
    queryFn: () => get(at(onboardingId, 'deploy-logic-app'), LogicAppStep),
  });
export const deploymentOptions = (onboardingId: string) =>
  queryOptions({
    queryKey: key(onboardingId, 'deploy-logic-app', 'options'),
    queryFn: () => get(at(onboardingId, 'deploy-logic-app/options'), DeploymentOptions),
  });
export const subscriptionOptions = (onboardingId: string, subscriptionId: string | undefined) =>
  queryOptions({
    queryKey: key(onboardingId, 'deploy-logic-app', 'options', subscriptionId ?? ''),
    queryFn: () => get(at(onboardingId, `deploy-logic-app/options/${subscriptionId}`), SubscriptionOptions),
    enabled: Boolean(subscriptionId),
    placeholderData: keepPreviousData,
  });

type OperationStart = {
  'create-application': CreateApplicationInput;
  'configure-provisioning': ConnectionInput;
  'deploy-logic-app': DeployLogicAppInput;
  'deploy-logic-app/revoke': Record<string, never>;
};

/** Starts the operation of a step. A second press, or another tab, finds the first one. */
export function useStartOperation<Path extends keyof OperationStart>(onboardingId: string, path: Path) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: OperationStart[Path]) => post(at(onboardingId, path), OperationView, input),
    onSuccess: (operation) => {
      client.setQueryData(operationKey(onboardingId, operation.kind), operation);
      return client.invalidateQueries({
        queryKey: key(onboardingId),
        predicate: ({ queryKey }) => queryKey[2] !== 'operations',
      });
    },
  });
}

/** Goes on where an operation stopped; with the credential where the lost process held it. */
export function useResumeOperation(onboardingId: string, kind: OperationKind) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (credential: Credential | undefined) =>
      post(at(onboardingId, `operations/${kind}/resume`), OperationView, credential ? { credential } : {}),
    onSuccess: (operation) => client.setQueryData(operationKey(onboardingId, kind), operation),
  });
}
