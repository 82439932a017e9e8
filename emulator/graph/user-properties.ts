import { checkKinds, type Kinds } from './checked-properties.ts';
import { badRequest, invalidValue } from './errors.ts';
import type { Body } from './request-body.ts';

/** https://learn.microsoft.com/graph/api/resources/user: what a caller may set, beside the password profile. */
export const USER_PROPERTIES: Kinds = {
  accountEnabled: 'flag',
  ageGroup: 'text',
  businessPhones: 'texts',
  city: 'text',
  companyName: 'text',
  country: 'text',
  department: 'text',
  displayName: 'text',
  employeeHireDate: 'date',
  employeeId: 'text',
  employeeOrgData: 'object',
  employeeType: 'text',
  faxNumber: 'text',
  givenName: 'text',
  jobTitle: 'text',
  mail: 'text',
  mailNickname: 'text',
  mobilePhone: 'text',
  officeLocation: 'text',
  onPremisesExtensionAttributes: 'object',
  onPremisesImmutableId: 'text',
  otherMails: 'texts',
  passwordPolicies: 'text',
  postalCode: 'text',
  preferredLanguage: 'text',
  state: 'text',
  streetAddress: 'text',
  surname: 'text',
  usageLocation: 'text',
  userPrincipalName: 'text',
  userType: 'text',
};

const REQUIRED = ['accountEnabled', 'displayName', 'mailNickname', 'userPrincipalName'];

/** Refuses unknown properties and values that do not fit. The password is judged and then forgotten. */
export function checkUserBody({ passwordProfile, ...properties }: Body): void {
  if (passwordProfile !== undefined) checkPassword(passwordProfile);
  checkKinds(properties, { kinds: USER_PROPERTIES, required: REQUIRED, resource: 'User' });
  for (const [name, isAllowed] of Object.entries(VALUE_CHECKS)) {
    const value = properties[name];
    if (typeof value === 'string' && !isAllowed(value)) throw invalidValue(name, 'User');
  }
}

const VALUE_CHECKS: Record<string, (value: string) => boolean> = {
  mailNickname: (value) => /^[^@()\\[\]";:<>, ]{1,64}$/.test(value),
  usageLocation: (value) => /^[A-Za-z]{2}$/.test(value),
  userPrincipalName: (value) => /^[^@\s]{1,64}@[^@\s]+$/.test(value),
  userType: (value) => ['Member', 'Guest'].includes(value),
};

/** Booleans arrive as text from callers that build the body by interpolation; Graph takes them. */
function checkPassword(value: unknown): void {
  const profile = typeof value === 'object' && value !== null ? (value as Body) : {};
  const { password, forceChangePasswordNextSignIn: force = true } = profile;
  if (!/^(true|false)$/i.test(String(force))) throw invalidValue('forceChangePasswordNextSignIn', 'PasswordProfile');
  if (typeof password !== 'string' || !isStrong(password)) {
    throw badRequest(
      'The specified password does not comply with password complexity requirements. Please provide a different password.',
    );
  }
}

/** https://learn.microsoft.com/entra/identity/authentication/concept-password-ban-bad-combined-policy */
function isStrong(password: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(password)).length;
  return password.length >= 8 && password.length <= 256 && kinds >= 3;
}
