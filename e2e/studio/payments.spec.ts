import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { SOON } from '../people.ts';
import { foundCommunity } from '../scene.ts';

/** On Stripe's page: how telling who one is ends. */
async function tellStripe(page: Page, how: RegExp): Promise<void> {
	await expect(page.getByRole('heading', { name: /Tell Stripe/ })).toBeVisible({ timeout: SOON });
	await page.getByRole('radio', { name: how }).check();
	await page.getByRole('button', { name: 'Submit' }).click();
	await page.waitForURL(/\/revenue\/payments\?back/, { timeout: SOON });
}

test('an owner connects Stripe, comes back too early, tells more, and disconnects', async ({
	page,
	places,
	mails,
}) => {
	test.setTimeout(120_000);
	const slug = unique('bakery');
	const { id } = await foundCommunity(page, places, mails, { name: 'Bakery', slug });
	await page.goto(`${places.studio}/c/${id}`);
	await page
		.getByRole('navigation', { name: 'Studio' })
		.getByRole('link', { name: 'Payments' })
		.first()
		.click();
	await expect(page.getByText('Get paid by your members')).toBeVisible();
	await expect(page.getByText(/Kith keeps 5% of each payment on your plan Free/)).toBeVisible();
	await expectAccessible(page);

	await page.getByLabel('Country of your business or bank').selectOption({ label: 'Germany' });
	await page.getByRole('button', { name: 'Connect Stripe' }).click();
	await page.getByRole('link', { name: 'Save and leave' }).click();
	await page.waitForURL(/\/revenue\/payments\?back/, { timeout: SOON });
	await expect(page.getByText('You came back before Stripe had everything.')).toBeVisible();
	await expect(page.getByText('Not finished', { exact: true })).toBeVisible();
	await expect(page.getByText('Bank account for payouts')).toBeVisible();
	await expectAccessible(page);
	await expectNoSidewaysScroll(page);

	await page.getByRole('button', { name: 'Continue on Stripe' }).click();
	await tellStripe(page, /a document is asked for later/);
	await expect(page.getByText('Active, something is due')).toBeVisible();
	await expect(page.getByText('A document, such as an ID')).toBeVisible();
	await expect(page.getByText(/Until .*after that payments or payouts stop/)).toBeVisible();
	await page.getByRole('button', { name: 'Tell Stripe' }).click();
	await tellStripe(page, /Everything is right/);
	await expect(page.getByText('Active', { exact: true })).toBeVisible();
	await expect(page.getByText('What Stripe asks for')).toHaveCount(0);
	await expectAccessible(page);

	await page.getByRole('link', { name: 'Disconnect …' }).click();
	const dialog = page.getByRole('alertdialog');
	await expect(dialog.getByText('No membership runs, so nobody loses anything.')).toBeVisible();
	await expectAccessible(page);
	await dialog.getByRole('button', { name: 'Disconnect', exact: true }).click();
	await expect(page.getByText(/Disconnected on .* by /)).toBeVisible({ timeout: SOON });
	await expect(page.getByRole('button', { name: 'Connect again' })).toBeVisible();
});
