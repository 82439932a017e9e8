import 'server-only';
import { compareCohorts, exportComparison } from '#lib/program/cohorts/comparison.ts';
import type { ChangeCohortInput, ComparisonAsk, NewCohortInput } from '#lib/program/cohorts/contract.ts';
import { changeCohort, createCohort, findTenants, listCohorts } from '#lib/program/cohorts/cohorts.ts';
import type { FeedbackExportQuery, FeedbackQuery } from '#lib/program/feedback/contract.ts';
import { exportFeedback, type LongFileToSave } from '#lib/program/feedback/export.ts';
import { readFeedback, themeFeedback } from '#lib/program/feedback/feedback.ts';
import type { ExportQuery, FiguresFilter } from '#lib/program/figures/contract.ts';
import { exportFigures, type FileToSave } from '#lib/program/figures/export.ts';
import { countFigures, readFigures } from '#lib/program/figures/figures.ts';
import type { ProgramQuery } from '#lib/program/onboardings/contract.ts';
import { readOnboardings } from '#lib/program/onboardings/onboardings.ts';
import type { SignedIn } from '#lib/platform/session.ts';
import { fileResponse } from '#lib/platform/file-response.ts';
import { foundation } from './foundation.ts';
import { personOf } from './user-ports.ts';

/** What program managers see. */
export function programServices() {
  const { figures, following } = foundation();
  return {
    onboardings: (query: ProgramQuery) => readOnboardings({ following }, query),
    figures: (filter: FiguresFilter) => readFigures({ figures }, filter),
    count: (filter: FiguresFilter) => countFigures({ figures }, filter),
    export: async (query: ExportQuery) => savedFile(await exportFigures({ figures }, query)),
    compare: (ask: ComparisonAsk) => compareCohorts({ figures }, ask),
    exportComparison: async (ask: ComparisonAsk, format: 'csv' | 'json') =>
      savedFile(await exportComparison({ figures }, ask, format)),
  };
}

export function savedFile({ name: fileName, type: mediaType, text }: FileToSave): Response {
  return fileResponse({ fileName, mediaType, content: new TextEncoder().encode(text) });
}

const savedInParts = ({ name: fileName, type: mediaType, parts }: LongFileToSave): Response =>
  fileResponse({ fileName, mediaType, content: parts });

/** Sets of tenants, as this program manager. */
export function cohortServices(user: SignedIn) {
  const { cohorts } = foundation();
  const person = personOf(user);
  return {
    list: () => listCohorts({ cohorts }),
    create: (cohort: NewCohortInput) => createCohort({ cohorts }, person, cohort),
    change: (cohortId: string, change: ChangeCohortInput) => changeCohort({ cohorts }, { person, cohortId, change }),
    remove: (cohortId: string) => cohorts.remove(cohortId, person),
    tenants: (search: string) => findTenants({ cohorts }, search),
  };
}

/** What ISVs say, for this program manager. */
export function feedbackServices(user: SignedIn) {
  const { feedback } = foundation();
  const person = personOf(user);
  return {
    page: (query: FeedbackQuery) => readFeedback({ feedback }, query),
    theme: (feedbackId: string, theme: string) => themeFeedback({ feedback }, { person, feedbackId, theme }),
    export: async (query: FeedbackExportQuery) => savedInParts(await exportFeedback({ feedback }, query)),
  };
}
