import { AppError } from '#lib/platform/errors.ts';
import type { RuleAnswer } from './contract.ts';

/** What a check found: state, what was seen, and what to do about it. */
export type Finding = Pick<RuleAnswer, 'state' | 'evidence' | 'table' | 'fix' | 'actor'> & { missingScopes?: string[] };
/** Checks by the id of the rule they answer. */
export type Checks = Record<string, () => Promise<Finding>>;

/** These need the person before anything else can be read: the page leads through them and asks again. */
const FOR_THE_PERSON = ['claims-challenge', 'sign-in-expired', 'sign-in-required'];

/**
 * Runs a check. What could not be read makes the answer unknown, with the reason; missing consent is kept with the
 * answer, so that the page can ask for all of it at once, whenever it is opened.
 */
export async function findingOf(check: () => Promise<Finding>): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    // One thing that cannot be read must not hide the other answers.
    if (!(error instanceof AppError) || FOR_THE_PERSON.includes(error.code)) throw error;
    if (error.code !== 'consent-required') {
      return { state: 'unknown', evidence: error.message, fix: 'Check again in a moment.', actor: 'you' };
    }
    const scopes = Array.isArray(error.details.scopes) ? error.details.scopes.map(String) : [];
    const names = scopes.map((scope) => scope.replace(/^https:\/\/[^/]+\//, ''));
    return {
      state: 'unknown',
      evidence: `You have not agreed yet that the portal may read this (${names.join(', ')}).`,
      fix: 'Agree to the permission, or go on without this answer.',
      actor: 'you',
      missingScopes: scopes,
    };
  }
}

/** Reads at most once, however many checks ask. */
export function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined;
  return () => (value ??= read());
}
