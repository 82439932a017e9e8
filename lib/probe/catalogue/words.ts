import type { CheckResult } from '../contract.ts';
import type { CheckArea, CheckLevel } from './entry.ts';

export const LEVEL_WORDS: Record<CheckLevel, string> = {
  'entra-required': 'Required by Entra',
  must: 'MUST of the RFC',
  entra: 'Advised by Entra',
  should: 'SHOULD of the RFC',
  information: 'For information',
};

export const AREA_WORDS: Record<CheckArea, string> = {
  discovery: 'Discovery',
  authentication: 'Authentication',
  'create-user': 'Create a user',
  'read-user': 'Read a user',
  filter: 'Filter',
  paging: 'Paging',
  'patch-user': 'Change a user with PATCH',
  'put-user': 'Replace a user with PUT',
  'delete-user': 'Delete a user',
  groups: 'Groups',
  errors: 'Errors and edges',
  load: 'Throughput',
  network: 'Network',
};

export const VERDICT_WORDS: Record<CheckResult['verdict'], string> = {
  passed: 'Passed',
  failed: 'Failed',
  'not-verifiable': 'Not verifiable',
  blocked: 'Blocked',
  untried: 'Not tried',
};
