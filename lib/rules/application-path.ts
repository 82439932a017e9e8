/** Somewhere else to go; `page` is below learn.microsoft.com. */
export type OtherPath = { title: string; page: string };
export type PathQuestion = {
  id: 'isHrSource' | 'isOnPremises' | 'speaksScim';
  text: string;
  detail: string;
  /** The answer of an application that belongs here. */
  fits: boolean;
  /** For those whose answer does not fit. */
  otherwise: { words: string; paths: readonly OtherPath[] };
};
/** Yes or no to each question. */
export type PathAnswers = Record<PathQuestion['id'], boolean>;

const PROVISIONING = 'entra/identity/app-provisioning';

/** Three questions tell whether gallery provisioning over SCIM is the right way for an application at all. */
export const PATH_QUESTIONS: readonly PathQuestion[] = [
  {
    id: 'isHrSource',
    text: 'Does it send people into Entra, as an HR system does?',
    detail: 'Provisioning as tested here goes the other way: from Entra into your application.',
    fits: false,
    otherwise: {
      words: 'A source of people uses the inbound provisioning API, which needs no SCIM endpoint of yours.',
      paths: [
        {
          title: 'API-driven inbound provisioning concepts',
          page: `${PROVISIONING}/inbound-provisioning-api-concepts`,
        },
        {
          title: 'Configure an API-driven inbound provisioning app',
          page: `${PROVISIONING}/inbound-provisioning-api-configure-app`,
        },
      ],
    },
  },
  {
    id: 'isOnPremises',
    text: 'Does it run on the customer’s premises, out of reach of the internet?',
    detail: 'The provisioning service and this portal call a public address.',
    fits: false,
    otherwise: {
      words: 'A target on premises is reached through the provisioning agent and its connectors (ECMA host).',
      paths: [
        {
          title: 'Microsoft Entra on-premises application provisioning architecture',
          page: `${PROVISIONING}/on-premises-application-provisioning-architecture`,
        },
        {
          title: 'Microsoft Entra on-premises application provisioning to SCIM-enabled apps',
          page: `${PROVISIONING}/on-premises-scim-provisioning`,
        },
      ],
    },
  },
  {
    id: 'speaksScim',
    text: 'Does it speak SCIM 2.0, or will it soon?',
    detail: 'An endpoint with /Users, and /Groups where it has groups, as in RFC 7643 and RFC 7644.',
    fits: true,
    otherwise: {
      words:
        'Gallery provisioning needs a SCIM 2.0 endpoint. Build one first; until then, the gallery can list single sign-on alone.',
      paths: [
        {
          title: 'Tutorial: Develop and plan provisioning for a SCIM endpoint',
          page: `${PROVISIONING}/use-scim-to-provision-users-and-groups`,
        },
        {
          title: 'Submit a request to publish your application',
          page: 'entra/identity/enterprise-apps/v2-howto-app-gallery-listing',
        },
      ],
    },
  },
];

/** The questions whose answers lead elsewhere; none for an application that belongs here. */
export function pathsElsewhere(answers: PathAnswers): PathQuestion[] {
  return PATH_QUESTIONS.filter(({ id, fits }) => answers[id] !== fits);
}
