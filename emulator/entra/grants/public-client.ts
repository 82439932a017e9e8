import type { Application } from '../../directory/state.ts';
import { authenticateClient, hasCredential, type Form } from '../clients.ts';
import type { EntraContext, Realm } from '../context.ts';
import { EntraError } from '../errors.ts';

/** A client proves itself by its credential; a single-page application has none and must be a browser of another origin. */
export async function admitClient(
  context: EntraContext,
  application: Application,
  { form, realm }: { form: Form & { origin?: string }; realm: Realm },
): Promise<void> {
  if (hasCredential(form)) return authenticateClient(context, application, { form, realm });
  if (form.origin) return;
  throw new EntraError(
    9002327,
    "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
  );
}
