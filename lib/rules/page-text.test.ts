import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageText } from './page-text.ts';

const PAGE = `<!doctype html><html><head><title>Acme &amp; SCIM</title><style>p{color:red}</style>
<script>var a = "<p>hidden</p>"; if (1 < 2) {}</script></head><body><!-- <p>gone</p> -->
<h1>Set <em>up</em> SCIM</h1><p>İİİ</p><script>hidden</script><p>Base&nbsp;URL: &#x68;ttps://acme.example</p><P>1 < 2, always</P></body></html>`;

test('text, title and headings are read, scripts, styles and comments are not', () => {
  const { title, text, headings, hasPasswordField } = pageText(PAGE);
  expect(title).toBe('Acme & SCIM');
  expect(headings).toEqual(['Set up SCIM']);
  expect(text).toContain('İİİ\nBase URL: https://acme.example\n1 < 2, always');
  expect(text).not.toMatch(/hidden|gone|color/);
  expect(hasPasswordField).toBe(false);
});

test.each([`<input type="password">`, `<INPUT name=p TYPE = 'password' />`, `<input class="a"\n type=password>`])(
  'a password field is seen: %s',
  (html) => expect(pageText(`<form>${html}</form>`).hasPasswordField).toBe(true),
);

test.each([
  'type the password: <input type="text" name="password">',
  '<pre>&lt;input type="password"&gt;</pre>',
  '<script>"<input type=password>"</script>',
])('no password field is seen: %s', (html) => expect(pageText(html).hasPasswordField).toBe(false));

test('whatever a page is made of, reading it ends, and soon', () => {
  const parts = fc.constantFrom(
    '<',
    '>',
    '<!--',
    '-->',
    '<script',
    '</script',
    '<title>',
    '<h1>',
    '&#',
    '&a',
    ' ',
    '"',
    'x',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(parts, { minLength: 1, maxLength: 30 }), (some) => {
      const html = some.join('').repeat(20_000).slice(0, 400_000);
      const started = performance.now();
      pageText(html);
      expect(performance.now() - started).toBeLessThan(1_500);
    }),
    { numRuns: 40 },
  );
});
