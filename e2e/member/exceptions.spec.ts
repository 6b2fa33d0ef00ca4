import type { Page } from '@playwright/test';
import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';

type Journey = Parameters<Parameters<typeof test>[2]>[0];

/** One member is made an exception, by keyboard; what comes of it is said before and can be taken back. */
async function exceptOne({ page, places, mails, browser }: Journey) {
	const slug = unique('quarry');
	const { address } = await foundCommunity(page, places, mails, { name: 'Quarry', slug });
	const { page: guest } = await someoneElse(browser);
	const email = `${unique('ann')}@example.org`;
	await joinQuickly(guest, address, mails, { email, name: 'Ann Able' });

	await page.goto(`${address}/`);
	const space = await page.locator('a[href^="/s/"]').first().getAttribute('href');
	await page.goto(`${address}${space}/roles`);
	await page.getByRole('link', { name: 'Exceptions' }).click();
	await expect(page.getByText('No exceptions here')).toBeVisible();
	await expectAccessible(page);
	await page.getByLabel('Name of a member').fill('Ann');
	await page.keyboard.press('Enter');
	await page.getByRole('link', { name: /^Make an exception\s+Ann Able/ }).press('Enter');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Ann Able in');
	await expectNoSidewaysScroll(page);
	await expectAccessible(page);

	await page.getByLabel('Write posts').selectOption('Denied here');
	await page.getByRole('button', { name: 'See what changes' }).press('Enter');
	await expectOneChange(page, 'May no longer do this.');
	await expectAccessible(page);
	await page.getByRole('link', { name: 'Back', exact: true }).click();
	await expect(page.getByLabel('Write posts')).toHaveValue('deny');
	await page.getByRole('button', { name: 'See what changes' }).click();
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Saved for Ann Able')).toBeVisible();
	expect(await mayPost(guest, space)).toBe(false);

	await page.getByRole('link', { name: 'Undo' }).click();
	await expectOneChange(page, 'May do this from now on.');
	await page.getByRole('link', { name: 'Back', exact: true }).click();
	await expect(page.getByLabel('Write posts')).toHaveValue('');
	await page.getByRole('button', { name: 'See what changes' }).click();
	await expectOneChange(page, 'May do this from now on.');
	await page.getByRole('button', { name: 'Save' }).click();
	await page.goto(`${address}${space}/exceptions`);
	await expect(page.getByText('No exceptions here')).toBeVisible();
	expect(await mayPost(guest, space)).toBe(true);
}

/** Whether the space is one that somebody may write in. */
async function mayPost(page: Page, path: string | null) {
	const slug = path?.split('/').at(-1) ?? '';
	return (await communityApi(page).spaces.get({ slug })).mayPost;
}

async function expectOneChange(page: Page, effect: string) {
	await expect(page.getByRole('heading', { name: 'What changes' })).toBeVisible();
	await expect(
		page.getByRole('main').getByRole('listitem').filter({ hasText: effect }),
	).toHaveCount(1);
}

test('who runs a space makes an exception of one member and takes it back', exceptOne);
test('the same on a phone @phone', exceptOne);
