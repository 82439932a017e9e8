import { expect, type Locator, type Page } from '@playwright/test';

const MOST_STOPS = 120;
const GONE_MS = 3_000;

/** A person without a mouse: Tab, arrows, Enter, Space and typing only. */
export function keyboardOf(page: Page) {
  const press = (key: string) => page.keyboard.press(key);
  // What is gone meanwhile is not waited for.
  const isOn = (wanted: Locator) =>
    wanted.evaluate((element) => element === document.activeElement, undefined, { timeout: GONE_MS });

  /** Tabs until it has the focus, and sees that the focus can be seen. */
  async function reach(wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const one = wanted.first();
    await one.waitFor({ state: 'attached' });
    for (let stops = 0; !(await isOn(one)); stops += 1) {
      if (stops > MOST_STOPS) throw new Error(`${String(wanted)} is not reached by ${key}.`);
      await press(key);
    }
    await expectVisibleFocus(page);
  }

  return {
    press,
    reach,
    /** Presses a button or follows a link. */
    async choose(wanted: Locator): Promise<void> {
      await reach(wanted);
      await press('Enter');
    },
    async type(field: Locator, text: string): Promise<void> {
      await reach(field);
      await press('Control+A');
      await page.keyboard.type(text);
    },
  };
}
export type Keyboard = ReturnType<typeof keyboardOf>;

/** After an update the focus is still somewhere in the page: the next Tab goes on from there. */
export async function expectFocusKept(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.tagName ?? 'nothing'))
    .not.toMatch(/BODY|nothing/);
}

async function expectVisibleFocus(page: Page): Promise<void> {
  const isMarked = await page.evaluate(() => {
    const marks = (element: Element | null) => {
      const style = element && getComputedStyle(element);
      return style ? style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 : false;
    };
    const focused = document.activeElement;
    // What is hidden behind a drawn circle or box is marked by its label.
    return marks(focused) || marks(focused?.closest('label') ?? null);
  });
  const name = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160));
  expect(isMarked, `the focus cannot be seen on ${name}`).toBe(true);
}
