/** Runs once when the server starts: a wrong configuration stops it here, not at the first request. Routes answer only after it. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { config } = await import('./lib/platform/config.ts');
  const { trustExtraCa } = await import('./lib/platform/extra-ca.ts');
  trustExtraCa(config().EXTRA_CA_FILE);
  const { guardRoutes } = await import('./lib/services/request-guards.ts');
  guardRoutes();
}
