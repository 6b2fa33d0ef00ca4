import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { SOON } from '../people.ts';
import { foundCommunity } from '../scene.ts';

const GOOD = '4242 4242 4242 4242';

/** Pays on Stripe's page, and comes back. */
async function payWith(page: Page, number: string): Promise<void> {
	await page.waitForURL(/\/dev\/stripe\//, { timeout: SOON });
	await page.getByLabel(/Card number/i).fill(number);
	await page.getByLabel(/Expir/i).fill('12/34');
	await page.getByLabel(/CVC/i).fill('123');
	const country = page.getByLabel(/Country/);
	if (await country.isVisible()) await country.fill('DE');
	await page.getByRole('button', { name: /^(Subscribe|Start|Save card)/ }).click();
}

test('an owner buys a plan, takes a larger one for the sum that was named, ends it and keeps it', async ({
	page,
	places,
	mails,
}) => {
	test.setTimeout(120_000);
	const slug = unique('press');
	await foundCommunity(page, places, mails, { name: 'Press', slug });
	await page.goto(`${places.studio}/home`);
	await page.getByRole('link', { name: 'Settings' }).first().click();
	await page.getByRole('link', { name: 'Plan', exact: true }).click();
	await expect(page.getByText('Free, for as long as you like.')).toBeVisible();
	await expectAccessible(page);
	await expectNoSidewaysScroll(page);

	await page.getByRole('button', { name: 'Choose Pro' }).click();
	await payWith(page, GOOD);
	await expect(page.getByText(/€49 each month, next on/)).toBeVisible({ timeout: SOON });
	await expect(page.getByText('Paid', { exact: true })).toBeVisible();
	await expectAccessible(page);

	await page.getByRole('link', { name: 'Choose Business' }).click();
	const dialog = page.getByRole('alertdialog');
	const sum = await dialog.getByRole('button', { name: /^Pay €/ }).textContent();
	await expectAccessible(page);
	await dialog.getByRole('button', { name: /^Pay €/ }).click();
	await expect(page.getByText(/€199 each month, next on/)).toBeVisible({ timeout: SOON });
	const amount = /€[\d.,]+/.exec(sum ?? '')?.[0] ?? 'no sum';
	await expect(page.getByText(amount, { exact: true })).toBeVisible();

	await page.getByRole('link', { name: 'End the plan' }).first().click();
	const ending = page.getByRole('dialog');
	await ending.getByLabel(/Why do you leave/).selectOption({ label: 'Too expensive' });
	await expectAccessible(page);
	await ending.getByRole('button', { name: 'End the plan' }).click();
	await expect(page.getByText(/Ends on .* Nothing is deleted or hidden/)).toBeVisible({
		timeout: SOON,
	});
	await page.getByRole('button', { name: 'Keep the plan' }).click();
	await expect(page.getByText(/€199 each month, next on/)).toBeVisible({ timeout: SOON });
});

for (const phone of ['', '@phone '])
	test(`${phone}an owner tries a plan, takes a larger one on trial, and ends it before it costs anything`, async ({
		page,
		places,
		mails,
	}) => {
		test.setTimeout(120_000);
		const slug = unique('tryout');
		await foundCommunity(page, places, mails, { name: 'Tryout', slug });
		await page.goto(`${places.studio}/home`);
		await page.getByRole('link', { name: 'Settings' }).first().click();
		await page.getByRole('link', { name: 'Plan', exact: true }).click();
		await expect(page.getByText(/For 14 days nothing is charged/)).toBeVisible();
		await expectAccessible(page);
		await expectNoSidewaysScroll(page);

		await page.getByRole('button', { name: 'Try Pro for 14 days' }).click();
		await payWith(page, GOOD);
		await expect(page.getByText(/^Trial until .*, then €49 each month\.$/)).toBeVisible({
			timeout: SOON,
		});
		await expect(page.getByText(/For 14 days nothing is charged/)).toHaveCount(0);

		await page.getByRole('link', { name: 'Choose Business' }).click();
		const dialog = page.getByRole('alertdialog');
		await expect(dialog).toContainText('Nothing is charged now. The trial goes on until');
		await expectAccessible(page);
		await dialog.getByRole('button', { name: 'Change', exact: true }).click();
		await expect(page.getByText(/^Trial until .*, then €199 each month\.$/)).toBeVisible({
			timeout: SOON,
		});

		await page.getByRole('link', { name: 'End the plan' }).first().click();
		await page.getByRole('dialog').getByRole('button', { name: 'End the plan' }).click();
		await expect(page.getByText(/Ends on .* Nothing is deleted or hidden/)).toBeVisible({
			timeout: SOON,
		});
	});
