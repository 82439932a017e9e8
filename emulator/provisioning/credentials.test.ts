import { expect, test } from 'vitest';
import { startCloud, type Cloud } from './provisioning.fixture.ts';

const CLIENT = (cloud: Cloud, secret = cloud.space.clientSecret) => [
  { key: 'AuthenticationType', value: 'OAuth2ClientCredentialsGrant' },
  { key: 'Oauth2ClientId', value: cloud.space.clientId },
  { key: 'Oauth2ClientSecret', value: secret },
  { key: 'Oauth2TokenExchangeUri', value: cloud.space.tokenUrl },
];

async function save(cloud: Cloud, credentials: { key: string; value: string }[]) {
  return cloud.call('PUT', `${cloud.base}/secrets`, { value: [...cloud.saved, ...credentials] });
}

async function validate(cloud: Cloud, credentials: { key: string; value: string }[]) {
  const body = { templateId: 'scim', useSavedCredentials: false, credentials };
  return cloud.call('POST', `${cloud.base}/jobs/validateCredentials`, body);
}

function bearer(cloud: Cloud, token = cloud.space.bearerToken) {
  return [{ key: 'BaseAddress', value: cloud.space.scimEndpoint }, { key: 'SecretToken', value: token }]; // prettier-ignore
}

async function errorOf(answer: Response) {
  const { error } = (await answer.json()) as {
    error: { code: string; innerError: { code?: string; message?: string } };
  };
  return { status: answer.status, code: error.code, inner: error.innerError.code, message: error.innerError.message };
}

test('client credentials are fetched once with Basic, and used until they expire', async () => {
  const cloud = await startCloud();
  await save(cloud, CLIENT(cloud));
  cloud.addAssigned('joy');
  cloud.addAssigned('tom');
  await cloud.cycle();
  const tokens = cloud.target.requests.filter(({ path }) => path.endsWith('/oauth/token'));
  const basic = Buffer.from(`${cloud.space.clientId}:${cloud.space.clientSecret}`).toString('base64');
  expect(tokens.map(({ authorization }) => authorization)).toEqual([`Basic ${basic}`]);
  expect(await cloud.inTarget('Users')).toHaveLength(2);
});

test('wrong client credentials put the job into quarantine without a request to the endpoint', async () => {
  const cloud = await startCloud();
  await save(cloud, CLIENT(cloud, 'wrong'));
  cloud.addAssigned('joy');
  await cloud.cycle();
  expect(cloud.status()).toMatchObject({
    code: 'Quarantine',
    lastExecution: { error: { code: 'SystemForCrossDomainIdentityManagementInvalidCredentials' } },
  });
  expect(cloud.target.requests.every(({ path }) => path.endsWith('/oauth/token'))).toBe(true);
});

test('without AuthenticationType no token is fetched', async () => {
  const cloud = await startCloud();
  await save(cloud, CLIENT(cloud).slice(1));
  cloud.addAssigned('joy');
  await cloud.cycle();
  expect(cloud.target.requests).toEqual([]);
  expect(cloud.status()).toMatchObject({ code: 'Quarantine' });
});

test('an expired token is renewed once and the request repeated', async () => {
  const cloud = await startCloud();
  await save(cloud, CLIENT(cloud));
  let refusals = 1;
  cloud.target.intercept(({ path }) =>
    path.startsWith('/Users') && refusals-- > 0 ? new Response(null, { status: 401 }) : undefined,
  );
  cloud.addAssigned('joy');
  await cloud.cycle();
  expect(cloud.target.requests.filter(({ path }) => path.endsWith('/oauth/token'))).toHaveLength(2);
  expect(await cloud.inTarget('Users')).toHaveLength(1);
});

test('the test connection asks for a user and a group that cannot exist', async () => {
  const cloud = await startCloud();
  expect((await validate(cloud, bearer(cloud))).status).toBe(204);
  expect(cloud.target.requests.map(({ path }) => path)).toEqual([
    expect.stringMatching(/^\/Users\?filter=userName\+eq\+"[0-9a-f-]{36}"$/),
    expect.stringMatching(/^\/Groups\?excludedAttributes=members&filter=displayName\+eq\+"[0-9a-f-]{36}"$/),
  ]);
});

test('a refused token and an unreachable endpoint are CredentialValidationUnavailable', async () => {
  const cloud = await startCloud();
  const refused = await errorOf(await validate(cloud, bearer(cloud, 'wrong')));
  expect(refused).toMatchObject({
    status: 400,
    code: 'CredentialValidationUnavailable',
    inner: 'SystemForCrossDomainIdentityManagementCredentialValidationUnavailable',
  });
  expect(refused.message).toMatch(
    /Received response from Web resource\. Resource: .*\/Users\?filter=userName\+eq\+.* Response Status Code: Unauthorized /,
  );
  const nowhere = [{ key: 'BaseAddress', value: 'http://127.0.0.1:1/scim' }, { key: 'SecretToken', value: 'x' }]; // prettier-ignore
  expect(await errorOf(await validate(cloud, nowhere))).toMatchObject({
    status: 400,
    code: 'CredentialValidationUnavailable',
  });
});

test('404 for an empty answer is InvalidCredentials, incompatible inside', async () => {
  const cloud = await startCloud();
  cloud.sample.faults.set('acme', { id: 'empty-filter-404' });
  expect(await errorOf(await validate(cloud, bearer(cloud)))).toMatchObject({
    status: 400,
    code: 'InvalidCredentials',
    inner: 'SystemForCrossDomainIdentityManagementServiceIncompatible',
  });
});

test('saved credentials can be tested, for the job and before there is one', async () => {
  const cloud = await startCloud();
  const saved = { templateId: 'scim', useSavedCredentials: true };
  expect((await cloud.call('POST', `${cloud.base}/jobs/validateCredentials`, saved)).status).toBe(204);
  expect((await cloud.call('POST', `${cloud.job}/validateCredentials`, { useSavedCredentials: true })).status).toBe(
    204,
  );
});

test.each([{ credentials: [] }, { templateId: 'scim' }])(
  'validateCredentials needs its parameters: %o',
  async (body) => {
    const cloud = await startCloud();
    const answer = await cloud.call('POST', `${cloud.base}/jobs/validateCredentials`, body);
    expect(await errorOf(answer)).toMatchObject({ status: 400, code: 'RequestMissingRequiredParameter' });
  },
);

test('keys of secrets are exact, and mixed credentials drop everything', async () => {
  const cloud = await startCloud();
  const wrongCase = await cloud.call('PUT', `${cloud.base}/secrets`, { value: [{ key: 'baseAddress', value: 'x' }] });
  expect(((await wrongCase.json()) as { error: object }).error).toMatchObject({
    code: 'InternalError',
    message: "Requested value 'baseAddress' was not found.",
  });
  expect((await save(cloud, [...CLIENT(cloud), { key: 'SecretToken', value: 'x' }])).status).toBe(500);
  expect(await secrets(cloud)).toEqual([]);
});

test('secrets without the two settings are dropped without a word, unless the knob says otherwise', async () => {
  const strict = await startCloud();
  const bare = { value: bearer(strict, 'new') };
  expect((await strict.call('PUT', `${strict.base}/secrets`, bare)).status).toBe(204);
  expect(await secrets(strict)).toHaveLength(4);
  const lenient = await startCloud({ knobs: { secretsNeedSyncSettings: false } });
  await lenient.call('PUT', `${lenient.base}/secrets`, { value: bearer(lenient) });
  expect(await secrets(lenient)).toHaveLength(2);
});

test('credentials are not read back, and a mask that is written back changes nothing', async () => {
  const cloud = await startCloud();
  const read = await secrets(cloud);
  expect(JSON.stringify(read)).not.toContain(cloud.space.bearerToken);
  expect(read).toContainEqual({ key: 'BaseAddress', value: cloud.space.scimEndpoint });
  await cloud.call('PUT', `${cloud.base}/secrets`, {
    value: [...read, { key: 'SkipOutOfScopeDeletions', value: 'True' }],
  });
  cloud.addAssigned('joy');
  await cloud.cycle();
  expect(await cloud.inTarget('Users')).toHaveLength(1);
});

async function secrets(cloud: Cloud) {
  const answer = await cloud.call('GET', `${cloud.base}/secrets`);
  return ((await answer.json()) as { value: { key: string; value: string }[] }).value;
}
