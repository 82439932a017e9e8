import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { getPath } from 'hono/utils/url';
import type { Core } from '../core/core.ts';
import { faultGate } from '../core/faults.ts';
import { logRequests } from '../core/request-log.ts';
import { adminRoutes } from './admin.ts';
import { createArrivals, recordArrivals, spaceOfPath } from './arrivals.ts';
import { errorAnswer } from './errors.ts';
import { KNOWN_FAULTS } from './faults.ts';
import { oauthRoutes } from './oauth.ts';
import { pageRoutes } from './page.ts';
import { scimRoutes } from './scim-routes.ts';
import { createSpaces, type SpaceOptions } from './spaces.ts';
import type { ActiveFault } from './state.ts';
import { clearFault, setFault } from './switches.ts';
import { issueToken, type TokenUse } from './tokens.ts';

export type SampleApp = ReturnType<typeof createSampleApp>;

/** The ISV's application: SCIM 2.0 for any number of separate spaces, with mistakes that can be switched on. */
export function createSampleApp(core: Core) {
  const spaces = createSpaces(core);
  const arrivals = createArrivals();
  const spaceOfRequest = (_authorization: string | undefined, path: string) => spaceOfPath(path);
  // SCIM takes a slash at the end of an address; the page's own addresses tell the two apart.
  const app = new Hono({ getPath: (request) => getPath(request).replace(/(\/scim\/v2\/.+)\/$/, '$1') });
  app.onError((error) => (error instanceof HTTPException ? error.getResponse() : errorAnswer(error)));
  app.use('*', logRequests(core.requests, 'sample-app', spaceOfRequest));
  app.use(
    '*',
    recordArrivals(arrivals, (space) => spaces.find(space) !== undefined),
  );
  app.use('/t/*', faultGate(core.faults, core.clock, 'sample-app', spaceOfRequest));
  app.route('/t/:space/scim/v2', scimRoutes(core, spaces));
  app.route('/', oauthRoutes(spaces, core.clock));
  app.route('/_sample', adminRoutes(core, spaces, arrivals));
  app.route('/', pageRoutes(core, spaces, arrivals));
  return {
    app,
    /** The credentials of the space of that name, made if it is new. */
    createSpace: (name: string, options?: SpaceOptions) => spaces.credentials(spaces.ensure(name, options)),
    faults: {
      known: KNOWN_FAULTS,
      of: (space: string) => spaces.ensure(space).faults,
      set: (space: string, fault: ActiveFault) => setFault(spaces, spaces.ensure(space), fault),
      clear: (space: string, id?: string) => clearFault(spaces, spaces.ensure(space), id),
    },
    tokens: {
      /** A signed token whose expiry its holder can read. */
      issue: (space: string, options?: { lifetimeSeconds?: number; use?: TokenUse }) =>
        issueToken(spaces.ensure(space), core.clock, options),
    },
    reset: (space: string) => {
      spaces.reset(spaces.ensure(space));
      arrivals.clear(space);
    },
  };
}
