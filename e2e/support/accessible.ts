import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];
/** What passes is neither described nor kept: on a long page that takes longer than finding what does not. */
const ONLY_WHAT_IS_WRONG = { resultTypes: ['violations' as const], preload: false };
/** React Aria's live region: it names what was spoken once, also when that is gone from the page. */
const ANNOUNCER = '[data-live-announcer]';

/** No violation of WCAG 2.2 AA that a machine can find, in the light and in the dark theme; of one part, if it is named. */
export async function expectAccessible(page: Page, part = 'html'): Promise<void> {
  for (const theme of ['light', 'dark']) {
    await page.evaluate(wear, theme);
    // Without a blank page to sum up in: there are no frames.
    const axe = new AxeBuilder({ page }).setLegacyMode().options(ONLY_WHAT_IS_WRONG).include(part).exclude(ANNOUNCER);
    // A theme changes colours and nothing else.
    const { violations } = await (theme === 'light' ? axe.withTags(RULES) : axe.withRules(OF_COLOURS)).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${theme}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    );
    expect(found).toEqual([]);
  }
}

/** At once: the colours of a page that is on its way to the other theme are those of neither. */
function wear(theme: string): void {
  if (document.adoptedStyleSheets.length === 0) {
    const still = new CSSStyleSheet();
    still.replaceSync('*, ::before, ::after { transition: none !important }');
    document.adoptedStyleSheets = [still];
  }
  document.documentElement.dataset.theme = theme;
}
