'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeploymentOptions, LogicAppStep } from '#lib/onboarding/deploy-logic-app/contract.ts';
import { deploymentOptions, subscriptionOptions, useStartOperation } from '#lib/queries/steps.ts';
import { CredentialForm } from '#components/credential/credential-form.tsx';
import { CopyAddress } from '#components/layout/copy-address.tsx';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Checkbox } from '#components/ui/choice.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { PlaceFields, type Place } from './place-fields.tsx';
import { TemplateChoice } from './template-choice.tsx';

/** Where to deploy, what, and with which credential. */
export function DeploymentForm({ step }: { step: LogicAppStep }) {
  const { id } = useOnboarding();
  const { data, error, isPending, isLoadingError, refetch } = useQuery(deploymentOptions(id));
  if (isPending) return <Skeleton rows={2} label="Looking for your subscriptions" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  if (data.subscriptions.length === 0) {
    return (
      <Notice
        tone="warn"
        title="You have no Azure subscription in this tenant"
        actions={
          <>
            <Button onPress={() => void refetch()}>Look again</Button>
            <CopyAddress />
          </>
        }
      >
        Ask your Azure administrator for a role on one: Logic App Contributor to deploy, and Role Based Access Control
        Administrator so that the portal may watch the run. Or share the onboarding with a colleague who has them, and
        send them the address of this page: they can do this step. Nothing is lost meanwhile.
      </Notice>
    );
  }
  return <Form step={step} options={data} />;
}

function Form({ step, options }: { step: LogicAppStep; options: DeploymentOptions }) {
  const { id, scimEndpoint } = useOnboarding();
  const start = useStartOperation(id, 'deploy-logic-app');
  const [place, setPlace] = useState<Place>(() => firstPlace(step, options));
  const [template, setTemplate] = useState(
    () =>
      step.logicApp?.template ?? options.templates.find((one) => !one.unavailable)?.edition ?? 'own-consumption-1.0',
  );
  const [portalMayRead, setPortalMayRead] = useState(() =>
    step.permissions.every(({ state }) => state !== 'refused-by-you'),
  );
  const details = useQuery(subscriptionOptions(id, place.subscriptionId));
  const subscription = options.subscriptions.find((one) => one.subscriptionId === place.subscriptionId);
  const retry = () => start.variables && start.mutate(start.variables);
  return (
    <Card title={step.logicApp ? 'Deploy again' : 'Where and what to deploy'}>
      <div className="flex flex-col gap-6">
        {step.logicApp ? (
          <p>{`Again in ${place.resourceGroup}, as ${place.logicAppName}.`}</p>
        ) : (
          <PlaceFields place={place} onChange={setPlace} subscriptions={options.subscriptions} details={details.data} />
        )}
        {details.error && <ProblemCard error={details.error} onRetry={() => void details.refetch()} />}
        <TemplateChoice templates={options.templates} value={template} onChange={setTemplate} />
        <Checkbox
          isSelected={portalMayRead}
          onChange={setPortalMayRead}
          detail="Grants Reader on this one Logic App to the portal’s own service principal, so that runs are followed and verified with nobody signed in, and reviewers can read the run again. Refuse it, and verification happens only while you are signed in."
        >
          Let the portal watch this Logic App
        </Checkbox>
        {portalMayRead && subscription && !subscription.mayAssignRoles && (
          <Notice tone="warn" title="You may not assign roles in this subscription">
            Switch the option above off, or ask for User Access Administrator or Role Based Access Control
            Administrator.
          </Notice>
        )}
        <CredentialForm
          scimEndpoint={scimEndpoint}
          isEndpointFixed
          onSubmit={({ credential }) => start.mutate({ ...place, template, portalMayRead, credential })}
        >
          <Button type="submit" look="primary" isBusy={start.isPending} isDisabled={!subscription?.mayDeploy}>
            Deploy Logic App
          </Button>
          {subscription && !subscription.mayDeploy && (
            <span className="text-bad">You may not deploy to this subscription.</span>
          )}
        </CredentialForm>
        {start.error && <ProblemCard error={start.error} onRetry={retry} />}
        <p className="text-ink-soft">
          {`${step.costNote} It is deployed switched off, gets its identity and the permissions below, and is switched on only for a run.`}
        </p>
      </div>
    </Card>
  );
}

function firstPlace(step: LogicAppStep, { subscriptions }: DeploymentOptions): Place {
  if (step.logicApp) {
    const { subscriptionId, resourceGroup, location, name } = step.logicApp;
    // The group may be gone with what was in it.
    return { subscriptionId, resourceGroup, location, logicAppName: name, createResourceGroup: true };
  }
  const usable =
    subscriptions.find((one) => one.mayDeploy && one.mayAssignRoles) ?? subscriptions.find((one) => one.mayDeploy);
  return {
    subscriptionId: (usable ?? subscriptions[0])?.subscriptionId ?? '',
    resourceGroup: step.suggestedNames.resourceGroup,
    createResourceGroup: true,
    location: 'westeurope',
    logicAppName: step.suggestedNames.logicApp,
  };
}
