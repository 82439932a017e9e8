import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** React Aria's live region: it names what was spoken once, also when that is gone from the page. */
const ANNOUNCER = '[data-live-announcer]';

/** No violation of WCAG 2.2 AA that a machine can find, in the light and in the dark theme; of one part, if it is named. */
export async function expectAccessible(page: Page, part = 'html'): Promise<void> {
  // Colours change over a moment, unless reduced motion is asked for.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const theme of ['light', 'dark']) {
    await page.evaluate((wanted) => (document.documentElement.dataset.theme = wanted), theme);
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).include(part).exclude(ANNOUNCER).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${theme}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    );
    expect(found).toEqual([]);
  }
}
