/** What customer documentation has at least, in the order of a good page. */
export const DOCUMENTATION_TOPICS = [
  'introduction',
  'licensing',
  'roles',
  'endpoint',
  'authentication',
  'pilot-test',
  'troubleshooting',
  'support',
] as const;
export type DocumentationTopic = (typeof DOCUMENTATION_TOPICS)[number];

export const TOPIC_TITLES: Record<DocumentationTopic, string> = {
  introduction: 'Introduction to the functionality',
  licensing: 'Licensing',
  roles: 'Roles that are needed',
  endpoint: 'SCIM endpoint with its resources and attributes',
  authentication: 'Setting up authentication, and rotating secrets',
  'pilot-test': 'Test steps for pilot users',
  troubleshooting: 'Troubleshooting with error codes',
  support: 'Support options',
};

/** A topic is covered when each of its groups of words occurs: one heading alone explains nothing. */
const SIGNS: Record<DocumentationTopic, RegExp[]> = {
  introduction: [
    /\b(provision|deprovision|scim|single sign-on|sso|synchroni[sz])/i,
    /\b(introduction|overview|about|what (is|it does|you can)|this (guide|article|document|page|tutorial)|describes? how|explains? how|automat|learn how|prerequisites|capabilities|supported features)\b/i,
  ],
  licensing: [
    /\b(licen[cs]\w*|subscription plans?|pricing|editions?|(free|pro|business|enterprise|premium|standard|team) (plan|tier)|plans? (and|that)|included (in|with) (the |your |our |every )?\w{0,40} ?(plan|tier|edition|subscription)|P1|P2)\b/i,
  ],
  roles: [
    /\b(admin(istrator)?s?|owner|roles?)\b/i,
    /\b(application administrator|cloud application administrator|global administrator|hybrid identity administrator|(account|tenant|workspace|organi[sz]ation|site|super|team|system|billing)[ -]?(admin(istrator)?|owner)s?|admin(istrator)? (role|rights?|permissions?|privileges?|access|account)|(role|permission|privilege)s? (is |are )?(required|needed|necessary)|required (role|permission)s?|requires? (the |an? )?\w{0,40} ?(role|permission)|must (be|have|hold) (an? |the )?\w{0,40} ?\w{0,40} ?(admin(istrator)?|owner|role))\b/i,
  ],
  endpoint: [
    /\bscim\b/i,
    /\/(scim|users|groups)\b|\b(endpoint|tenant url|base url)\b/i,
    /\b(attributes?|resources?|schemas?|userName|externalId|displayName)\b/i,
  ],
  authentication: [
    /\b(oauth|client credentials|client id|client secret|bearer|access token|api (key|token)|secret token|token (url|endpoint)|workload identity|authenticat\w+)\b/i,
    /\b(rotat\w*|renew\w*|regenerat\w*|revok\w*|expir\w*|replac\w* (the |your |an? )?(old |existing )?(secret|token|key)s?|new (client )?(secret|token|key)|(second|another) (client )?(secret|token|key))\b/i,
  ],
  'pilot-test': [
    /\b(pilot|test|try|trial|few|small group of|provision on demand|on-demand)\b/i,
    /\b(test (users?|accounts?|groups?|the)|pilot (users?|groups?|accounts?|phase)|provision on demand|on-demand provisioning|assign (a |one |some |the |few |two )?(few )?(test |pilot )?(users?|person|people|groups?)|small group of (users|people)|(verify|check|confirm) (that |whether |if )?(the |a |your )?\w{0,40} ?(user|account|person|group))/i,
  ],
  troubleshooting: [
    /\b(troubleshoot\w*|common (errors?|problems?|issues?)|known issues?|error codes?|error messages?|if (something|provisioning) (goes wrong|fails)|problems? and solutions?|resolv\w+ (errors?|problems?|issues?))\b/i,
    /\b(4\d\d|5\d\d|error\w*|quarantine|fail\w*)\b/i,
  ],
  support: [
    /\b(contact (us|support|our|the)|support (team|portal|cent(er|re)|ticket|options?|hours|request|desk|e-?mail)|help ?(desk|cent(er|re))|customer (support|success|service|care)|technical support|get(ting)? (help|support)|open a (ticket|case|request)|support@|raise a (ticket|case))/i,
  ],
};

/** The topics that a text covers. Told by words, so that it may be wrong either way: a person has the last say. */
export function topicsOf(text: string): DocumentationTopic[] {
  return DOCUMENTATION_TOPICS.filter((topic) => SIGNS[topic].every((sign) => sign.test(text)));
}

/** What all documents and pages together leave out. */
export function topicsMissing(covered: readonly (readonly DocumentationTopic[])[]): DocumentationTopic[] {
  const all = new Set(covered.flat());
  return DOCUMENTATION_TOPICS.filter((topic) => !all.has(topic));
}
