import type { Locator, Page } from '@playwright/test';
import { daysAgo, makeUpVendor, type Vendor } from '../support/made-up.ts';
import { choose } from '../support/operator.ts';
import { expect, test } from '../support/test.ts';

const THREE = [
  { name: 'Alpha', request: { status: 'submitted', handedIn: daysAgo(3) } },
  { name: 'Beta', request: { status: 'submitted', handedIn: daysAgo(1) } },
  { name: 'Gamma', request: { status: 'changes-requested', handedIn: daysAgo(2) } },
] as const;

test('a reviewer takes, chooses and opens submissions with the keyboard alone, and gives two to a colleague at once', async ({
  asOperator,
}) => {
  const vendor = await makeUpVendor([...THREE]);
  const ravi = await asOperator('reviewer2');
  const rosa = await asOperator('reviewer1');
  await rosa.goto(`/review?q=${vendor.word}&sort=name`);
  const [alpha, beta, gamma] = rowsOf(rosa);

  await test.step('J and K move, X chooses', async () => {
    await alpha.focus();
    await rosa.keyboard.press('j');
    await expect(beta).toBeFocused();
    await rosa.keyboard.press('k');
    await expect(alpha).toBeFocused();
    await rosa.keyboard.press('x');
    await expect(rosa.getByText('1 chosen')).toBeVisible();
    await rosa.keyboard.press('j');
    await rosa.keyboard.press('x');
    await expect(rosa.getByText('2 chosen')).toBeVisible();
  });

  await test.step('both are given to the colleague, who finds them and no other', async () => {
    await choose(rosa, 'Give them to', 'Ravi Reviewer');
    await rosa.getByRole('button', { name: 'Assign 2' }).click();
    await expect(rosa.getByText('2 submissions are assigned.')).toBeVisible();
    await expect(alpha).toContainText('Ravi Reviewer');
    await expect(beta).toContainText('Ravi Reviewer');
    await expect(gamma).toContainText('Nobody yet');
    await ravi.goto(`/review?q=${vendor.word}&assignee=me&sort=name`);
    await expectInOrder(ravi, ['Alpha', 'Beta']);
  });

  await test.step('A takes, Enter opens', async () => {
    await gamma.focus();
    await rosa.keyboard.press('a');
    await expect(rosa.getByText('Gamma is yours now.')).toBeVisible();
    await expect(gamma).toContainText('You');
    await gamma.focus();
    await rosa.keyboard.press('Enter');
    await expect(rosa.getByRole('heading', { level: 1, name: 'Gamma' })).toBeVisible();
  });
});

test('search, filters and order stand in the address, and are the same after reloading and on the way back', async ({
  asOperator,
}) => {
  const vendor = await makeUpVendor([...THREE]);
  const rosa = await asOperator('reviewer1');
  await rosa.goto('/review');
  await search(rosa, vendor);
  await choose(rosa, 'Order', 'Handed in last');
  await expectInOrder(rosa, ['Beta', 'Gamma', 'Alpha']);
  await rosa.reload();
  await expectInOrder(rosa, ['Beta', 'Gamma', 'Alpha']);
  await expect(rosa.getByRole('searchbox', { name: 'Search' })).toHaveValue(vendor.word);
  await expect(rosa.getByRole('button', { name: 'Handed in last Order' })).toBeVisible();

  await rosa.getByRole('columnheader', { name: 'Application' }).getByRole('button').click();
  await expectInOrder(rosa, ['Alpha', 'Beta', 'Gamma']);
  await choose(rosa, 'Whose turn', 'The reviewers’');
  await expectInOrder(rosa, ['Alpha', 'Beta']);
  await expect(rosa).toHaveURL(new RegExp(`/review\\?q=${vendor.word}&sort=name&turn=operator$`));
  await rosa.goBack();
  await expectInOrder(rosa, ['Alpha', 'Beta', 'Gamma']);
  await rosa.goBack();
  await expectInOrder(rosa, ['Beta', 'Gamma', 'Alpha']);
});

test('a status that is filtered by stays chosen in the page that the address opens for a colleague', async ({
  asOperator,
}) => {
  const vendor = await makeUpVendor([...THREE]);
  const rosa = await asOperator('reviewer1');
  await rosa.goto(`/review?q=${vendor.word}`);
  await rosa.getByRole('button', { name: 'More filters' }).click();
  await choose(rosa, 'Status', 'Changes requested');
  await rosa.keyboard.press('Escape');
  await expectInOrder(rosa, ['Gamma']);
  const ravi = await asOperator('reviewer2');
  await ravi.goto(rosa.url());
  await expectInOrder(ravi, ['Gamma']);
  await expect(ravi.getByRole('button', { name: 'More filters, 1 chosen' })).toBeVisible();
  await expect(ravi.getByRole('button', { name: 'Changes requested Status' })).toBeVisible();
});

test('a view that was kept opens what it was kept of, for a colleague too once it is shared, until it is removed', async ({
  asOperator,
}) => {
  const vendor = await makeUpVendor([...THREE]);
  const rosa = await asOperator('reviewer1');
  await rosa.goto(`/review?q=${vendor.word}&sort=name&order=desc`);
  await keepView(rosa, vendor);
  const views = rosa.getByRole('navigation', { name: 'Views' });
  const view = views.getByRole('link', { name: `View ${vendor.word} (shared)` });
  await expect(view).toHaveAttribute('aria-current', 'page');
  await views.getByRole('link', { name: 'Mine', exact: true }).click();
  await expect(view).not.toHaveAttribute('aria-current', 'page');
  await view.click();
  await expectInOrder(rosa, ['Gamma', 'Beta', 'Alpha']);

  const ravi = await asOperator('reviewer2');
  await ravi.goto('/review');
  const shared = ravi.getByRole('link', { name: `View ${vendor.word} (shared by a colleague)` });
  await shared.click();
  await expectInOrder(ravi, ['Gamma', 'Beta', 'Alpha']);

  await rosa.getByRole('button', { name: 'Keep this view' }).click();
  await rosa.getByRole('button', { name: `Remove the view View ${vendor.word}` }).click();
  await expect(rosa.getByRole('button', { name: `Remove the view View ${vendor.word}` })).toBeHidden();
  await rosa.getByRole('button', { name: 'Close' }).click();
  await expect(view).toBeHidden();
  const viewsRead = ravi.waitForResponse(/\/api\/review\/views$/);
  await ravi.reload();
  await viewsRead;
  await expectInOrder(ravi, ['Gamma', 'Beta', 'Alpha']);
  await expect(shared).toBeHidden();
});

const rowsOf = (page: Page): [Locator, Locator, Locator] => [
  rowOf(page, 'Alpha'),
  rowOf(page, 'Beta'),
  rowOf(page, 'Gamma'),
];
const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

async function search(page: Page, { word }: Vendor): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search' }).fill(word);
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(rowOf(page, 'Gamma')).toBeVisible();
}

/** The list shows these applications, from top to bottom, and no other. */
async function expectInOrder(page: Page, names: string[]): Promise<void> {
  await expect(page.getByRole('region', { name: 'Submissions' }).getByRole('rowheader')).toHaveText(
    names.map((name) => new RegExp(`^${name}`)),
  );
}

async function keepView(page: Page, { word }: Vendor): Promise<void> {
  await page.getByRole('button', { name: 'Keep this view' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(`View ${word}`);
  await page.getByText('Share it').click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}
