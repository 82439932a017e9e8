import type { Application } from '../directory/state.ts';
import { EntraError } from './errors.ts';

/** https://learn.microsoft.com/entra/identity-platform/reply-url: exact, but for the port of localhost, which is ignored. */
export function isRegistered({ redirectUris }: Pick<Application, 'redirectUris'>, uri: string): boolean {
  return redirectUris.some(
    (registered) => registered === uri || withoutLocalPort(registered) === withoutLocalPort(uri),
  );
}

export function requireRegistered(application: Application, uri: string | undefined): string {
  if (!uri) throw new EntraError(900144, "The request body must contain the following parameter: 'redirect_uri'.");
  if (isRegistered(application, uri)) return uri;
  throw new EntraError(
    50011,
    `The redirect URI '${uri}' specified in the request does not match the redirect URIs configured for the application ` +
      `'${application.appId}'. Make sure the redirect URI sent in the request matches one added to your application.`,
  );
}

function withoutLocalPort(uri: string): string {
  if (!URL.canParse(uri)) return uri;
  const url = new URL(uri);
  if (url.hostname === 'localhost') url.port = '';
  return url.href;
}
