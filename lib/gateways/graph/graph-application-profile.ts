import type { ApplicationProfile } from '#lib/onboarding/ports.ts';
import { GraphApplicationProfile } from '#lib/wire/graph/applications.ts';
import { unlessMissing, type Graph } from './graph-call.ts';

/** What an application's registration says of it and of its publisher. https://learn.microsoft.com/graph/api/application-get */
export async function applicationProfile(
  graph: Graph,
  applicationObjectId: string,
): Promise<ApplicationProfile | undefined> {
  const read = graph.read(GraphApplicationProfile, {
    path: `/applications/${applicationObjectId}`,
    query: { $select: 'info,web,verifiedPublisher' },
    scopes: ['Application.Read.All'],
  });
  const application = await unlessMissing(read);
  return application && profileOf(application);
}

function profileOf({ info, web, verifiedPublisher }: GraphApplicationProfile): ApplicationProfile {
  const said = {
    homepage: web?.homePageUrl ?? info?.marketingUrl,
    privacy: info?.privacyStatementUrl,
    termsOfUse: info?.termsOfServiceUrl,
    support: info?.supportUrl,
    publisherName: verifiedPublisher?.displayName,
    partnerOneId: verifiedPublisher?.verifiedPublisherId,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value)) as ApplicationProfile;
}
