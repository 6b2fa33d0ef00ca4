import type { Page } from '@playwright/test';
import { communityApi } from '../api.ts';
import {
	expect,
	expectAccessible,
	expectNoSidewaysScroll,
	store,
	test,
	unique,
} from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly, publishPost, words } from '../scene.ts';
import { editorOf } from '../writing.ts';

for (const where of ['', ' @phone'])
	test(`a writer chooses and makes tags by keyboard, a reader follows one and finds by it${where}`, async ({
		page,
		places,
		mails,
	}) => {
		const slug = unique('bakery');
		const { address } = await foundCommunity(page, places, mails, { name: 'Bakery', slug });
		await page.goto(`${address}/new`);
		await page.getByLabel('Title').fill('Loaves of the week');
		await page.getByRole('textbox', { name: 'Tags' }).focus();
		const box = page.getByRole('combobox', { name: 'Tags' });
		await expect(box).toBeFocused();
		await box.pressSequentially('Rye flour');
		await expect(page.getByRole('option', { name: 'Create “Rye flour”' })).toBeVisible();
		await expectAccessible(page);
		await box.press('Enter');
		await expect(page.getByRole('button', { name: 'Take off Rye flour' })).toBeVisible();
		await box.pressSequentially('Mistake,');
		await box.press('Backspace');
		await expect(page.getByRole('button', { name: 'Take off Mistake' })).toHaveCount(0);
		await box.pressSequentially('夜行,');
		await editorOf(page).pressSequentially('Three of them.');
		await page.getByRole('button', { name: 'Publish' }).click();
		await page.waitForURL(/\/p\//);

		const tags = page.getByRole('list', { name: 'Tags' });
		await expect(tags.getByRole('link')).toHaveText(['Rye flour', '夜行']);
		await tags.getByRole('link', { name: 'Rye flour' }).click();
		await expect(page.getByRole('heading', { name: 'Rye flour', level: 1 })).toBeVisible();
		await expect(page.getByText(/^1 post\b/)).toBeVisible();
		await store(page.getByRole('button', { name: 'Follow Rye flour' }));
		await expect(page.getByRole('button', { name: 'Unfollow Rye flour' })).toBeVisible();
		await expectAccessible(page);
		await page.goto(`${address}/settings/tags`);
		await expect(page.getByRole('main').getByRole('link', { name: 'Rye flour' })).toBeVisible();
		await store(page.getByRole('button', { name: 'Unfollow Rye flour' }));
		await page.reload();
		await expect(page.getByText('You follow no tags yet')).toBeVisible();

		await page.goto(`${address}/search?q=${encodeURIComponent('tag:"rye flour"')}`);
		await expect(page.getByRole('link', { name: 'Loaves of the week' })).toBeVisible();
		await page.goto(`${address}/search`);
		await store(page.getByRole('button', { name: /^Forget “tag:/ }));
		await expect(page.getByRole('heading', { name: 'Your recent searches' })).toHaveCount(0);
		await page.reload();
		await expect(page.getByRole('heading', { name: 'Your recent searches' })).toHaveCount(0);
	});

test('without scripts a plain field takes tags, and their pages and feeds are read', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('plain');
	const { address } = await foundCommunity(page, places, mails, { name: 'Plain', slug });
	const state = await page.context().storageState();
	const context = await browser.newContext({ javaScriptEnabled: false, storageState: state });
	const bare = await context.newPage();
	await bare.goto(`${address}/new`);
	await bare.getByLabel('Title').fill('Written by hand');
	await bare.getByLabel('Tags').fill('#Ink, C#');
	await bare.getByLabel('Text').fill('Slowly.');
	await bare.getByRole('button', { name: 'Publish' }).click();
	await bare.getByRole('link', { name: 'C#', exact: true }).click();
	await expect(bare.getByRole('heading', { name: 'C#', level: 1 })).toBeVisible();
	await bare.getByRole('button', { name: 'Follow C#' }).click();
	await expect(bare.getByRole('button', { name: 'Unfollow C#' })).toBeVisible();
	const visitor = await browser.newPage();
	await visitor.goto(address);
	const feed = await fetched(visitor, '/t/ink/feed.xml');
	expect(feed.type).toContain('application/rss+xml');
	expect(feed.text).toContain('Written by hand');
	expect((await fetched(visitor, '/sitemap.xml')).text).toContain('/t/c%23');
	await visitor.close();
	await context.close();
});

test('what only hidden posts carry is nowhere for others', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('vault');
	const { address } = await foundCommunity(page, places, mails, { name: 'Vault', slug });
	const { spaces, posts } = communityApi(page);
	const { spaceId } = await spaces.create({
		...{ name: 'Cabinet', slug: 'cabinet', icon: '', description: '', groupId: null },
		...{ visibility: 'private', posting: 'everyone' },
	});
	const text = { title: 'Among us', body: words('Only us.') };
	await posts.publish({ id: crypto.randomUUID(), spaceId, ...text, tags: ['Reorganisation'] });
	await page.goto(`${address}/tags`);
	await expect(page.getByRole('link', { name: 'Reorganisation' })).toBeVisible();
	const { page: other, context } = await someoneElse(browser);
	await joinQuickly(other, address, mails, { email: `${slug}-o@example.org`, name: 'Otto' });
	await other.goto(`${address}/tags`);
	await expect(other.getByText('No tags yet')).toBeVisible();
	expect((await other.goto(`${address}/t/reorganisation`))?.status()).toBe(404);
	expect((await fetched(other, '/t/reorganisation/feed.xml')).status).toBe(404);
	await context.close();
});

test('@phone tags of long names are read, chosen and followed without anything off the screen', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('tiny');
	const { address } = await foundCommunity(page, places, mails, { name: 'Tiny', slug });
	const long = 'Donaudampfschifffahrtselektrizitätenhaupt'.slice(0, 40);
	const { path } = await publishPost(page, 'Long words');
	await page.goto(`${address}/new`);
	await page.getByRole('textbox', { name: 'Tags' }).focus();
	const box = page.getByRole('combobox', { name: 'Tags' });
	await box.pressSequentially(`${long},`);
	await expectNoSidewaysScroll(page);
	await page.getByLabel('Title').fill('With a long one');
	await editorOf(page).pressSequentially('Here.');
	await page.getByRole('button', { name: 'Publish' }).click();
	await page.waitForURL(/\/p\//);
	await expectNoSidewaysScroll(page);
	await page.getByRole('link', { name: long }).click();
	await expect(page.getByRole('heading', { name: long, level: 1 })).toBeVisible();
	await expectNoSidewaysScroll(page);
	await expectAccessible(page);
	await page.goto(address + path);
	await expect(page.getByRole('list', { name: 'Tags' })).toHaveCount(0);
});

/** What a page's own address answers; names below localhost are resolved by browsers only. */
const fetched = (page: Page, path: string) =>
	page.evaluate(async (asked) => {
		const answer = await fetch(asked);
		return {
			status: answer.status,
			type: answer.headers.get('content-type') ?? '',
			text: await answer.text(),
		};
	}, path);
