import type { Core } from '../core/core.ts';
import type { Directory } from '../directory/state.ts';
import type { Connection } from './connection.ts';
import type { WireForm } from './patch-operations.ts';
import type { ObjectKind, ObjectMapping } from './schema-shape.ts';
import type { SourceObject } from './source-object.ts';
import type { JobRow, LinkRow, ProvisioningState } from './state.ts';

/** One pass over a job's objects: a cycle, or one object on demand. */
export type Run = {
  core: Core;
  directory: Directory;
  state: ProvisioningState;
  job: JobRow;
  cycleId: string;
  connection: Connection;
  form: WireForm;
  /** Reads every linked object from the target instead of trusting what was last sent. */
  isFull: boolean;
  attempts: Attempt[];
  /** Links made in this run to objects that the target had already: what they refer to is not known. */
  adopted: Set<string>;
};

/** Why an object that was managed leaves: deleted softly, deleted for good, or no longer in scope. */
export type Departure = 'deleted' | 'purged' | 'out-of-scope';

/** What a run found to do about one object. */
export type Item = {
  sourceId: string;
  kind: ObjectKind;
  mapping: ObjectMapping;
  source?: SourceObject;
  link?: LinkRow;
  fate: 'keep' | 'leave' | 'skip';
  departure?: Departure;
  fingerprint: string;
  /** Failed before and is now tried again. */
  isRetry: boolean;
};

export type Step = {
  name: string;
  provisioningStepType: 'import' | 'scoping' | 'matching' | 'processing' | 'referenceResolution' | 'export';
  status: 'success' | 'failure' | 'skipped';
  description: string;
  details: Record<string, string>;
};

export type ModifiedProperty = { displayName: string; oldValue: string | null; newValue: string | null };

/** What was done for one object, as its log entry tells it. An attempt without an action leaves no entry. */
export type Attempt = {
  item: Item;
  action?: 'create' | 'update' | 'delete' | 'disable' | 'stageddelete' | 'other';
  status: 'success' | 'failure' | 'skipped';
  targetId?: string;
  error?: { code: string; reason: string };
  steps: Step[];
  modified: ModifiedProperty[];
  startedAt: Date;
  endedAt: Date;
};
