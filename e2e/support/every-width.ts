import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
const SMALL_PHONE = { width: 360, height: 740 };
/** Everything that is too wide is told at once. */
const expectAll = expect.configure({ soft: true });

/** Accessible in both themes from a desktop's width to a small phone's, where nothing makes the page scroll sideways. */
export async function expectGoodAtEveryWidth(page: Page, name: string): Promise<void> {
  for (const size of [PHONE, SMALL_PHONE, DESKTOP]) {
    await page.setViewportSize(size);
    const where = `${name}, ${size.width} px wide`;
    await expectAll.poll(() => page.evaluate(tooWide), { message: where, timeout: 3_000 }).toEqual([]);
    // Between the two phones only the width of columns differs.
    if (size !== PHONE) await expectAccessible(page);
  }
}

/** What reaches beyond the right edge, when the page can be scrolled there. */
function tooWide(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const beyond = [...document.body.querySelectorAll('*')].filter(
    (element) => element.getBoundingClientRect().right > clientWidth && !element.closest('.overflow-x-auto'),
  );
  return [`${scrollWidth} > ${clientWidth}`, ...beyond.slice(-3).map((element) => element.outerHTML.slice(0, 200))];
}
