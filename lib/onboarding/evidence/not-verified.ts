import { asksFor } from '#lib/rules/request-fields.ts';
import type { EvidenceField, NotVerified } from './content.ts';

type Request = Readonly<Record<string, EvidenceField>>;

/** What a request asks for and no run proves: single sign-on, by what the vendor states of its test. */
export function notVerifiedIn(request: Request): NotVerified[] {
  if (!asks(request, 'sso')) return [];
  const stated = (name: string) => {
    const value = request[name]?.value;
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const given = {
    protocol: stated('sso.protocol'),
    testId: stated('sso.testId'),
    testedOn: stated('sso.testedOn'),
    expiresOn: stated('sso.expiresOn'),
  };
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return [{ what: 'single-sign-on', statedByName: request['sso.testId']?.byName ?? 'Nobody', ...said }];
}

/** Whether it has to rest on a run. */
export const needsRun = (request: Request): boolean => asks(request, 'provisioning');

const asks = ({ capabilities }: Request, what: 'sso' | 'provisioning') =>
  asksFor({ capabilities: capabilities?.value }, what);

/** In a sentence, for whoever checks it. */
export function notVerifiedWords({ protocol, testId, testedOn, expiresOn, statedByName }: NotVerified): string {
  const words = [
    `Test ID ${testId ?? 'not given'}`,
    ...(protocol ? [protocol.toUpperCase()] : []),
    ...(testedOn ? [`tested on ${testedOn}`] : []),
    ...(expiresOn ? [`valid until ${expiresOn}`] : []),
  ];
  return `Not verified by this portal: single sign-on. ${statedByName} states: ${words.join(', ')}.`;
}
