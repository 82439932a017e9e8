import { openOnboarding, type AccessPorts } from '../access.ts';
import type { ObjectMapping } from '../configure-provisioning/contract.ts';
import type { Person } from '../ports.ts';
import type { ExportFile } from '../probe/contract.ts';
import type { Probes } from '../probe/ports.ts';
import type { OnboardingRecord } from '../record/ports.ts';
import { declaredCapabilities } from '../run-validation/propose-run.ts';
import { authenticationPart, endOfGuide, startOfGuide } from './documentation-parts.ts';

type Ports = AccessPorts & { probes: Pick<Probes, 'list'> };

/** A first draft of the customer documentation, from what this onboarding really does, as a Markdown file. */
export async function readDocumentationDraft(
  ports: Ports,
  ask: { person: Person; onboardingId: string },
): Promise<ExportFile> {
  const onboarding = await openOnboarding(ports, ask);
  const probes = await ports.probes.list(onboarding.tenantId, onboarding.id);
  const probe = probes.find(({ endedAt, cleanUpOnly }) => endedAt && !cleanUpOnly);
  const name = onboarding.name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'application';
  const passed = new Set(probe?.results.flatMap(({ id, verdict }) => (verdict === 'passed' ? [id] : [])));
  return {
    name: `${name}-provisioning-guide.md`,
    type: 'text/markdown',
    content: documentationDraft(onboarding, passed),
  };
}

/**
 * The guide itself. What only the vendor knows is marked "Write here"; nothing in it is of the vendor's own tenant, and no
 * literal of an expression is repeated: it might be anything.
 */
export function documentationDraft(
  onboarding: Pick<OnboardingRecord, 'name' | 'scimEndpoint' | 'authentication' | 'mappings'>,
  passed: ReadonlySet<string> = new Set(),
): string {
  const app = plain(onboarding.name);
  return [
    startOfGuide(app),
    endpointPart(onboarding, app, passed),
    authenticationPart(app, onboarding.authentication),
    endOfGuide(app),
  ]
    .join('\n\n')
    .concat('\n');
}

type Known = Pick<OnboardingRecord, 'scimEndpoint' | 'mappings'>;

function endpointPart({ scimEndpoint, mappings = [] }: Known, app: string, passed: ReadonlySet<string>): string {
  const active = mappings.filter(({ enabled }) => enabled);
  return [
    '## SCIM endpoint, resources and attributes',
    `${app} speaks SCIM 2.0 (RFC 7643, RFC 7644). The base URL, called tenant URL in Microsoft Entra ID:`,
    `    ${endpointOf(scimEndpoint)}`,
    '> **Write here:** whether every customer has the same base URL, and where in your product they find theirs.',
    resourcesTable(mappings),
    ...active.map(attributesTable),
    ...behaviour(passed),
  ].join('\n\n');
}

function endpointOf(scimEndpoint: string | undefined): string {
  if (!scimEndpoint || !URL.canParse(scimEndpoint)) return '<base URL>';
  const { origin, pathname } = new URL(scimEndpoint);
  return `${origin}${pathname}`;
}

function resourcesTable(mappings: ObjectMapping[]): string {
  const { IsSoftDeleted, IsGroupSupported, IsManagerAttributeSupported } = declaredCapabilities({ mappings });
  const words = (is: boolean | undefined, yes: string, no: string) => {
    if (is === undefined) return '**Write here:** supported or not';
    return is ? yes : no;
  };
  const removal = words(
    IsSoftDeleted,
    'Disabled: `active` becomes false. Deleted for good when Microsoft Entra ID deletes them.',
    'Deleted.',
  );
  return table(
    ['What', 'How it works'],
    [
      ['Users (`/Users`)', 'Created, updated, disabled and found by their matching attribute'],
      ['Users who leave the scope', removal],
      [
        'Groups (`/Groups`)',
        words(IsGroupSupported, 'Created, updated and deleted, with their members', 'Not supported'),
      ],
      ['Managers', words(IsManagerAttributeSupported, 'Passed on as a reference to another user', 'Not passed on')],
    ],
  );
}

function attributesTable({ kind, attributes }: ObjectMapping): string {
  const rows = attributes.map(({ source, sourceKind, target, matchingPrecedence }) => [
    code(target),
    sourceWords(source, sourceKind),
    matchingPrecedence > 0 ? `Yes${matchingPrecedence > 1 ? `, as number ${matchingPrecedence}` : ''}` : '',
  ]);
  const head = [`Attribute of the ${kind} in SCIM`, 'From Microsoft Entra ID', 'Matching'];
  return `### Attributes of ${kind}s\n\n${table(head, rows)}`;
}

function sourceWords(source: string, kind: ObjectMapping['attributes'][number]['sourceKind']): string {
  if (kind === 'attribute') return code(source);
  if (kind === 'constant') return 'a fixed value';
  const used = [...new Set([...source.matchAll(/\[([\w.]{1,100})\]/g)].map(([, name]) => code(name!)))];
  return used.length > 0 ? `calculated from ${used.join(', ')}` : 'calculated';
}

/** What a probe has seen working, by its check. */
const SEEN: [string, string][] = [
  ['D04', 'Schema discovery: `/Schemas` describes the attributes.'],
  ['D11', 'Resource types are listed at `/ResourceTypes`.'],
  ['G10', 'Several members of a group are changed with one request.'],
];

function behaviour(passed: ReadonlySet<string>): string[] {
  const seen = SEEN.filter(([id]) => passed.has(id)).map(([, words]) => `- ${words}`);
  return seen.length > 0 ? [`Also supported:\n\n${seen.join('\n')}`] : [];
}

/** Names come from people: a table must stay a table. */
const plain = (text: string) => text.replace(/[\r\n|`<>]+/g, ' ').trim();
const code = (text: string) => `\`${plain(text)}\``;

export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
