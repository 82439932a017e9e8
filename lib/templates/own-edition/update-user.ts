import type { Action } from '../workflow.ts';
import {
  and,
  at,
  body,
  call,
  coalesce,
  concat,
  contains,
  EMPTY_LIST,
  equals,
  first,
  get,
  lower,
  not,
  outputs,
  parameter,
  text,
} from './expressions.ts';
import type { Expression } from './expressions.ts';
import { actionName, SETUP } from './names.ts';
import { idOf } from './setup.ts';
import { compose, query } from './steps.ts';

const USER = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const step = (what: string): string => actionName('Update_User_Test', 'update', what);

export const SENT = step('sent');
export const EXPECTED = step('expected');
export const NOT_YET = 'not_yet';

/** What is changed, and the names under which a mapping may take it from the directory. */
const CHANGES: Record<string, string[]> = {
  displayName: ['displayName'],
  givenName: ['givenName'],
  surname: ['surname'],
  jobTitle: ['jobTitle'],
  department: ['department'],
  companyName: ['companyName'],
  mobilePhone: ['mobilePhone', 'mobile'],
  faxNumber: ['faxNumber', 'facsimileTelephoneNumber'],
  officeLocation: ['officeLocation', 'physicalDeliveryOfficeName'],
  preferredLanguage: ['preferredLanguage'],
  employeeType: ['employeeType'],
  streetAddress: ['streetAddress'],
  city: ['city'],
  state: ['state'],
  country: ['country'],
  postalCode: ['postalCode'],
};
const PHONES = ['businessPhones', 'telephoneNumber'];

/**
 * Works out, from the job's own mappings, which of the changed values must arrive unchanged. Functions are left out: only the provisioning service
 * knows their result. https://learn.microsoft.com/graph/api/resources/synchronization-attributemapping
 */
export function mappedChanges(): [string, Action][] {
  const rule = first(coalesce(get(body(SETUP.schema), 'synchronizationRules'), EMPTY_LIST));
  const mapping = body(step('mapping'));
  const source = get('item()', 'source');
  return [
    [
      'mapping',
      query(coalesce(get(rule, 'objectMappings'), EMPTY_LIST), equals(get('item()', 'targetObjectName'), text(USER))),
    ],
    [
      'direct',
      query(
        coalesce(get(first(mapping), 'attributeMappings'), EMPTY_LIST),
        and(
          equals(get(source, 'type'), text('Attribute')),
          not(equals(get('item()', 'flowType'), text('ObjectAddOnly'))),
        ),
      ),
    ],
    ['sources', { type: 'Select', inputs: { from: at(body(step('direct'))), select: at(get(source, 'name')) } }],
    ['sent', compose(changes())],
    ['candidates', compose(candidates())],
    [
      'expected',
      query(
        outputs(step('candidates')),
        and(contains(body(step('sources')), get('item()', 'source')), not(call('empty', get('item()', 'value')))),
      ),
    ],
  ];
}

/** The second profile, or the first again when there is only one; names that no other value can be mistaken for. */
function changes(): Record<string, string> {
  const profiles = parameter('defaultUserProperties');
  const profile = `${profiles}[${call('mod', '1', call('length', profiles))}]`;
  const fields = Object.keys(CHANGES).map((field) => [field, at(get(profile, field))]);
  return {
    ...Object.fromEntries(fields),
    businessPhones: at(get(profile, 'businessPhones')),
    displayName: at(concat(idOf('updateUser'), text(' updated'))),
    givenName: at(
      concat(coalesce(get(profile, 'givenName'), text('Given')), text(' '), call('substring', 'guid()', '0', '4')),
    ),
  };
}

function candidates(): { source: string; value: string }[] {
  const sent = (field: string): Expression => get(outputs(SENT), field);
  const single = Object.entries(CHANGES).flatMap(([field, sources]) =>
    sources.map((source) => ({ source, value: at(sent(field)) })),
  );
  const phone = at(first(coalesce(sent('businessPhones'), EMPTY_LIST)));
  return [...single, ...PHONES.map((source) => ({ source, value: phone }))];
}

/** Expected values that do not stand, as whole values, in the resource read. */
export function notYet(read: string): Action {
  const resource = lower(call('string', coalesce(body(read), text(''))));
  return query(body(EXPECTED), not(contains(resource, lower(concat(text('"'), get('item()', 'value'), text('"'))))));
}
