import type { Mappings } from './mappings.ts';
import type { CapabilityFlag } from './test-catalogue.ts';

export type CapabilityProposal = { flag: CapabilityFlag; value: boolean; because: string };

/** What the application supports, as its mappings say. A person may differ; the verdict then compares the two. */
export function proposeCapabilities(mappings: Mappings): CapabilityProposal[] {
  const say = (mapped: boolean, what: string) =>
    mapped ? `The mappings contain ${what}.` : `The mappings have no ${what}.`;
  return [
    { flag: 'IsSoftDeleted', value: mappings.softDelete, because: say(mappings.softDelete, 'the attribute active') },
    { flag: 'IsGroupSupported', value: mappings.groups, because: say(mappings.groups, 'groups') },
    { flag: 'IsManagerAttributeSupported', value: mappings.manager, because: say(mappings.manager, 'a manager') },
  ];
}

export type UserProfile = Record<string, unknown>;

/** Where one profile differs from the other two; everything else is the same for all. */
type ProfileParts = {
  number: number;
  given: string;
  family: string;
  job: [title: string, department: string];
  company: string;
  division: string;
  address: { street: string; city: string; state: string; country: string; zip: string };
};

/**
 * Three profiles with the 25 fields that the official template demands; all differ in every field that can be updated. Company and numbers are from
 * ranges kept for examples.
 */
export const DEFAULT_USER_PROFILES: UserProfile[] = [
  profile({
    number: 1,
    given: 'Ada',
    family: 'Sample',
    job: ['Analyst', 'Research'],
    company: 'Contoso',
    division: 'North',
    address: { street: '1 First Street', city: 'Seattle', state: 'Washington', country: 'United States', zip: '98101' },
  }),
  profile({
    number: 2,
    given: 'Grace',
    family: 'Example',
    job: ['Engineer', 'Development'],
    company: 'Fabrikam',
    division: 'South',
    address: { street: '2 Second Avenue', city: 'Portland', state: 'Oregon', country: 'Canada', zip: '97201' },
  }),
  profile({
    number: 3,
    given: 'Alan',
    family: 'Trial',
    job: ['Architect', 'Operations'],
    company: 'Tailspin',
    division: 'West',
    address: { street: '3 Third Road', city: 'Oakland', state: 'California', country: 'Mexico', zip: '94601' },
  }),
];

function profile({ number, given, family, job, company, division, address }: ProfileParts): UserProfile {
  return {
    displayName: `${given} ${family}`,
    mailNickname: `profile${number}`,
    // Both templates make a password of their own when this one is empty.
    passwordProfile: { forceChangePasswordNextSignIn: true, password: '' },
    givenName: given,
    surname: family,
    jobTitle: job[0],
    department: job[1],
    companyName: company,
    businessPhones: [`+1 555-010${number}`],
    mobilePhone: `+1 555-011${number}`,
    faxNumber: `+1 555-012${number}`,
    officeLocation: `Building ${number}`,
    preferredLanguage: ['en-US', 'en-GB', 'fr-FR'][number - 1],
    employeeType: ['Employee', 'Contractor', 'Consultant'][number - 1],
    employeeId: `E000${number}`,
    streetAddress: address.street,
    city: address.city,
    state: address.state,
    country: address.country,
    postalCode: address.zip,
    usageLocation: 'US',
    hireDate: `202${number}-01-15T00:00:00Z`,
    employeeOrgData: { division, costCenter: `CC0${number}` },
    userType: 'Member',
    otherMails: [],
  };
}

/** The 15 fields the official template declares; it uses six of them. */
export const DEFAULT_GROUP_PROPERTIES: Record<string, unknown> = {
  description: 'Made by a provisioning validation run',
  mailEnabled: false,
  securityEnabled: true,
  groupTypes: [],
  allowExternalSenders: false,
  autoSubscribeNewMembers: false,
  classification: '',
  hideFromAddressLists: false,
  hideFromOutlookClients: false,
  isAssignableToRole: false,
  isSubscribedByMail: false,
  preferredDataLocation: '',
  preferredLanguage: 'en-US',
  theme: '',
  visibility: 'Private',
};

/** The address the template calls: without flags such as `aadOptscim062020` and without a slash at the end. */
export function endpointForRun(baseAddress: string): string {
  // Flags are for the provisioning service; the template calls addresses made by appending a path.
  const [address] = baseAddress.split(/[?#]/);
  return address!.replace(/\/+$/, '');
}
