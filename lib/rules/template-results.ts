import { READINGS } from './needed-contents.ts';
import { type RunSnapshot, textAt, valueAt } from './run-snapshot.ts';
import type { TestId } from './test-catalogue.ts';

/** What the template itself says, and where it was found. */
export type TemplateResults = {
  source: 'results-list' | 'evaluation' | 'none';
  overall?: string;
  byTest: Partial<Record<TestId, { text: string; details?: unknown }>>;
};

const STEMS: Record<TestId, string> = {
  Create_User_Test: 'createUser',
  Update_User_Test: 'updateUser',
  Disable_User_Test: 'disableUser',
  Delete_User_Test: 'deleteUser',
  User_Update_Manager_Test: 'manager',
  Create_Group_Test: 'createGroup',
  Update_Group_Test: 'updateGroup',
  Delete_Group_Test: 'deleteGroup',
  Group_Update_Add_Member_Test: 'addMember',
  Group_Update_Remove_Member_Test: 'removeMember',
};

/** The results list or, when the template failed to make one, the evaluation before it. */
export function readTemplateResults(run: RunSnapshot): TemplateResults {
  const reading = READINGS[run.template];
  const evaluation = run.actions[reading.evaluation]?.outputs;
  const overall = textAt(evaluation, 'overallLogicAppResult');
  const list = run.actions[reading.results]?.outputs;
  if (Array.isArray(list)) return { source: 'results-list', ...(overall ? { overall } : {}), byTest: fromList(list) };
  if (evaluation === undefined) return { source: 'none', byTest: {} };
  return { source: 'evaluation', ...(overall ? { overall } : {}), byTest: fromEvaluation(evaluation) };
}

function fromList(list: unknown[]): TemplateResults['byTest'] {
  const entries = list.flatMap((item) => {
    const name = textAt(item, 'testName');
    const text = textAt(item, 'testResult');
    const details = valueAt(item, 'provisioningErrorDetails');
    if (!name || text === undefined) return [];
    return [[name, { text, ...(details ? { details } : {}) }] as const];
  });
  return Object.fromEntries(entries);
}

function fromEvaluation(evaluation: unknown): TemplateResults['byTest'] {
  const entries = Object.entries(STEMS).flatMap(([test, stem]) => {
    const text = textAt(evaluation, 'testResults', `${stem}TestResult`);
    return text === undefined || text === '' ? [] : [[test, { text }] as const];
  });
  return Object.fromEntries(entries);
}

export const templateSaysPassed = (text: string): boolean => /^(success|PASSED$)/.test(text);
