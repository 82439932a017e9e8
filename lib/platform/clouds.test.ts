import { expect, test } from 'vitest';
import { graphScopes, resourceAt } from './clouds.ts';

test.each([
  ['public', 'https://graph.microsoft.com', 'https://graph.microsoft.com/User.Read'],
  ['US Government', 'https://graph.microsoft.us', 'https://graph.microsoft.us/User.Read'],
  ['US Government, DoD', 'https://dod-graph.microsoft.us', 'https://dod-graph.microsoft.us/User.Read'],
  ['China', 'https://microsoftgraph.chinacloudapi.cn', 'https://microsoftgraph.chinacloudapi.cn/User.Read'],
  ['this machine, as the public cloud', 'https://localhost:4402', 'https://graph.microsoft.com/User.Read'],
])('permissions of Graph are asked for where it is: %s', (_cloud, graphUrl, scope) => {
  expect(graphScopes(graphUrl, ['User.Read'])).toEqual([scope]);
});

test.each([
  ['public', 'https://management.azure.com', 'https://management.azure.com'],
  ['US Government', 'https://management.usgovcloudapi.net', 'https://management.usgovcloudapi.net'],
  ['China', 'https://management.chinacloudapi.cn', 'https://management.chinacloudapi.cn'],
  ['this machine, as the public cloud', 'https://127.0.0.1:4403', 'https://management.azure.com'],
])('tokens for Azure are asked for where it is: %s', (_cloud, armUrl, resource) => {
  expect(resourceAt('arm', armUrl)).toBe(resource);
});
