'use client';

import { useQuery } from '@tanstack/react-query';
import type { LogicAppStep, Presence } from '#lib/onboarding/deploy-logic-app/contract.ts';
import type { OperationView } from '#lib/onboarding/operations/contract.ts';
import { useOperation } from '#lib/queries/operations.ts';
import { logicAppStep, useResumeOperation } from '#lib/queries/steps.ts';
import { useCredentialMemory } from '#components/credential/credential-memory.tsx';
import { ResumeForm } from '#components/credential/resume-form.tsx';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { NextStep, StepFrame } from '#components/onboarding/step-frame.tsx';
import { OperationPanel } from '#components/operations/operation-panel.tsx';
import { Card } from '#components/ui/card.tsx';
import { CopyableId } from '#components/ui/copyable-id.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { DeployAgain } from './deploy-again.tsx';
import { DeploymentForm } from './deployment-form.tsx';
import { PermissionLedger } from './permission-ledger.tsx';

export function DeployLogicAppStep() {
  const { id } = useOnboarding();
  const { data, error, isPending, isLoadingError, refetch } = useQuery(logicAppStep(id));
  if (isPending) return <Skeleton label="Loading the step" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  const isReady = data.logicApp !== undefined && !isLost(data) && data.operation?.state === 'done';
  return (
    <StepFrame step="deploy-logic-app">
      <DeploymentContent step={data} />
      <NextStep
        step="deploy-logic-app"
        isReady={isReady}
        notReady="Opens when the Logic App is deployed and every permission is read back."
      />
    </StepFrame>
  );
}

function DeploymentContent({ step }: { step: LogicAppStep }) {
  const { id, scimEndpoint } = useOnboarding();
  const [typed] = useCredentialMemory();
  const operation = useOperation(id, 'deploy-logic-app', step.operation);
  const resume = useResumeOperation(id, 'deploy-logic-app');
  const goOn = () => resume.mutate(typed?.credential);
  const mayDeploy = mayDeployNow(step, operation);
  return (
    <>
      {step.logicApp &&
        (isLost(step) ? <LostNotice logicApp={step.logicApp} /> : <LogicAppFacts logicApp={step.logicApp} />)}
      {mayDeploy && <DeploymentForm step={step} />}
      {step.logicApp && !mayDeploy && operation?.state === 'done' && <DeployAgain step={step} />}
      {operation && (
        <OperationPanel
          operation={operation}
          title="What was done"
          onResume={goOn}
          isResuming={resume.isPending}
          beforeResume={
            typed ? undefined : (
              <ResumeForm
                scimEndpoint={scimEndpoint}
                onResume={(credential) => resume.mutate(credential)}
                isResuming={resume.isPending}
              />
            )
          }
        />
      )}
      {resume.error && <ProblemCard error={resume.error} onRetry={goOn} />}
      <PermissionLedger step={step} />
    </>
  );
}

/** Nothing was started, or what was made is there no more. */
function mayDeployNow(step: LogicAppStep, operation: OperationView | undefined): boolean {
  if (step.logicApp) return isLost(step) && operation?.state !== 'running';
  if (operation?.state === 'failed') return operation.problem?.code === 'upstream-not-found';
  return operation === undefined || operation.state === 'cancelled';
}

const isLost = ({ logicApp }: LogicAppStep) => logicApp?.inAzure === 'gone' || logicApp?.inAzure === 'replaced';
const LOST_WORDS: Partial<Record<Presence, string>> = {
  gone: 'Somebody deleted it there, and its identity and roles went with it.',
  replaced: 'One of the same name is there, with another identity that has none of the roles.',
};

function LostNotice({ logicApp }: { logicApp: NonNullable<LogicAppStep['logicApp']> }) {
  return (
    <Notice tone="warn" title={`${logicApp.name} is no longer in Azure as it was deployed`}>
      {LOST_WORDS[logicApp.inAzure]} Deploy it again: nothing else of this onboarding is lost.
    </Notice>
  );
}

function LogicAppFacts({ logicApp }: { logicApp: NonNullable<LogicAppStep['logicApp']> }) {
  return (
    <Card title={logicApp.name} aside={<a href={logicApp.portalLink}>Open in the Azure portal</a>}>
      <Facts
        facts={[
          ['Subscription id', <CopyableId key="s" kind="Subscription id" value={logicApp.subscriptionId} />],
          ['Resource group', logicApp.resourceGroup],
          ['Region', logicApp.location],
          [
            'Managed identity object id',
            <CopyableId key="i" kind="Managed identity object id" value={logicApp.identityPrincipalId} />,
          ],
          ['Template', `${logicApp.template}, version ${logicApp.templateVersion}`],
          ['Definition hash (SHA-256)', <CopyableId key="h" kind="Definition hash" value={logicApp.definitionHash} />],
        ]}
      />
    </Card>
  );
}
