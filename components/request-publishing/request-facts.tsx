import type { EnteredFields } from '#lib/onboarding/request-publishing/contract.ts';
import { attestedRule, fieldLabel, REQUEST_FIELDS, ruleText, valueWords } from '#lib/rules/request-fields.ts';
import type { Fact } from '#components/ui/facts.tsx';
import { LinkText } from './link-text.tsx';

const CAPABILITIES: Record<string, string> = {
  provisioning: 'User provisioning',
  sso: 'Single sign-on (not verified by this portal)',
  'sso-and-provisioning': 'Single sign-on (not verified by this portal) and user provisioning',
};
/** Shown elsewhere, or no news to a reader. */
const LEFT_OUT = /^(run$|terms$|contacts\.|docs\.)/;

/** What is filled in, as vendor and reviewer read it. */
export function requestFacts(fields: EnteredFields): Fact[] {
  const named = Object.keys(REQUEST_FIELDS).filter((name) => !LEFT_OUT.test(name));
  return named.flatMap((name): Fact[] => {
    const value = fields[name]?.value;
    const said = name === 'capabilities' ? CAPABILITIES[String(value)] : valueWords(value);
    if (!said || said === 'Nothing') return [];
    return [[fieldLabel(name), isLinks(value) ? <Links key={name} of={value} /> : said]];
  });
}

export type Statement = { rule: string; text: string; said: string; byName: string; at: string };

/** Statements, each with who made it. */
export function statementsOf(fields: EnteredFields): Statement[] {
  return Object.entries(fields).flatMap(([name, { value, byName, at }]) => {
    const rule = attestedRule(name);
    return rule ? [{ rule, text: ruleText(rule), said: valueWords(value), byName, at }] : [];
  });
}

const isLinks = (value: unknown): value is string | string[] =>
  [value].flat().length > 0 && [value].flat().every((one) => typeof one === 'string' && /^https?:\/\//.test(one));

function Links({ of }: { of: string | string[] }) {
  return (
    <ul>
      {[of].flat().map((link) => (
        <li key={link}>
          <LinkText url={link} />
        </li>
      ))}
    </ul>
  );
}
