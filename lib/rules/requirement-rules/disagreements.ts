/** What two published sources say of one thing, and what each rule set makes of it. */
type Disagreed = { topic: string; says: readonly [string, string]; pilot: string; autumn: string };

const always = (decision: string) => ({ pilot: decision, autumn: decision });

export const DISAGREEMENTS: readonly Disagreed[] = [
  {
    topic: 'Groups',
    says: [
      'Pilot guide: users or groups alone are enough.',
      'Test overview: the group tests fail without a Group schema. Requirements page: groups are recommended.',
    ],
    pilot: 'Groups are advised; an application without them declares so and is not tested for them.',
    autumn: 'Groups are advised. Without them, declare it for the run, so that its group tests are skipped.',
  },
  {
    topic: 'Several members in one PATCH',
    says: ['Pilot guide: required.', 'Requirements page: recommended.'],
    pilot: 'Required.',
    autumn: 'Advised.',
  },
  {
    topic: 'Bulk operations',
    says: ['Pilot guide: they must not be needed.', 'Requirements page: they are recommended.'],
    pilot: 'Only the need for them counts, as part of “no special needs”.',
    autumn: 'Both hold: offering them is advised, needing them is not allowed.',
  },
  {
    topic: 'Authentication',
    says: [
      'Pilot guide: OAuth 2.0 client credentials only.',
      'Requirements page: client credentials or workload identity federation.',
    ],
    pilot: 'Client credentials.',
    autumn: 'Client credentials or workload identity federation.',
  },
  {
    topic: 'A hundred customers in common',
    says: ['An older page marks them required.', 'A later page drops the word.'],
    pilot: 'Required.',
    autumn: 'Advised.',
  },
  {
    topic: 'Lifetime of the token given to a run',
    says: ['One page: two hours.', 'Another page: 24 hours.'],
    ...always('It must outlive the predicted end of the run; less than 24 hours is a warning.'),
  },
  {
    topic: 'Result of a run as a whole',
    says: [
      'One page: it succeeds when one of the authentication tests passes.',
      'Another page: it may read Failed although the integration is ready.',
    ],
    ...always('The portal judges test by test and gives its reasons; the template’s own word decides nothing.'),
  },
  {
    topic: 'Number of tests',
    says: [
      'The templates: 10 in the Consumption template, 24 in the Standard file.',
      'The guides: 12 in the pilot guide, 23 or 25 in later pages.',
    ],
    ...always('What the template itself holds.'),
  },
  {
    topic: 'Names of tests',
    says: [
      'Pilot guide: User_Disable_Test and Compose_Final_Results.',
      'Template: Disable_User_Test and Final_TestResults.',
    ],
    ...always('The template’s names; the guide’s are understood too.'),
  },
  {
    topic: 'How long a run takes',
    says: ['One page: 30 to 60 minutes.', 'Other pages: 60 to 90, or about 110 minutes.'],
    ...always('The portal shows how long its own runs took.'),
  },
];
