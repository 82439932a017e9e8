import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import { Redaction } from '#lib/onboarding/evidence/contract.ts';
import type { EvidenceRecord, EvidenceStore } from '#lib/onboarding/evidence/ports.ts';
import type { Transaction } from './database.ts';
import type { Prisma } from './generated/client.ts';
import type { EvidenceModel } from './generated/models.ts';
import { givenOnly, notFound } from './tenancy.ts';

/** Evidence in PostgreSQL, where a trigger refuses to change or remove it. */
export function prismaEvidence(database: Transaction): EvidenceStore {
  const newest = async (where: Prisma.EvidenceWhereInput) => {
    const row = await database.evidence.findFirst({ where, orderBy: [{ at: 'desc' }, { number: 'desc' }] });
    return row ? evidenceRecord(row) : undefined;
  };
  const own = (tenantId: string, onboardingId: string) => ({ onboardingId, onboarding: { tenantId } });
  return {
    async insert(tenantId, { text, redactions, runId, ...rest }) {
      const { submissionId, number, sha256 } = rest;
      if (createHash('sha256').update(text).digest('hex') !== sha256) {
        throw new AppError('conflict', 'This evidence does not have the hash it came with.');
      }
      const where = { id: submissionId, onboarding: { tenantId } };
      if ((await database.submission.count({ where })) === 0) throw notFound();
      await database.evidence.createMany({
        data: [{ ...rest, runId: runId ?? null, content: text, redactions: redactions as Prisma.InputJsonArray }],
        skipDuplicates: true,
      });
      const kept = await newest({ submissionId, number });
      if (!kept) throw notFound();
      return kept;
    },
    get: (tenantId, onboardingId, number) => newest({ number, submission: own(tenantId, onboardingId) }),
    async list(tenantId, onboardingId) {
      const rows = await database.evidence.findMany({
        where: { submission: own(tenantId, onboardingId) },
        orderBy: [{ at: 'asc' }, { number: 'asc' }],
        omit: { content: true },
      });
      return rows.map(factsOf);
    },
    getForOperator: (submissionId, number) => newest({ submissionId, number }),
    latestForOperator: (submissionId) => newest({ submissionId }),
  };
}

function evidenceRecord({ content, ...row }: EvidenceModel): EvidenceRecord {
  return { ...factsOf(row), text: content };
}

function factsOf(row: Omit<EvidenceModel, 'content'>): Omit<EvidenceRecord, 'text'> {
  const { submissionId, number, sha256, byName, at, runId } = row;
  const redactions = z.array(Redaction).parse(row.redactions);
  return { submissionId, number, sha256, byName, at, redactions, ...givenOnly({ runId }) };
}
