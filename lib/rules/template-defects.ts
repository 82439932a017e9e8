import type { TemplateKind } from './run-snapshot.ts';

/** What a template is known to get wrong, and what our verdict does about it. */
export const TEMPLATE_DEFECTS: Record<TemplateKind, readonly string[]> = {
  'own-consumption': [],
  'official-consumption': [
    'In nine of its ten tests a check of the application that ran out of time counts as a success. Our verdict looks at the application’s answers themselves.',
    'Its manager test can pass although the application does not keep the manager. Our verdict compares the manager’s id.',
    'A failure can keep it from writing its list of results. Our verdict reads the actions instead.',
  ],
};
