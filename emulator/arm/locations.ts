import { badRequest } from './errors.ts';

export type Location = { name: string; displayName: string; geographyGroup: string; pairedRegion: string };

/** https://learn.microsoft.com/azure/reliability/regions-list */
export const LOCATIONS: readonly Location[] = [
  { name: 'eastus', displayName: 'East US', geographyGroup: 'US', pairedRegion: 'westus' },
  { name: 'westus', displayName: 'West US', geographyGroup: 'US', pairedRegion: 'eastus' },
  { name: 'westus2', displayName: 'West US 2', geographyGroup: 'US', pairedRegion: 'westcentralus' },
  { name: 'westcentralus', displayName: 'West Central US', geographyGroup: 'US', pairedRegion: 'westus2' },
  { name: 'northeurope', displayName: 'North Europe', geographyGroup: 'Europe', pairedRegion: 'westeurope' },
  { name: 'westeurope', displayName: 'West Europe', geographyGroup: 'Europe', pairedRegion: 'northeurope' },
  { name: 'uksouth', displayName: 'UK South', geographyGroup: 'Europe', pairedRegion: 'ukwest' },
  { name: 'ukwest', displayName: 'UK West', geographyGroup: 'Europe', pairedRegion: 'uksouth' },
  { name: 'japaneast', displayName: 'Japan East', geographyGroup: 'Asia Pacific', pairedRegion: 'japanwest' },
  { name: 'japanwest', displayName: 'Japan West', geographyGroup: 'Asia Pacific', pairedRegion: 'japaneast' },
];

/** The name of a region given by name or display name (`West Europe`); refuses one that does not exist for `type`. */
export function requireLocation(given: string, type: string): string {
  const name = given.replaceAll(' ', '').toLowerCase();
  if (LOCATIONS.some((one) => one.name === name)) return name;
  throw badRequest(
    'LocationNotAvailableForResourceType',
    `The provided location '${given}' is not available for resource type '${type}'. List of available regions for the resource type is '${LOCATIONS.map((one) => one.name).join(',')}'.`,
  );
}
