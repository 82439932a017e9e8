import { createTransport } from 'nodemailer';
import { afterAll, expect, test } from 'vitest';
import { createControl } from '../control/index.ts';
import { startMailCatcher } from './catcher.ts';
import { mailPages, mailRoutes } from './pages.ts';

const catcher = await startMailCatcher();
afterAll(() => catcher.stop());
const transport = createTransport({ url: catcher.url });
const send = (to: string, text = 'Open http://localhost:3000/x#y now.') =>
  transport.sendMail({ from: 'p@portal.example', to, subject: 'Grüße <b>', text });

test('what is mailed can be read as JSON, by whom it was for', async () => {
  await send('ann@contoso.example');
  await send('bob@contoso.example');
  const response = await mailRoutes(catcher).request('/?to=ann@contoso.example');
  expect(await response.json()).toMatchObject({
    mails: [{ to: ['ann@contoso.example'], subject: 'Grüße <b>', text: expect.stringContaining('#y now.') as string }],
  });
});

test('the page shows a mail as text, with links to press', async () => {
  await send('eve@contoso.example', '<script>alert(1)</script> https://portal.example/a#b');
  const [mail] = catcher.list('eve@contoso.example');
  const page = await (await mailPages(catcher).request(`/${mail!.id}`)).text();
  expect(page).toContain('<a href="https://portal.example/a#b">');
  expect(page).not.toContain('<script>alert');
  expect(page).not.toContain('Grüße <b>');
});

test('an address can be refused', async () => {
  catcher.refuse(['Nobody@contoso.example']);
  await expect(send('nobody@contoso.example')).rejects.toMatchObject({ responseCode: 550 });
});

test('only this machine reads the mail', async () => {
  const { app } = createControl(
    {} as never,
    { mail: catcher, entra: { state: {} }, seedTenant: () => undefined } as never,
  );
  expect((await app.request('http://evil.example/mail')).status).toBe(403);
});
