'use client';

import type {
  DeployLogicAppInput,
  Subscription,
  SubscriptionOptions,
} from '#lib/onboarding/deploy-logic-app/contract.ts';
import { TextField } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';

export type Place = Pick<
  DeployLogicAppInput,
  'subscriptionId' | 'resourceGroup' | 'createResourceGroup' | 'location' | 'logicAppName'
>;
const NEW_GROUP = '+new';

export function PlaceFields({
  place,
  onChange,
  subscriptions,
  details,
}: {
  place: Place;
  onChange: (place: Place) => void;
  subscriptions: Subscription[];
  details: SubscriptionOptions | undefined;
}) {
  const change = (changed: Partial<Place>) => onChange({ ...place, ...changed });
  const groups = details?.resourceGroups ?? [];
  return (
    <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
      <Select
        label="Subscription"
        value={place.subscriptionId}
        onChange={(subscriptionId) => change({ subscriptionId })}
        options={subscriptions.map((one) => ({
          id: one.subscriptionId,
          title: one.name,
          detail: one.mayDeploy ? one.subscriptionId : 'You may not deploy here',
        }))}
      />
      <Select
        label="Resource group"
        value={place.createResourceGroup ? NEW_GROUP : place.resourceGroup}
        onChange={(id) =>
          change(
            id === NEW_GROUP
              ? { createResourceGroup: true }
              : {
                  createResourceGroup: false,
                  resourceGroup: id,
                  location: groups.find((group) => group.name === id)?.location ?? place.location,
                },
          )
        }
        options={[
          { id: NEW_GROUP, title: 'Create a new one' },
          ...groups.map((group) => ({ id: group.name, title: group.name, detail: group.location })),
        ]}
      />
      {place.createResourceGroup && (
        <TextField
          label="New resource group"
          value={place.resourceGroup}
          onChange={(resourceGroup) => change({ resourceGroup })}
          autoComplete="off"
        />
      )}
      <Select
        label="Region"
        value={place.location}
        onChange={(location) => change({ location })}
        options={(details?.regions ?? []).map((region) => ({ id: region.name, title: region.title }))}
      />
      <TextField
        label="Logic App name"
        value={place.logicAppName}
        onChange={(logicAppName) => change({ logicAppName })}
        autoComplete="off"
      />
    </div>
  );
}
