import { z } from 'zod';
import { Me } from './contract.ts';
import { SignInNeeded, type SignInClient } from './sign-in-client.ts';

const Refusal = z.object({ code: z.string(), detail: z.string() });

export type MeAnswer =
  | { outcome: 'ok'; me: Me }
  | { outcome: 'ended' }
  | { outcome: 'refused'; code: string; detail: string }
  | { outcome: 'unreachable' };

/** Asks the server who it takes the signed-in account for. */
export async function fetchMe(client: SignInClient): Promise<MeAnswer> {
  try {
    const token = await client.token();
    const response = await fetch('/api/me', { headers: { authorization: `Bearer ${token}` }, cache: 'no-store' });
    if (response.ok) return { outcome: 'ok', me: Me.parse(await response.json()) };
    if (response.status === 401) return { outcome: 'ended' };
    const refusal = Refusal.safeParse(await response.json());
    return response.status < 500 && refusal.success
      ? { outcome: 'refused', ...refusal.data }
      : { outcome: 'unreachable' };
  } catch (error) {
    return error instanceof SignInNeeded ? { outcome: 'ended' } : { outcome: 'unreachable' };
  }
}
