import type { Page } from '@playwright/test';
import { communityApi } from '../api.ts';
import { expect, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly, publishComment, publishPost } from '../scene.ts';
import { editorOf } from '../writing.ts';

/** Better words for what waits, and out with it. */
async function betterWords(page: Page, { title, more }: { title: string; more: string }) {
	await expect(editorOf(page)).toBeVisible();
	await page.getByLabel('Title').fill(title);
	await editorOf(page).click();
	await page.keyboard.press('ControlOrMeta+End');
	await page.keyboard.type(more);
	await page.getByRole('button', { name: 'Approve with these words' }).click();
	await page.waitForURL(/\/review/);
}

for (const where of ['', ' @phone'])
	test(`a moderator finds better words for what waits, and its author reads them${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		test.setTimeout(150_000);
		const slug = unique('better');
		const { id, address } = await foundCommunity(page, places, mails, { name: 'Better', slug });
		const life = { graceMinutes: 5, idleDays: 0, spaceIdleDays: [] };
		const rules = [{ spaceId: null, kind: null, roleKey: null }];
		await communityApi(page).approval.saveSettings({ rules, life });
		const { page: guest, context } = await someoneElse(browser);
		const email = `${slug}-guest@example.org`;
		await joinQuickly(guest, address, mails, { email, name: 'Gustav Guest' });
		const here = await publishPost(guest, 'bread on monday!!!', 'Come early.');
		const there = await publishPost(guest, 'CHEESE ON TUESDAY', 'Come late.');

		await page.goto(`${address}/review`);
		await expectNoSidewaysScroll(page);
		const first = page.getByRole('listitem').filter({ hasText: 'bread on monday!!!' });
		await first.getByRole('link', { name: 'Edit and approve' }).click();
		await betterWords(page, { title: 'Bread on Monday', more: ' And bring a bag.' });
		await expect(page.getByText('CHEESE ON TUESDAY')).toBeVisible();
		await expect(page.getByText('bread on monday!!!')).toHaveCount(0);
		await guest.goto(address + here.path);
		await expect(guest.getByRole('heading', { name: 'Bread on Monday' })).toBeVisible();
		await expect(guest.getByText('Come early. And bring a bag.')).toBeVisible();

		await page.goto(`${places.studio}/c/${id}/moderation/queue`);
		await expect(page.getByRole('article', { name: 'CHEESE ON TUESDAY' })).toBeVisible();
		const more = page.getByRole('dialog').getByRole('button', { name: 'Edit on the site' });
		await expect(async () => {
			await page.getByRole('button', { name: 'Edit what Gustav Guest wrote' }).click();
			await expect(more).toBeVisible({ timeout: 1000 });
		}).toPass();
		const arrival = page.context().waitForEvent('page');
		await more.click();
		const site = await arrival;
		await betterWords(site, { title: 'Cheese on Tuesday', more: ' There is enough.' });
		await guest.goto(address + there.path);
		await expect(guest.getByRole('heading', { name: 'Cheese on Tuesday' })).toBeVisible();
		await expect(guest.getByText('Come late. There is enough.')).toBeVisible();
		await guest.goto(`${address}/submissions`);
		await expect(guest.getByRole('heading', { name: 'Everything is out' })).toBeVisible();
		await context.close();
	});

const WEIGHTS = ['What is new', 'What is talked about', 'Whom and what one follows'] as const;

for (const where of ['', ' @phone'])
	test(`what counts in For you is weighed in the studio, and its order follows${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		test.setTimeout(150_000);
		const slug = unique('scales');
		const { id, address } = await foundCommunity(page, places, mails, { name: 'Scales', slug });
		const talked = await publishPost(page, 'Much talked about');
		for (let count = 0; count < 6; count++) await publishComment(page, talked.id, `Oh ${count}`);
		await publishPost(page, 'Just said');
		const { page: reader, context } = await someoneElse(browser);
		const email = `${slug}-reader@example.org`;
		await joinQuickly(reader, address, mails, { email, name: 'Rea Reader' });
		const weigh = async (chosen: (typeof WEIGHTS)[number]) => {
			await page.goto(`${places.studio}/c/${id}/settings/feed`);
			for (const name of [...WEIGHTS, 'What one has not seen'])
				await page.getByRole('slider', { name }).fill(name === chosen ? '100' : '0');
			await page.getByLabel('A place for newcomers').setChecked(false);
			await page.getByRole('button', { name: 'Save', exact: true }).click();
			await expect(page.getByText('Saved. It counts from each member')).toBeVisible();
			await expectNoSidewaysScroll(page);
		};
		const expectOrder = (first: string, second: string) =>
			expect(async () => {
				await reader.goto(`${address}/?feed=for_you`);
				await expect(reader.getByRole('article').first()).toBeVisible({ timeout: 3000 });
				const cards = await reader.getByRole('article').allTextContents();
				const place = (title: string) => cards.findIndex((card) => card.includes(title));
				expect(place(first)).toBeGreaterThanOrEqual(0);
				expect(place(second)).toBeGreaterThan(place(first));
			}).toPass({ timeout: 40_000 });

		await weigh('What is talked about');
		await expectOrder('Much talked about', 'Just said');
		await weigh('What is new');
		await expectOrder('Just said', 'Much talked about');
		await context.close();
	});
