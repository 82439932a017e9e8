import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { ExportFile } from '#lib/onboarding/probe/contract.ts';
import {
  Attachments,
  LinkCheckView,
  UploadOutcome,
  type UploadKind,
  type UploadView,
} from '#lib/onboarding/request-attachments/contract.ts';
import {
  ContactConfirmations,
  ContactConfirmationView,
  ContactInvitation,
} from '#lib/onboarding/request-contacts/contract.ts';
import { call, get, getFile, isSessionEnded, Nothing, post, postPublic, putFile } from './api.ts';
import { saveBlob, saveFile } from './save-file.ts';

const POLL_MS = 3_000;
const at = (onboardingId: string, rest: string) => `/onboardings/${onboardingId}/request-publishing/${rest}`;
const key = (onboardingId: string, ...rest: string[]) => ['onboardings', onboardingId, ...rest];
/** A request as its publisher reaches it, or as reviewers do. */
export type RequestOf = { onboardingId: string } | { submissionId: string };

/** Files and looked-at links of the request. */
export const attachments = (onboardingId: string) =>
  queryOptions({
    queryKey: key(onboardingId, 'attachments'),
    queryFn: () => get(at(onboardingId, 'attachments'), Attachments),
  });

/** How it stands with the contacts that were asked; followed while somebody is still to answer. */
export const contactConfirmations = (onboardingId: string) =>
  queryOptions({
    queryKey: key(onboardingId, 'contact-confirmations'),
    queryFn: () => get(at(onboardingId, 'contacts'), ContactConfirmations),
    refetchInterval: ({ state: { data, error } }) =>
      !isSessionEnded(error) && data?.confirmations.some(({ state }) => state === 'sending' || state === 'sent')
        ? POLL_MS
        : false,
  });

/** A picture as an address that a page may show: the API wants a token, which an image cannot send. */
export const uploadPicture = (of: RequestOf, { id }: Pick<UploadView, 'id'>) =>
  queryOptions({
    queryKey:
      'submissionId' in of
        ? ['review', 'submissions', of.submissionId, 'upload-picture', id]
        : key(of.onboardingId, 'upload-picture', id),
    queryFn: async () => dataUrl((await getFile(contentPath(of, id))).content),
    staleTime: Infinity,
  });

function contentPath(of: RequestOf, uploadId: string): string {
  const file = `uploads/${uploadId}/content`;
  return 'submissionId' in of ? `/review/submissions/${of.submissionId}/${file}` : at(of.onboardingId, file);
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('The picture could not be read.'));
    reader.readAsDataURL(blob);
  });
}

/** What was attached belongs to the request: its gate is asked anew. */
function useChange<Input, Output>(onboardingId: string, mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  const touched = ['attachments', 'contact-confirmations', 'request-publishing'];
  return useMutation({
    mutationFn,
    onSettled: () =>
      client.invalidateQueries({
        queryKey: key(onboardingId),
        predicate: ({ queryKey }) => touched.includes(String(queryKey[2])),
      }),
  });
}

export const useUpload = (onboardingId: string, kind: UploadKind) =>
  useChange(onboardingId, (file: File) => putFile(at(onboardingId, `uploads/new/${kind}`), UploadOutcome, file));

export const useRemoveUpload = (onboardingId: string) =>
  useChange(onboardingId, (uploadId: string) => call('DELETE', at(onboardingId, `uploads/${uploadId}`), Nothing));

export const useCheckLink = (onboardingId: string) =>
  useChange(onboardingId, (url: string) => post(at(onboardingId, 'links/check'), LinkCheckView, { url }));

export const useAskContact = (onboardingId: string) =>
  useChange(onboardingId, (email: string) =>
    post(at(onboardingId, 'contacts/confirm-request'), ContactConfirmationView, { email }),
  );

export function useSaveUpload(of: RequestOf) {
  return useMutation({
    mutationFn: async ({ id, fileName }: Pick<UploadView, 'id' | 'fileName'>) =>
      saveBlob(fileName, (await getFile(contentPath(of, id))).content),
  });
}

export function useDocumentationDraft(onboardingId: string) {
  return useMutation({
    mutationFn: async () => saveFile(await get(at(onboardingId, 'documentation-draft'), ExportFile)),
  });
}

/** What a mailed link is for. The token goes in the body: addresses are written to logs. */
export const invitation = (token: string) =>
  queryOptions({
    queryKey: ['contact-invitation', token],
    queryFn: () => postPublic('/contacts/invitation', ContactInvitation, { token }),
  });

export function useConfirmContact(token: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => postPublic('/contacts/confirm', ContactInvitation, { token }),
    onSuccess: (confirmed) => client.setQueryData(['contact-invitation', token], confirmed),
  });
}
