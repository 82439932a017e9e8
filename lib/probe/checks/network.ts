import ipaddr from 'ipaddr.js';
import { idOf, listOf, mustAnswer } from '../engine/answer.ts';
import { reading, writing, type Check, type CheckContext } from '../engine/context.ts';
import { failed, must, notVerifiable, passed, untried, type Verdict } from '../engine/verdict.ts';

export const NETWORK_CHECKS: Check[] = [
  reading('N01', async ({ base }) => {
    const { protocol, hostname } = new URL(base);
    if (protocol === 'https:') {
      return untried(
        'It answers over HTTPS; the TLS version and the key of the certificate are not visible from here.',
      );
    }
    if (isLocal(hostname))
      return untried(`${hostname} is not reached over the internet; the real address needs https:.`);
    return failed('The address begins with http:.');
  }),
  writing('N02', toleratesForms),
];

/** A host that Entra cannot reach: an address to develop with. */
function isLocal(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(name)) return ipaddr.process(name).range() !== 'unicast';
  return !name.includes('.') || /\.(localhost|local|internal|test)$/i.test(name);
}

async function toleratesForms({ scim, aUser }: CheckContext): Promise<Verdict> {
  const made = await aUser();
  const flagged = await scim.get(`${made.path}?aadOptscim062020`);
  mustAnswer(flagged, [200], 'GET of a user with ?aadOptscim062020');
  must(idOf(flagged.body) === made.id, 'GET of a user with ?aadOptscim062020 answers with something else.');
  const query = `?filter=${encodeURIComponent(`userName eq "${String(made.sent.userName)}"`)}`;
  const plain = listOf(await scim.get(`/Users${query}`));
  if (plain?.total !== 1) return notVerifiable('The filter does not find the user without a slash either.');
  const slashed = await scim.get(`/Users/${query}`);
  mustAnswer(slashed, [200], 'GET of /Users/ with a slash at its end');
  const total = listOf(slashed)?.total;
  if (total === 1) return passed('The same answers with a slash at the end and with the flag.');
  return failed(`/Users/ with a slash at its end finds ${String(total)} instead of 1.`);
}
