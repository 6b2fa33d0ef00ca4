import type { Page } from '@playwright/test';
import { expect, test, unique } from '../journey.ts';
import { enterCode, signUp, someoneElse, SOON } from '../people.ts';
import { foundCommunity } from '../scene.ts';

test('answers survive a reload, the way back, and a change of browser', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('harbour');
	const email = `${slug}@example.org`;
	await signUp(page, places, mails, email, 'Hanna Harbour');
	await page.getByLabel('Name of the community').fill('Harbour');
	await page.getByLabel('Address').fill(slug);
	await page.getByRole('radio', { name: /neighbourhood/i }).check();
	await page.reload();
	await expectAnswers(page, slug);
	await page.getByRole('button', { name: 'Continue' }).click();
	await expect(page.getByRole('heading', { name: 'Make it look like yours' })).toBeVisible();
	await page.getByRole('link', { name: 'Back', exact: true }).click();
	await expectAnswers(page, slug);
	await page.getByRole('button', { name: 'Continue' }).click();
	await page.waitForURL(/\/look$/);

	const { page: elsewhere, context } = await someoneElse(browser);
	await elsewhere.goto(`${places.studio}/sign-in?next=/start`);
	const known = await mails.count(email);
	await elsewhere.getByLabel('E-mail').fill(email);
	await elsewhere.getByRole('button', { name: 'Send me a code' }).click();
	await enterCode(elsewhere, await mails.code(email, known), 'Sign in', /\/look$/);
	await elsewhere.getByRole('link', { name: 'Back', exact: true }).click();
	await expectAnswers(elsewhere, slug);
	await context.close();
});

test('taken and reserved addresses are explained', async ({ page, browser, places, mails }) => {
	const taken = unique('taken');
	const { page: first, context } = await someoneElse(browser);
	await foundCommunity(first, places, mails, { name: 'First come', slug: taken });
	await context.close();

	await signUp(page, places, mails, `${unique('second')}@example.org`, 'Selma Second');
	const address = page.getByLabel('Address');
	await page.getByLabel('Name of the community').fill('Second come');
	await page.getByRole('radio', { name: /neighbourhood/i }).check();
	for (const [slug, reason] of [
		[taken, 'This address is taken.'],
		['admin', 'This word is kept for Kith itself. Choose another address.'],
		['ab', 'Use at least 3 characters.'],
		['under_score', 'Use only a to z, digits and single hyphens between them.'],
	] as const) {
		await address.fill(slug);
		await expect(page.getByText(reason)).toBeVisible();
	}
	await address.fill(taken);
	await page.getByRole('button', { name: 'Continue' }).click();
	await expect(page.getByText('This address is taken.')).toBeVisible();
	await expect(page).toHaveURL(/\/community$/);
	await page
		.getByRole('button', { name: new RegExp(`^${taken}-`) })
		.first()
		.click();
	await expect(page.getByText('This address is free.')).toBeVisible();
	await page.getByRole('button', { name: 'Continue' }).click();
	await page.waitForURL(/\/look$/, { timeout: SOON });
});

async function expectAnswers(page: Page, slug: string): Promise<void> {
	await expect(page.getByLabel('Name of the community')).toHaveValue('Harbour');
	await expect(page.getByLabel('Address')).toHaveValue(slug);
	await expect(page.getByRole('radio', { name: /neighbourhood/i })).toBeChecked();
}
