import { z } from 'zod';
import { ProvisioningRefused } from '../core/siblings.ts';
import { badRequest } from './access.ts';
import type { SecretPair } from './state.ts';

/** https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationsecretkeystringvaluepair */
const KEYS = new Set([
  'None', 'UserName', 'Password', 'SecretToken', 'AppKey', 'BaseAddress', 'ClientIdentifier', 'ClientSecret',
  'SingleSignOnType', 'Sandbox', 'Url', 'Domain', 'ConsumerKey', 'ConsumerSecret', 'TokenKey', 'TokenExpiration',
  'Oauth2AccessToken', 'Oauth2AccessTokenCreationTime', 'Oauth2RefreshToken', 'SyncAll', 'InstanceName',
  'Oauth2ClientId', 'Oauth2ClientSecret', 'CompanyId', 'UpdateKeyOnSoftDelete', 'SynchronizationSchedule',
  'SystemOfRecord', 'SandboxName', 'EnforceDomain', 'SyncNotificationSettings', 'SkipOutOfScopeDeletions',
  'Oauth2AuthorizationCode', 'Oauth2RedirectUri', 'ApplicationTemplateIdentifier', 'Oauth2TokenExchangeUri',
  'Oauth2AuthorizationUri', 'AuthenticationType', 'Server', 'PerformInboundEntitlementGrants', 'HardDeletesEnabled',
  'SyncAgentCompatibilityKey', 'SyncAgentADContainer', 'ValidateDomain', 'TestReferences', 'ConnectionString',
]); // prettier-ignore

const HIDDEN = /Password|Secret|Token|ClientSecret|AppKey|RefreshToken|AuthorizationCode|ConnectionString/;
const NOT_HIDDEN = new Set(['Oauth2TokenExchangeUri', 'TokenExpiration', 'Oauth2AccessTokenCreationTime']);
/** What reading shows in place of a credential. Written back, it leaves the credential as it is. */
const MASK = '*****';

const Pairs = z.array(z.object({ key: z.string(), value: z.string().nullable() }));

/** Reads secrets as a caller sends them. The enum of keys is case-sensitive, and a key outside it is an internal error. */
export function readPairs(value: unknown): SecretPair[] {
  const pairs = Pairs.safeParse(value);
  if (!pairs.success) throw badRequest('The secrets must be a list of keys and values.');
  const unknown = pairs.data.find(({ key }) => !KEYS.has(key));
  if (unknown) throw new ProvisioningRefused(500, 'InternalError', `Requested value '${unknown.key}' was not found.`);
  return pairs.data.map(({ key, value: text }) => ({ key, value: text ?? '' }));
}

export function mixesCredentials(pairs: SecretPair[]): boolean {
  return pairs.some(({ key }) => key === 'SecretToken') && pairs.some(({ key }) => key.startsWith('Oauth2'));
}

export function hasSyncSettings(pairs: SecretPair[]): boolean {
  return ['SyncNotificationSettings', 'SyncAll'].every((wanted) => pairs.some(({ key }) => key === wanted));
}

export function masked(pairs: SecretPair[]): SecretPair[] {
  return pairs.map(({ key, value }) => ({ key, value: isHidden(key) ? MASK : value }));
}

export function unmasked(pairs: SecretPair[], saved: SecretPair[]): SecretPair[] {
  return pairs.map((pair) => {
    const before = pair.value === MASK && isHidden(pair.key) ? saved.find(({ key }) => key === pair.key) : undefined;
    return before ?? pair;
  });
}

function isHidden(key: string): boolean {
  return HIDDEN.test(key) && !NOT_HIDDEN.has(key);
}
