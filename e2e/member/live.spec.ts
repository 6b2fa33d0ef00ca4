import type { Locator, Page } from '@playwright/test';
import { expect, test, unique } from '../journey.ts';
import { openLine } from '../line.ts';
import { foundCommunity, joinQuickly, publishComment, publishPost } from '../scene.ts';
import { comment, commentOf } from '../writing.ts';

for (const where of ['', ' @phone'])
	test(`what one member writes another sees, also what was missed while cut off${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('radio');
		const { address } = await foundCommunity(page, places, mails, { name: 'Radio', slug });
		const { id, path } = await publishPost(page, 'Testing, testing');
		const line = await openLine();
		const context = await browser.newContext({ proxy: { server: line.server } });
		const guest = await context.newPage();
		const email = `${slug}-guest@example.org`;
		await joinQuickly(guest, address, mails, { email, name: 'Gerda Guest' });
		await Promise.all([openListening(page, address + path), openListening(guest, address + path)]);

		await comment(page, 'One, two, three.');
		await expectWithin5s(commentOf(guest, 'One, two, three.'));
		await comment(guest, 'Loud and clear.');
		await expectWithin5s(commentOf(page, 'Loud and clear.'));

		line.cut();
		await publishComment(page, id, 'Are you still there?');
		await expectWithin5s(commentOf(page, 'Are you still there?'));
		await expect(commentOf(guest, 'Are you still there?')).toHaveCount(0);
		line.mend();
		await expect(commentOf(guest, 'Are you still there?')).toBeVisible({ timeout: 20_000 });
		await publishComment(page, id, 'Welcome back.');
		await expectWithin5s(commentOf(guest, 'Welcome back.'));
		await context.close();
		await line.close();
	});

for (const where of ['', ' @phone'])
	test(`new posts wait above the feed until they are wanted, and nothing jumps${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('ticker');
		const { address } = await foundCommunity(page, places, mails, { name: 'Ticker', slug });
		for (let number = 1; number <= 6; number++) await publishPost(page, `Old news ${number}`);
		const context = await browser.newContext();
		const reader = await context.newPage();
		const email = `${slug}-reader@example.org`;
		await joinQuickly(reader, address, mails, { email, name: 'Rea Reader' });
		await openListening(reader, `${address}/?feed=latest`);
		const read = reader.getByRole('link', { name: 'Old news 2' });
		await read.scrollIntoViewIfNeeded();
		const before = await read.boundingBox();
		await publishPost(page, 'Fresh news');
		await publishPost(page, 'Fresher news');
		const news = reader.getByRole('button', { name: '2 new posts' });
		await expectWithin5s(news);
		await expect(reader.getByRole('link', { name: 'Fresh news' })).toHaveCount(0);
		expect((await read.boundingBox())?.y).toBe(before?.y);
		await news.click();
		await expect(reader.getByRole('link', { name: 'Fresher news' })).toBeInViewport();
		await expect(news).toBeHidden();
		await context.close();
	});

const expectWithin5s = (what: Locator) => expect(what).toBeVisible({ timeout: 5000 });

/** Opens a page and waits until its stream of events is connected. */
async function openListening(page: Page, address: string): Promise<void> {
	const stream = page.waitForResponse((response) => response.url().endsWith('/api/live'));
	await page.goto(address);
	expect((await stream).status()).toBe(200);
}
