import type { DecisionKind } from './decisions.ts';

export type CannedReason = { id: string; title: string; words: string };

/** Reasons that are given often, each with what mends it. They are a beginning: whoever decides may change every word. */
export const CANNED_REASONS: Readonly<Record<DecisionKind, CannedReason[]>> = {
  approve: [
    {
      id: 'all-good',
      title: 'Everything holds',
      words: 'The run was read again at its source and holds, and what was entered is complete and public.',
    },
  ],
  'request-changes': [
    {
      id: 'documentation',
      title: 'The documentation cannot be followed',
      words:
        'An administrator cannot set provisioning up by the documentation alone. Add where the SCIM address and the token are found, with a picture of each page, and hand the request in again.',
    },
    {
      id: 'description',
      title: 'The description advertises',
      words:
        'Say in one or two sentences what the application does for its users. Take out comparisons, prices and superlatives.',
    },
    {
      id: 'logo',
      title: 'The logo is not usable',
      words: 'Upload the logo of the application itself, on a transparent ground, without margins or words around it.',
    },
    {
      id: 'run-again',
      title: 'The run reads differently now',
      words:
        'The Logic App or its run is not what was handed in any more. Deploy the template again in step 4, run the validation again in step 5, and choose the new run.',
    },
    {
      id: 'contact',
      title: 'A contact did not answer',
      words: 'The address of a contact was never confirmed. Name somebody who reads it, and ask them to confirm it.',
    },
  ],
  reject: [
    {
      id: 'not-theirs',
      title: 'It is not the ISV’s own application',
      words:
        'Only the publisher of an application can list it. Ask the publisher to hand in the request from its own tenant.',
    },
    {
      id: 'other-path',
      title: 'It does not belong into the gallery',
      words:
        'The application is used by one organisation alone. Add it there as a non-gallery application: provisioning works in the same way.',
    },
    {
      id: 'twice',
      title: 'It is in the gallery already',
      words: 'The gallery has this application. Ask for an update of the entry that is there instead of a second one.',
    },
  ],
  escalate: [
    {
      id: 'unsure',
      title: 'A second pair of eyes',
      words: 'I would decide, but want another reviewer to look at the evidence first.',
    },
    {
      id: 'conflict',
      title: 'I know the publisher',
      words: 'I have worked with this publisher: somebody else should decide.',
    },
  ],
  preview: [
    {
      id: 'preview',
      title: 'Preview begins',
      words: 'The application is shown to the tenants that you named. Tell us here what they find.',
    },
  ],
  publish: [{ id: 'published', title: 'It is public', words: 'The application is in the gallery, for every tenant.' }],
};
