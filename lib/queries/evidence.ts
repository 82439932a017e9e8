import { useMutation } from '@tanstack/react-query';
import { saveFrom } from './save-file.ts';

type Of = { onboardingId: string; number: number } | { submissionId: string; number: number };

/** Downloads the evidence pack of one handing in, as the ISV or as a reviewer, and hands it to the browser to save. */
export function useSaveEvidencePack(of: Of) {
  return useMutation({
    mutationFn: () => saveFrom(pathOf(of)),
  });
}

function pathOf(of: Of): string {
  if ('submissionId' in of) return `/review/submissions/${of.submissionId}/evidence/${of.number}`;
  return `/onboardings/${of.onboardingId}/request-publishing/evidence/${of.number}`;
}
