import { topicsOf, type DocumentationTopic } from './documentation-topics.ts';
import type { FilePoint } from './logo.ts';
import { pageText, type PageText } from './page-text.ts';

/** What came back for a link, after all redirects. */
export type PageSeen = { url: string; status: number; contentType: string; text: string };
export type LinkVerdict = {
  /** `away`: the host answers that it cannot answer now; nothing is known about the page. */
  outcome: 'good' | 'bad' | 'away';
  failed: FilePoint[];
  warnings: string[];
  topics: DocumentationTopic[];
  words?: number;
};

const FEW_WORDS = 60;
const READABLE = /^(text\/(html|plain|markdown|x-markdown)|application\/xhtml\+xml)$/;

/** Whether a link is public documentation: somebody without an account opens it and reads about the integration. */
export function judgeLink(asked: string, page: PageSeen): LinkVerdict {
  const nothing = { warnings: [], topics: [] };
  if (page.status === 429 || page.status >= 500) {
    return { outcome: 'away', failed: [notNow(page.status)], ...nothing };
  }
  const failed = [...judgeScheme(asked, page.url), ...judgeStatus(asked, page)];
  const type = page.contentType.split(';')[0]!.trim().toLowerCase();
  if (failed.some(({ id }) => id !== 'https')) return { outcome: 'bad', failed, ...nothing };
  if (type === 'application/pdf') return verdict(failed, { warnings: [PDF], topics: [] });
  if (!READABLE.test(type)) return verdict([...failed, notReadable(type)], nothing);
  const read = /html/.test(type) ? pageText(page.text) : plain(page.text);
  return verdict([...failed, ...judgeSignIn(asked, page.url, read)], contentsOf(read));
}

const verdict = (failed: FilePoint[], rest: Omit<LinkVerdict, 'outcome' | 'failed'>): LinkVerdict => ({
  outcome: failed.length > 0 ? 'bad' : 'good',
  failed,
  ...rest,
});

const plain = (text: string): PageText => ({ title: '', text, hasPasswordField: false, headings: [] });

function contentsOf({ text }: PageText): Pick<LinkVerdict, 'warnings' | 'topics' | 'words'> {
  const words = text.match(/\S+/g)?.length ?? 0;
  const topics = topicsOf(text);
  if (words < FEW_WORDS) return { words, topics, warnings: [FEW] };
  return { words, topics, warnings: topics.length === 0 ? [OFF_TOPIC] : [] };
}

const PDF = 'It is a PDF. Upload it too, and the portal sees which topics it covers.';
const FEW =
  'Hardly any text is on the page. If scripts build it in the browser, search engines and the portal see it empty too.';
const OFF_TOPIC = 'Nothing on the page is about setting up the integration. Link to the page that is.';

function notNow(status: number): FilePoint {
  return {
    id: 'away',
    expected: 'A page that answers.',
    got: status === 429 ? 'The host asks to come back later (HTTP 429).' : `The host has an error (HTTP ${status}).`,
    fix: 'Check the link again in a few minutes. If it stays so, look into the host’s own log.',
  };
}

/** Addresses of this machine need no certificate, like in browsers. https://www.w3.org/TR/secure-contexts/#is-origin-trustworthy */
const isTrustworthy = (url: URL) => url.protocol === 'https:' || /^(localhost|127\.\d+\.\d+\.\d+)$/.test(url.hostname);

function judgeScheme(asked: string, final: string): FilePoint[] {
  if (isTrustworthy(new URL(asked)) && isTrustworthy(new URL(final))) return [];
  const isAsked = !isTrustworthy(new URL(asked));
  return [
    {
      id: 'https',
      expected: 'A page over https.',
      got: isAsked ? 'The link starts with http://.' : `It leads on to ${hostOf(final)} without https.`,
      fix: isAsked ? 'Enter the address that starts with https://.' : 'Let the page redirect to https addresses only.',
    },
  ];
}

const hostOf = (url: string) => new URL(url).host;

function judgeStatus(asked: string, { url, status }: PageSeen): FilePoint[] {
  if ([401, 403, 407].includes(status)) return [notPublic(`The host refuses it (HTTP ${status}).`)];
  if (isSignIn(url) && !isSignIn(asked)) return [notPublic(`It leads to a sign-in page at ${hostOf(url)}.`)];
  if (status >= 200 && status < 300) return [];
  const isGone = status === 404 || status === 410;
  return [
    {
      id: 'dead',
      expected: 'A page that is there (HTTP 200).',
      got: isGone ? `There is no such page (HTTP ${status}).` : `The host answers HTTP ${status}.`,
      fix: isGone
        ? 'Open the link in a private window, and enter the address under which the page is found.'
        : 'Open the link in a private window and see what it shows; enter the address of the page itself.',
    },
  ];
}

function notPublic(got: string): FilePoint {
  return {
    id: 'public',
    expected: 'A page that everybody can read without an account.',
    got,
    fix: 'Publish the documentation without a sign-in. A private window of your browser shows what others see.',
  };
}

const SIGN_IN_HOSTS =
  /^(login|signin|sign-in|sso|accounts|auth|id|idp|identity)\.|\.(okta|oktapreview|auth0|onelogin|pingone|b2clogin|ciamlogin|duosecurity|jumpcloud)\.com$|^login\.|microsoftonline|(^|\.)login\.live\.com$/i;
const SIGN_IN_PATHS =
  /\/(log-?in|sign-?in|signon|sso|saml2?|oauth2?|authorize|authenticate|users\/sign_in|account\/login)(\/|\.\w+$|$)/i;

function isSignIn(address: string): boolean {
  const { hostname, pathname } = new URL(address);
  return SIGN_IN_HOSTS.test(hostname) || SIGN_IN_PATHS.test(pathname);
}

const SIGN_IN_WORDS = /^\W*(log ?in|sign ?in|login|signin|log on|sign on|authentication required)\b/i;
const LOTS_OF_WORDS = 400;

/** A page whose purpose is signing in. Documentation may show a password field or have such a title; not with hardly a word more. */
function judgeSignIn(asked: string, final: string, { title, text, hasPasswordField, headings }: PageText): FilePoint[] {
  const words = text.match(/\S+/g)?.length ?? 0;
  const saysSo = [title, ...headings].some((heading) => SIGN_IN_WORDS.test(heading));
  const isOne = hasPasswordField ? saysSo || words < LOTS_OF_WORDS : saysSo && (words < FEW_WORDS || isSignIn(final));
  if (!isOne) return [];
  return [
    notPublic(hasPasswordField ? 'The page asks for a password.' : `It is a sign-in page (“${title || asked}”).`),
  ];
}

function notReadable(type: string): FilePoint {
  return {
    id: 'content-type',
    expected: 'A web page, a text or a PDF.',
    got: type ? `The content is of the type ${type}.` : 'The host does not say what the content is (no content type).',
    fix: 'Link to a page that a browser shows.',
  };
}
