import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A Chromium to drive: the one named, Playwright's own download, or one of the system. */
export function findBrowser(): string | undefined {
  return [process.env.BROWSER_FILE, chromium.executablePath(), ...PLACES].find((file) => file && existsSync(file));
}
