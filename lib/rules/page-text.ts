/** What can be read of a page without running its scripts. */
export type PageText = { title: string; text: string; hasPasswordField: boolean; headings: string[] };

/** What is inside these is not read by people. */
const SILENT = new Set(['script', 'style', 'noscript', 'template', 'svg', 'iframe', 'textarea', 'select']);
const BLOCKS = /^(p|div|br|li|ul|ol|tr|td|th|h[1-6]|section|article|header|footer|table|pre|dt|dd|title)$/;
const TAG_NAME = /^\/?([a-z][a-z0-9]*)/i;
const MAX_TAG = 4_000;

/**
 * The text of an HTML page, for telling what it is about: not for showing. One pass over it, whatever it is made of; scripts
 * and styles are left out.
 */
export function pageText(html: string): PageText {
  // Letters of other alphabets may change their length.
  const lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const { text, hasPasswordField } = read(html, lower);
  return { title: titleOf(html, lower), text: readable(text), hasPasswordField, headings: headingsOf(html, lower) };
}

function read(html: string, lower: string): { text: string; hasPasswordField: boolean } {
  const parts: string[] = [];
  let hasPasswordField = false;
  for (let at = 0; at < html.length;) {
    const open = html.indexOf('<', at);
    parts.push(html.slice(at, open < 0 ? html.length : open));
    if (open < 0) break;
    const { tag, end, isText } = tagAt(html, open);
    const name = nameOf(tag);
    hasPasswordField ||= name === 'input' && PASSWORD.test(tag);
    parts.push(isText ? '<' : BLOCKS.test(name) ? '\n' : '');
    at = isSilent(name, tag) ? endOf(lower, name, end) : end;
  }
  return { text: parts.join(''), hasPasswordField };
}

const nameOf = (tag: string): string => TAG_NAME.exec(tag)?.[1]?.toLowerCase() ?? '';
const isSilent = (name: string, tag: string) => SILENT.has(name) && !tag.startsWith('/') && !tag.endsWith('/');

const PASSWORD = /\stype\s*=\s*["']?password\b/i;

function tagAt(html: string, open: number): { tag: string; end: number; isText?: boolean } {
  if (html.startsWith('<!--', open)) {
    const close = html.indexOf('-->', open + 4);
    return { tag: '', end: close < 0 ? html.length : close + 3 };
  }
  // A lone `<` is text: what follows it is not taken for a tag.
  if (!/[a-z/!?]/i.test(html[open + 1] ?? '')) return { tag: '', end: open + 1, isText: true };
  const close = html.indexOf('>', open);
  if (close < 0) return { tag: '', end: html.length };
  return { tag: html.slice(open + 1, Math.min(close, open + MAX_TAG)), end: close + 1 };
}

function endOf(lower: string, name: string, from: number): number {
  const close = lower.indexOf(`</${name}`, from);
  return close < 0 ? lower.length : close;
}

function titleOf(html: string, lower: string): string {
  const start = lower.indexOf('<title');
  const open = start < 0 ? -1 : html.indexOf('>', start);
  const close = open < 0 ? -1 : lower.indexOf('</title', open);
  return close < 0 ? '' : readable(html.slice(open + 1, close)).slice(0, 300);
}

const MAX_HEADINGS = 30;

function headingsOf(html: string, lower: string): string[] {
  const found: string[] = [];
  for (let at = lower.indexOf('<h1'); at >= 0 && found.length < MAX_HEADINGS; at = lower.indexOf('<h1', at + 3)) {
    const open = html.indexOf('>', at);
    const close = open < 0 ? -1 : lower.indexOf('</h1', open);
    if (close < 0) break;
    found.push(readable(html.slice(open + 1, Math.min(close, open + 500)).replace(/<[^>]{0,300}>/g, ' ')));
  }
  return found;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function readable(text: string): string {
  return text
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name: string | undefined) => {
      if (name) return ENTITIES[name.toLowerCase()] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(String(hex), 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
    })
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}
