import { entry } from './entry.ts';

export const CREATE_USER = [
  entry('U01', 'create-user', {
    title: 'Creating a user with the body that Entra sends: core and enterprise schema, meta.resourceType, empty roles',
    expected: '201 with the id of the new user',
    level: 'entra-required',
    reference: 'RFC 7644 §3.3; Microsoft Learn: use SCIM to provision users and groups, Create User; Logic App #17',
    quick: true,
  }),
  entry('U02', 'create-user', {
    title: 'What the answer to a new user carries',
    expected: 'id, schemas with the core User schema, and meta.resourceType "User"',
    level: 'must',
    reference: 'RFC 7643 §3.1; Microsoft Learn: use SCIM to provision users and groups, General',
    quick: true,
  }),
  entry('U03', 'create-user', {
    title: 'The address of a new user',
    expected: 'The Location header and meta.location are the same full address',
    level: 'must',
    reference: 'RFC 7644 §3.3; RFC 7643 §3.1',
  }),
  entry('U04', 'create-user', {
    title: 'The values of a new user, read back: userName, externalId, displayName, active, name and emails',
    expected: 'Each value is as it was sent',
    level: 'entra-required',
    reference:
      'Microsoft Learn: use SCIM to provision users and groups, General ("Values sent should be stored in the same format they were sent")',
    quick: true,
  }),
  entry('U05', 'create-user', {
    title: 'Creating a user whose userName is taken',
    expected: '409',
    level: 'must',
    reference: 'RFC 7644 §3.3; Microsoft SCIM Validator',
  }),
  entry('U06', 'create-user', {
    title: 'The error for a userName that is taken',
    expected: 'scimType is "uniqueness"',
    level: 'must',
    reference: 'RFC 7644 §3.3; RFC 7644 §3.12',
  }),
  entry('U07', 'create-user', {
    title: 'Creating a user whose userName is taken in another letter case',
    expected: '409, because letter case does not tell userNames apart',
    level: 'should',
    reference: 'RFC 7643 §4.1.1; RFC 7643 §8.7.1',
  }),
  entry('U08', 'create-user', {
    title: 'Creating a user without userName',
    expected: '400, as userName is required',
    level: 'must',
    reference: 'RFC 7643 §4.1.1; RFC 7644 §3.12',
  }),
  entry('U09', 'create-user', {
    title: 'Creating a user with a body that is not valid JSON',
    expected: '400 with a SCIM error body, not an HTML page and not a 500',
    level: 'must',
    reference: 'RFC 7644 §3.12',
  }),
  entry('U10', 'create-user', {
    title: 'Creating a user with Content-Type application/json',
    expected: 'It is taken as application/scim+json is',
    level: 'should',
    reference: 'RFC 7644 §3.8',
  }),
  entry('U11', 'create-user', {
    title: 'The Content-Type of answers about users',
    expected: 'application/scim+json on POST and on GET',
    level: 'entra-required',
    reference: 'RFC 7644 §3.1; RFC 7644 §8.1',
  }),
  entry('U12', 'create-user', {
    title: 'Creating a user with an attribute that no schema has',
    expected: 'The attribute is ignored and the user created, or 400; never a server error',
    level: 'should',
    reference: 'RFC 7644 §3.3; RFC 7643 §3.1',
  }),
  entry('U13', 'create-user', {
    title: 'Creating a user with a password',
    expected: 'It is taken, and no answer ever shows it',
    level: 'must',
    reference: 'RFC 7643 §4.1.1; RFC 7643 §8.7.1',
  }),
  entry('U14', 'create-user', {
    title: 'The enterprise attributes of a new user, read back: department and employeeNumber',
    expected: 'Each value is as it was sent',
    level: 'entra',
    reference: 'RFC 7643 §4.3',
  }),
  entry('U15', 'create-user', {
    title: 'Creating a user with the manager as a plain text, as Entra may send it: "manager": "<id>"',
    expected: 'The user is created and keeps the manager',
    level: 'entra',
    reference: 'Microsoft Learn: use SCIM to provision users and groups, Create User (sample)',
  }),
  entry('U16', 'create-user', {
    title: 'Creating a user with the manager as {"value": "<id>"}',
    expected: 'The user is created and keeps the manager',
    level: 'should',
    reference: 'RFC 7643 §4.3',
  }),
  entry('U17', 'create-user', {
    title: 'Creating a user with active as the text "True"',
    expected: 'It is read as true, or refused with 400; it is never kept as a text',
    level: 'entra',
    reference: 'RFC 7643 §2.3.2; Microsoft SCIM Postman collection',
  }),
  entry('U18', 'create-user', {
    title: 'Creating a user with an id of the client',
    expected: 'The server ignores it and chooses its own id',
    level: 'must',
    reference: 'RFC 7643 §3.1; RFC 7644 §3.3',
  }),
  entry('U19', 'create-user', {
    title: 'A userName with an apostrophe, +, & and é',
    expected: 'The user is created, and a filter for that userName finds exactly this user',
    level: 'should',
    reference: 'RFC 7644 §3.4.2.2; RFC 3986 §2.1',
  }),
  entry('U20', 'create-user', {
    title: 'Creating a user with an empty list of emails',
    expected: '201, as an empty list means no value',
    level: 'information',
    reference: 'RFC 7643 §2.5',
  }),
] as const;
