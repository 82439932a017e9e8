import { z } from 'zod';
import { RULE_SETS } from './requirements.ts';

/** Parts of a publishing request, in the order in which people fill them in. */
export const REQUEST_SECTIONS = [
  'capabilities',
  'evidence',
  'application',
  'contacts',
  'documentation',
  'logos',
  'attestations',
  'terms',
] as const;
export type RequestSection = (typeof REQUEST_SECTIONS)[number];

export const CAPABILITIES = ['provisioning', 'sso', 'sso-and-provisioning'] as const;
export type Capability = (typeof CAPABILITIES)[number];
export const SSO_PROTOCOLS = ['saml', 'oidc'] as const;
/** Changes when the words of the terms do: an older agreement then no longer counts. */
export const TERMS_VERSION = '2026-11';
export const MAX_LINKS = 10;

/** A named person’s yes or no to one rule, with a link to proof where there is one. */
export const Attestation = z.object({
  answer: z.enum(['yes', 'no']),
  proof: z.string().trim().max(2_000).optional(),
});
export type Attestation = z.infer<typeof Attestation>;

export type RequestField = {
  label: string;
  section: RequestSection;
  /** What a draft may hold: half-typed, never oversized. */
  draft: z.ZodType;
  /** What a request that is handed in must hold; its messages are shown. */
  complete: z.ZodType;
  /** Asked for these capabilities; without them, for all. */
  asksFor?: 'sso' | 'provisioning';
  isOptional?: boolean;
};

const short = z.string().max(300);
const line = (missing: string, most = 120) => z.string().trim().min(1, missing).max(most);
const address = (missing: string) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .pipe(z.url({ protocol: /^https?$/, error: 'Enter a full link, like https://contoso.com/page.' }).max(2_000));
const mail = z
  .string()
  .trim()
  .min(1, 'Enter an e-mail address.')
  .pipe(z.email('Enter an e-mail address, like ann@contoso.com.').max(254));
const day = (missing: string) => z.string().min(1, missing).pipe(z.iso.date('Enter a date.'));

const text = (label: string, section: RequestSection, complete: z.ZodType): RequestField => ({
  ...{ label, section, complete },
  draft: z.string().max(2_000),
});
const contact = (who: string): Record<string, RequestField> => ({
  [`contacts.${who.toLowerCase()}.name`]: text(`${who} contact, name`, 'contacts', line('Enter a name.')),
  [`contacts.${who.toLowerCase()}.email`]: text(`${who} contact, e-mail`, 'contacts', mail),
});

/** Every field of a publishing request but the attestations, which come from the rule set. */
export const REQUEST_FIELDS: Readonly<Record<string, RequestField>> = {
  capabilities: {
    label: 'What is to be listed',
    section: 'capabilities',
    draft: short,
    complete: z.enum(CAPABILITIES, 'Choose what is to be listed.'),
  },
  run: {
    label: 'The run that proves provisioning',
    section: 'evidence',
    draft: short,
    complete: z.uuid('Choose a verified run.'),
    asksFor: 'provisioning',
  },
  'sso.protocol': {
    ...text('Protocol', 'evidence', z.enum(SSO_PROTOCOLS, 'Choose the protocol.')),
    asksFor: 'sso',
  },
  'sso.testId': { ...text('Test ID', 'evidence', line('Enter the Test ID of the validation.')), asksFor: 'sso' },
  'sso.testedOn': { ...text('Tested on', 'evidence', day('Enter the date of the test.')), asksFor: 'sso' },
  'sso.expiresOn': { ...text('Valid until', 'evidence', day('Enter until when it is valid.')), asksFor: 'sso' },
  'app.name': text('Application name', 'application', line('Enter the name for the gallery.')),
  'app.description': text('Description', 'application', line('Describe the application in a sentence or two.', 1_000)),
  'app.homepage': text('Home page', 'application', address('Enter the home page.')),
  'app.privacy': text('Privacy statement', 'application', address('Enter the link of the privacy statement.')),
  'app.termsOfUse': text('Terms of use', 'application', address('Enter the link of the terms of use.')),
  'app.support': text('Support page', 'application', address('Enter the link of the support page.')),
  'publisher.name': text('Publisher', 'application', line('Enter the publisher’s name.')),
  'publisher.partnerOneId': text(
    'Partner One ID',
    'application',
    z
      .string()
      .trim()
      .min(1, 'Enter the Partner One ID.')
      .regex(/^\d{4,12}$/, 'A Partner One ID is a number of 4 to 12 digits.'),
  ),
  ...contact('Engineering'),
  ...contact('Support'),
  'contacts.public.name': text('Shown to customers, name', 'contacts', line('Enter what customers see.')),
  'contacts.public.email': text('Shown to customers, e-mail', 'contacts', mail),
  'docs.links': {
    label: 'Links to public documentation',
    section: 'documentation',
    draft: z.array(z.string().max(2_000)).max(MAX_LINKS),
    // A file does as well: the gate asks for one of both.
    complete: z.array(address('Enter a link, or remove the line.')).max(MAX_LINKS),
    isOptional: true,
  },
  'docs.microsoftLearn': {
    ...text('Article on Microsoft Learn', 'documentation', address('Enter the link.')),
    isOptional: true,
  },
  previewTenants: {
    label: 'Customer tenants for a preview',
    section: 'application',
    draft: z.array(z.string().max(60)).max(5),
    complete: z.array(z.guid('A tenant id looks like 11111111-2222-3333-4444-555555555555.')).max(5),
    isOptional: true,
  },
  notes: {
    label: 'Notes for the reviewers',
    section: 'terms',
    draft: z.string().max(4_000),
    complete: z.string().max(4_000),
    isOptional: true,
  },
  terms: {
    label: 'Terms',
    section: 'terms',
    draft: z.union([z.literal(TERMS_VERSION), z.literal('')]),
    complete: z.literal(TERMS_VERSION, 'Agree to the terms.'),
  },
};

const ATTESTATION = /^attest\.([a-zA-Z0-9.]{1,60})$/;

/** The field of the attestation of a rule. */
export const attestationField = (rule: string): string => `attest.${rule}`;

/** The rule whose attestation a field is. */
export const attestedRule = (field: string): string | undefined => ATTESTATION.exec(field)?.[1];

/** What may be kept in a field; undefined when there is no such field. */
export function draftSchema(field: string): z.ZodType | undefined {
  if (attestedRule(field)) return Attestation;
  return Object.hasOwn(REQUEST_FIELDS, field) ? REQUEST_FIELDS[field]?.draft : undefined;
}

/** How people call a field. */
export function fieldLabel(field: string): string {
  const rule = attestedRule(field);
  return rule ? `Statement: ${ruleText(rule)}` : (REQUEST_FIELDS[field]?.label ?? field);
}

/** What a rule asks, in the words of the newest set that has it. */
export function ruleText(rule: string): string {
  const found = RULE_SETS.flatMap(({ rules }) => rules).find(({ id }) => id === rule);
  return found?.text ?? rule;
}

/** A value as people read it: a statement as yes or no with its proof. */
export function valueWords(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'Nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'Nothing' : value.map(valueWords).join(', ');
  const statement = Attestation.safeParse(value).data;
  if (statement) return `${statement.answer === 'yes' ? 'Yes' : 'No'}${statement.proof ? `: ${statement.proof}` : ''}`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export type RequestValues = Readonly<Record<string, unknown>>;
export type FieldProblem = { field: string; label: string; section: RequestSection; problem: string };

/** Whether the request asks for one of the two; a request that has not said so asks for none. */
export function asksFor(values: RequestValues, what: 'sso' | 'provisioning'): boolean {
  return String(values['capabilities'] ?? '')
    .split('-and-')
    .includes(what);
}

/** Fields that are asked for, in order. */
export function fieldsAsked(values: RequestValues): [name: string, field: RequestField][] {
  return Object.entries(REQUEST_FIELDS).filter(([, field]) => !field.asksFor || asksFor(values, field.asksFor));
}

/** What is missing or wrong, field by field. Empty optional fields are neither. */
export function fieldProblems(values: RequestValues): FieldProblem[] {
  return fieldsAsked(values).flatMap(([name, field]) => {
    const value = values[name];
    if (field.isOptional && isEmpty(value)) return [];
    const parsed = field.complete.safeParse(value ?? '');
    if (parsed.success) return [];
    const problem = parsed.error.issues[0]?.message ?? 'This is not valid.';
    return [{ field: name, label: field.label, section: field.section, problem }];
  });
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.every((one) => one === ''));
