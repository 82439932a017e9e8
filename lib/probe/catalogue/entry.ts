export const CHECK_LEVELS = ['entra-required', 'must', 'entra', 'should', 'information'] as const;
/**
 * How much a check weighs: required by Entra, the gallery or a validation run; a MUST of RFC 7643/7644; advised by
 * Entra; a SHOULD; for information only.
 */
export type CheckLevel = (typeof CHECK_LEVELS)[number];

export const CHECK_TAGS = ['quick', 'entra', 'rfc', 'load'] as const;
/** `quick` is what a validation run relies on, `entra` what Entra and the gallery ask, `rfc` what the standards say. */
export type CheckTag = (typeof CHECK_TAGS)[number];

export const CHECK_AREAS = [
  'discovery',
  'authentication',
  'create-user',
  'read-user',
  'filter',
  'paging',
  'patch-user',
  'put-user',
  'delete-user',
  'groups',
  'errors',
  'load',
  'network',
] as const;
export type CheckArea = (typeof CHECK_AREAS)[number];

export type CheckEntry<Id extends string = string> = {
  id: Id;
  area: CheckArea;
  /** What is done or asked. */
  title: string;
  /** What a right answer looks like. */
  expected: string;
  level: CheckLevel;
  /** Sections of RFC 7643/7644 and pages that ask for it; "Logic App #n" is a test of the validation template. */
  reference: string;
  tags: readonly CheckTag[];
};

type Words = Pick<CheckEntry, 'title' | 'expected' | 'level' | 'reference'> & { quick?: boolean };

/** One check of the catalogue; tags follow from level and area. */
export function entry<const Id extends string>(id: Id, area: CheckArea, words: Words): CheckEntry<Id> {
  const { quick, ...rest } = words;
  const tags: CheckTag[] = [
    quick ? ['quick' as const] : [],
    tagsOf(words.level),
    area === 'load' ? ['load' as const] : [],
  ].flat();
  return { id, area, ...rest, tags };
}

function tagsOf(level: CheckLevel): CheckTag[] {
  if (level === 'must' || level === 'should') return ['rfc'];
  return level === 'information' ? [] : ['entra'];
}
