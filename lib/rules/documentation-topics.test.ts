import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DOCUMENTATION_TOPICS, topicsMissing, topicsOf, type DocumentationTopic } from './documentation-topics.ts';

/** How vendors really put it, three ways for each topic. */
const WORDINGS: Record<DocumentationTopic, string[]> = {
  introduction: [
    'Overview. With Payroll you can provision people from Microsoft Entra ID automatically.',
    'This article describes how to configure SCIM provisioning for Acme.',
    'What it does: user accounts are synchronized from your directory. About this integration.',
  ],
  licensing: [
    'Licensing: provisioning is part of the Business and Enterprise plan.',
    'A Microsoft Entra ID P1 license is needed for each user.',
    'User provisioning is included in our Enterprise plan; see pricing.',
  ],
  roles: [
    'You must be an Application Administrator in Microsoft Entra ID.',
    'Required roles: in Acme, the workspace owner.',
    'Sign in with an account that has admin permissions.',
  ],
  endpoint: [
    'The SCIM endpoint is https://api.acme.example/scim/v2. Attributes: userName, active.',
    'SCIM tenant URL: copy it from the settings page. Supported resources are Users and Groups.',
    'Our SCIM service answers at /Users and /Groups and lists its schemas.',
  ],
  authentication: [
    'Create a client ID and client secret. Rotate the secret every year.',
    'Generate an API token. When it expires, create a new token and paste it.',
    'Authentication uses OAuth 2.0 client credentials. You can revoke old secrets.',
  ],
  'pilot-test': [
    'Test the integration: assign two test users and use provision on demand.',
    'Start with a pilot group, then verify that the accounts appear.',
    'Try it with a small group of people first.',
  ],
  troubleshooting: [
    'Troubleshooting. 401: the token has expired. 409: the user exists already.',
    'Common errors and what they mean: error 400 …',
    'Error codes. If the job is in quarantine, check the credentials.',
  ],
  support: [
    'For help, contact support at support@acme.example.',
    'Open a ticket in the Help Center.',
    'Our support team answers on working days.',
  ],
};

const each = Object.entries(WORDINGS).flatMap(([topic, wordings]) =>
  wordings.map((wording) => [topic as DocumentationTopic, wording] as const),
);

test.each(each)('%s is seen in: %s', (topic, wording) => {
  expect(topicsOf(wording)).toContain(topic);
});

test.each([
  ['a page about something else', 'Our company was founded in 1999. We bake bread and cakes every morning.'],
  ['a page that is not there', 'Page not found. Go back to the home page.'],
])('%s covers nothing', (_what, text) => {
  expect(topicsOf(text)).toEqual([]);
});

test.each([
  ['authentication', 'Authentication uses a client secret.'],
  ['troubleshooting', 'Contact us for troubleshooting.'],
  ['endpoint', 'We support SCIM.'],
] as const)('%s is not covered by naming it alone', (topic, text) => {
  expect(topicsOf(text)).not.toContain(topic);
});

test('several documents cover together what none covers alone', () => {
  expect(topicsMissing([['introduction', 'licensing'], ['support']])).toEqual([
    ...['roles', 'endpoint', 'authentication', 'pilot-test', 'troubleshooting'],
  ]);
  expect(topicsMissing([DOCUMENTATION_TOPICS])).toEqual([]);
});

test('one endless word takes no time either', () => {
  const started = performance.now();
  topicsOf(`admin must be ${'a'.repeat(100_000)}`);
  expect(performance.now() - started).toBeLessThan(1_000);
});

test('however a text is made, reading it takes no time', () => {
  const words = fc.constantFrom(
    'admin ',
    'role ',
    'must be an ',
    'included in ',
    'assign a few ',
    'http://',
    'a',
    ' ',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 60 }), (some) => {
      const text = some.join('').repeat(2_000);
      const started = performance.now();
      topicsOf(text.slice(0, 200_000));
      expect(performance.now() - started).toBeLessThan(1_000);
    }),
    { numRuns: 20 },
  );
});
