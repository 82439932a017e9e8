import 'server-only';
import { entraTokens } from '#lib/gateways/entra/entra-tokens.ts';
import { officialTemplate } from '#lib/gateways/official-template.ts';
import { guardedHttp, guardedSession } from '#lib/gateways/scim/guarded-http.ts';
import { guardedScimEndpoint } from '#lib/gateways/scim/scim-endpoint.ts';
import { durableOperations } from '#lib/operations/operations.ts';
import { authorityMetadata, config, portalCredential, type Config } from '#lib/platform/config.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { OFFICIAL_CONSUMPTION } from '#lib/templates/known-templates.ts';
import { rawFileUrl, readOfficialFile } from '#lib/templates/official-file.ts';
import { openDatabase, type Database } from '#lib/repositories/database.ts';
import { prismaAllowList } from '#lib/repositories/prisma-allow-list.ts';
import { prismaAuditTrail } from '#lib/repositories/prisma-audit-trail.ts';
import { prismaAttachments } from '#lib/repositories/prisma-attachments.ts';
import { prismaDecisions, prismaDecisionsTold } from '#lib/repositories/prisma-decisions.ts';
import { prismaCohorts } from '#lib/repositories/prisma-cohorts.ts';
import { prismaEvidence } from '#lib/repositories/prisma-evidence.ts';
import { prismaFeedbackBox } from '#lib/repositories/prisma-feedback-box.ts';
import { prismaFigures } from '#lib/repositories/prisma-figures.ts';
import { prismaFindings } from '#lib/repositories/prisma-findings.ts';
import { prismaKnownPeople } from '#lib/repositories/prisma-known-people.ts';
import { prismaKeptAnswers } from '#lib/repositories/prisma-kept-answers.ts';
import { prismaLedger } from '#lib/repositories/prisma-ledger.ts';
import { prismaMessages } from '#lib/repositories/prisma-messages.ts';
import { prismaNotifications } from '#lib/repositories/prisma-notifications.ts';
import { prismaOnboardings } from '#lib/repositories/prisma-onboardings.ts';
import { prismaOperations } from '#lib/repositories/prisma-operations.ts';
import { prismaProbes } from '#lib/repositories/prisma-probes.ts';
import { prismaProgramOnboardings } from '#lib/repositories/prisma-program-onboardings.ts';
import { prismaRequestBudgets } from '#lib/repositories/prisma-request-budgets.ts';
import { prismaReviewQueue } from '#lib/repositories/prisma-review-queue.ts';
import { prismaRuns } from '#lib/repositories/prisma-runs.ts';
import { prismaSavedViews } from '#lib/repositories/prisma-saved-views.ts';
import { prismaSettings } from '#lib/repositories/prisma-settings.ts';
import { prismaSubmissions } from '#lib/repositories/prisma-submissions.ts';

export type Foundation = ReturnType<typeof lay>;

/** Kept on the process: the server loads its parts in several bundles, and they must share one database pool. */
const KEY = Symbol.for('gallery-onboarding.foundation');
type Holder = { [KEY]?: Foundation };

/** What every service stands on, made at first use: configuration, repositories, operations, tokens, the guarded client. */
export function foundation(): Foundation {
  const holder = globalThis as Holder;
  return (holder[KEY] ??= lay(config()));
}

function lay(settings: Config) {
  const database = openDatabase(settings.DATABASE_URL);
  const logger = createLogger(settings.LOG_LEVEL);
  const openHosts = new Set(settings.ALLOWED_PRIVATE_HOSTS);
  return {
    config: settings,
    database,
    logger,
    ...repositoriesIn(database, settings),
    operations: durableOperations({
      store: prismaOperations(database),
      onUnexpected: (err, facts) => logger.error({ ...facts, err }, 'operation.broke'),
    }),
    tokens: entraTokens({
      clientId: settings.PORTAL_CLIENT_ID,
      authorityUrl: settings.ENTRA_URL,
      authorityMetadata: authorityMetadata(settings),
      graphUrl: settings.GRAPH_URL,
      armUrl: settings.ARM_URL,
      ...portalCredential(settings),
    }),
    scim: guardedScimEndpoint(guardedHttp(openHosts)),
    openClient: () => guardedSession(openHosts),
    officialTemplate: publishedTemplate(settings),
  };
}

/** Microsoft's published file: a copy on this machine, or the repository's, in either case the known bytes only. */
function publishedTemplate(settings: Config) {
  const { source } = OFFICIAL_CONSUMPTION;
  if (source.kind !== 'official-file') throw new Error('The official template names no published file.');
  return officialTemplate({
    file: settings.OFFICIAL_TEMPLATE_FILE,
    url: settings.OFFICIAL_TEMPLATE_URL ?? rawFileUrl(source),
    cacheFolder: settings.CACHE_FOLDER,
    read: (bytes) => readOfficialFile(bytes, source),
  });
}

function repositoriesIn(database: Database, settings: Config) {
  return {
    answers: prismaKeptAnswers(database),
    budgets: prismaRequestBudgets(database, {
      reads: settings.TENANT_READS_PER_MINUTE,
      writes: settings.TENANT_WRITES_PER_MINUTE,
      public: settings.PUBLIC_REQUESTS_PER_MINUTE,
    }),
    onboardings: prismaOnboardings(database),
    ledger: prismaLedger(database),
    runs: prismaRuns(database),
    probes: prismaProbes(database),
    findings: prismaFindings(database),
    attachments: prismaAttachments(database, { canConfirm: settings.SMTP_URL !== undefined }),
    submissions: prismaSubmissions(database),
    evidence: prismaEvidence(database),
    feedback: prismaFeedbackBox(database),
    audit: prismaAuditTrail(database),
    people: prismaKnownPeople(database),
    messages: prismaMessages(database),
    queue: prismaReviewQueue(database),
    decisions: prismaDecisions(database),
    told: prismaDecisionsTold(database),
    views: prismaSavedViews(database),
    settings: prismaSettings(database),
    figures: prismaFigures(database),
    following: prismaProgramOnboardings(database),
    cohorts: prismaCohorts(database),
    allowList: prismaAllowList(database),
    notifications: prismaNotifications(database),
  };
}
