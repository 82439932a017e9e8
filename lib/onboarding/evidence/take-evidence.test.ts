import { expect, test } from 'vitest';
import { canonicalJson } from '#lib/rules/canonical-json.ts';
import type { Redaction } from '#lib/rules/redactions.ts';
import { EvidenceContent } from './content.ts';
import { evidenceWorld } from './evidence.fixture.ts';
import { judgeContent } from './judge-content.ts';
import { sha256 } from './handed-in.ts';
import { takeEvidence } from './take-evidence.ts';

const JWT = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.c2ln';
const PLANTED = 'planted-token-value';
/** Passwords of test users stand in the parameters of every run. */
const elsewhere = (redactions: Redaction[]) => redactions.filter(({ path }) => !path.startsWith('/parameters/'));
const LOG = 'Create_User_Test__create__log';
const SCIM = 'Create_User_Test__create__scim';

test('what is kept is canonical, hashed, whole, and judged again comes to the same', async () => {
  const { take, cloud } = await evidenceWorld();
  const { content, text, sha256: hash, redactions, reading } = await take();
  expect([hash, elsewhere(redactions)]).toEqual([sha256(text), []]);
  const read = EvidenceContent.parse(JSON.parse(text));
  expect(canonicalJson(read)).toBe(text);
  expect(Object.keys(read.actions)).toHaveLength(Object.keys(cloud.actions).length);
  expect(read.verdict).toMatchObject({ ready: true, blocking: [] });
  expect(read.acceptance.every(({ ok }) => ok)).toBe(true);
  expect(canonicalJson({ ...read, ...judgeContent(read) })).toBe(text);
  expect(content.acceptance).toEqual(reading.acceptance);
});

test('template, mappings, parameters and the Logic App of that hour are in it', async () => {
  const { take, onboarding } = await evidenceWorld();
  const { content } = await take();
  expect(content.template).toMatchObject({
    id: 'own-consumption-1.0',
    definitionHash: onboarding.logicApp?.definitionHash,
  });
  expect(content.logicApp).toMatchObject({
    definitionHash: content.template.definitionHash,
    identityPrincipalId: 'identity',
  });
  expect(content.mappings).toContainEqual(expect.objectContaining({ source: 'givenName', target: 'name.givenName' }));
  expect(content.parameters).toMatchObject({ EnabledTests: 'All', scimEndpoint: 'https://scim.example/v2' });
  expect(content.parameters).not.toHaveProperty('scimBearerToken');
});

test('the same reading gives the same bytes', async () => {
  const { take } = await evidenceWorld();
  expect((await take()).text).toBe((await take()).text);
});

test('secrets that were echoed are taken out, and the report says where and of what kind', async () => {
  const { take, cloud } = await evidenceWorld();
  const scim = cloud.actions[SCIM]!;
  cloud.actions[SCIM] = {
    ...scim,
    inputs: { headers: { Authorization: `Bearer ${PLANTED}` } },
    outputs: {
      ...(scim.outputs as object),
      headers: { 'X-Echo': `got Bearer ${PLANTED}` },
      debug: { access_token: PLANTED },
    },
  };
  const log = cloud.actions[LOG]!;
  cloud.actions[LOG] = { ...log, outputs: { ...(log.outputs as object), note: `sent ${JWT}` } };
  const notes = { value: `Use the token Bearer ${PLANTED}`, byName: 'Ann', at: '2026-11-21T10:00:00.000Z' };
  const { text, redactions, content } = await take({ request: { notes } });
  expect(text).not.toMatch(/planted|eyJ/);
  expect(elsewhere(redactions)).toEqual([
    { path: `/actions/${LOG}/outputs/note`, kind: 'token' },
    { path: `/actions/${SCIM}/inputs/headers/Authorization`, kind: 'header' },
    { path: `/actions/${SCIM}/outputs/debug/access_token`, kind: 'key' },
    { path: `/actions/${SCIM}/outputs/headers/X-Echo`, kind: 'authorization' },
    { path: '/request/notes/value', kind: 'authorization' },
  ]);
  expect(JSON.stringify(redactions)).not.toMatch(/planted|eyJ/);
  expect(content.verdict.ready).toBe(true);
});

test('a credential of no known shape that was sent is found wherever it comes back', async () => {
  const { take, cloud } = await evidenceWorld();
  const [opaque, password] = ['9f8e7d6c5b4a', 'opaque-pass-77'];
  const scim = cloud.actions[SCIM]!;
  const outputs = { ...(scim.outputs as object), debug: `you sent ${opaque}` };
  cloud.actions[SCIM] = { ...scim, inputs: { headers: { authorization: `Bearer ${opaque}` } }, outputs };
  const log = cloud.actions[LOG]!;
  const inputs = { headers: { Authorization: `Basic ${btoa(`ann:${password}`)}` } };
  cloud.actions[LOG] = { ...log, inputs, outputs: { ...(log.outputs as object), note: [opaque, password] } };
  const { text, redactions, content } = await take();
  expect(text).not.toMatch(/9f8e7d|opaque-pass/);
  expect(elsewhere(redactions)).toEqual([
    { path: `/actions/${LOG}/inputs/headers/Authorization`, kind: 'header' },
    { path: `/actions/${LOG}/outputs/note/0`, kind: 'echo' },
    { path: `/actions/${LOG}/outputs/note/1`, kind: 'echo' },
    { path: `/actions/${SCIM}/inputs/headers/authorization`, kind: 'header' },
    { path: `/actions/${SCIM}/outputs/debug`, kind: 'echo' },
  ]);
  expect(content.verdict.ready).toBe(true);
});

test('a statement about tokens is not a token', async () => {
  const { take } = await evidenceWorld();
  const statement = { value: { 'auth.tokenLife': { agreed: true, name: 'Ann' } }, byName: 'Ann', at: '2026-11-21' };
  const { content, redactions } = await take({ request: { 'attestation.auth.secretLife': statement } });
  expect(content.request).toEqual({ 'attestation.auth.secretLife': statement });
  expect(elsewhere(redactions)).toEqual([]);
});

test('the template that the run used is read, whatever the Logic App was deployed with', async () => {
  const { take, rows } = await evidenceWorld();
  rows[0]!.template = 'official-consumption-3.1';
  const { content } = await take();
  expect(content.template).toMatchObject({ id: 'own-consumption-1.0', reading: 'own-consumption' });
  expect(content.verdict.ready).toBe(true);
});

test('of a run that Azure does not know nothing is taken', async () => {
  const { ask, ports, cloud } = await evidenceWorld();
  cloud.runs = [];
  expect(await takeEvidence(ports.logicApps, ask())).toBeUndefined();
});
