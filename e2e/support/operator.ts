import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';

/** What several tests of the operator's side share. */

/** Chooses in a list that opens: its button reads what is chosen, then its label. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`. ${label}$`) }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** The file that a button of the page saves, as text. */
export async function savedBy(button: Locator): Promise<string> {
  const saving = button.page().waitForEvent('download');
  await button.click();
  return readFileSync(await (await saving).path(), 'utf8');
}

/** A saved table, line by line, without its head. */
export async function linesSavedBy(button: Locator): Promise<string[]> {
  return (await savedBy(button)).split('\r\n').slice(1).filter(Boolean);
}

/** A cohort of one tenant, which is found by the word. */
export async function makeCohort(
  page: Page,
  cohort: string,
  { word, tenantName }: { word: string; tenantName: string },
): Promise<void> {
  await page.goto('/program/cohorts');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(cohort);
  await page.getByRole('button', { name: 'Create cohort' }).click();
  await page.getByLabel(`Add a tenant to ${cohort}`).fill(word);
  await page.getByRole('button', { name: `Add ${tenantName} to ${cohort}` }).click();
  await expect(page.getByRole('list', { name: `Tenants of ${cohort}` })).toContainText(tenantName);
}
