import type { Page } from '@playwright/test';
import { HOSTILE_TEXTS } from '@kith/testing/hostile-texts';
import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { foundCommunity, publishComment, publishPost } from '../scene.ts';
import { watch } from '../watch.ts';
import { commentOf, editorOf, openCommentEditor, selectWords, startPost } from '../writing.ts';

async function command(page: Page, name: string) {
	await page.keyboard.type(`/${name}`);
	await expect(page.getByRole('listbox', { name: 'Commands' }).getByRole('option')).not.toHaveCount(
		0,
	);
	await page.keyboard.press('Enter');
}

test('everything the slash offers is written by keyboard, and read without a script of its own', async ({
	page,
	places,
	mails,
}) => {
	const violations = await watch(page);
	await page.route('https://www.youtube-nocookie.com/**', (route) =>
		route.fulfill({ contentType: 'text/html', body: '<p>player</p>' }),
	);
	const slug = unique('slash');
	const { address } = await foundCommunity(page, places, mails, { name: 'Slash', slug });
	await startPost(page, address, 'All of it');
	await command(page, 'heading');
	await page.keyboard.type('Plan');
	await page.keyboard.press('Enter');
	await command(page, 'code');
	await page.keyboard.type('const answer = 42;');
	await page.getByLabel('Language').selectOption('javascript');
	await expect(editorOf(page).locator('.shade-k')).toHaveText('const');
	await page.keyboard.press('ArrowDown');
	await command(page, 'video');
	await page.getByLabel('Address of the page').fill('https://example.org/video');
	await page.keyboard.press('Enter');
	await expect(page.getByText('This page cannot be embedded.')).toBeVisible();
	await page.getByLabel('Address of the page').fill('https://youtu.be/dQw4w9WgXcQ');
	await page.keyboard.press('Enter');
	await expect(editorOf(page).getByText('youtube.com/watch')).toBeVisible();
	await expect(editorOf(page)).toBeFocused();
	await page.keyboard.type('Ask in #');
	await page.getByRole('listbox', { name: 'Spaces' }).getByRole('option').first().click();
	await page.keyboard.type(':rocket');
	await expect(page.getByRole('option', { name: /:rocket:/ })).toBeVisible();
	await page.keyboard.press('Enter');
	await page.keyboard.press('Enter');
	await command(page, 'table');
	await page.keyboard.type('Leg');
	await page.keyboard.press('Tab');
	await page.keyboard.type('Hours');
	await page.getByRole('button', { name: 'Add row' }).click();
	await page.getByRole('button', { name: 'Remove column' }).click();
	await page.getByRole('button', { name: 'Publish' }).click();
	await page.waitForURL(/\/p\//);

	const post = page.getByRole('main').locator('article').first();
	await expect(post.getByRole('heading', { name: 'Plan' })).toBeVisible();
	await expect(post.locator('pre span').first()).toHaveText('const');
	await expect(post.getByRole('row')).toHaveCount(4);
	await expect(post.getByRole('columnheader')).toHaveCount(2);
	await expect(post.getByText('🚀')).toBeVisible();
	await expect(post.getByRole('link', { name: /^#/ })).toHaveAttribute('href', /^\/s\//);
	await page.reload();
	await expect(post.locator('iframe')).toHaveCount(0);
	await expectAccessible(page);
	await post.getByRole('link', { name: /Loads from YouTube/ }).click();
	await expect(post.frameLocator('iframe').getByText('player')).toBeVisible();
	expect(await violations()).toEqual([]);
});

test('hostile words in every new block run nothing and break no policy', async ({
	page,
	places,
	mails,
}) => {
	const violations = await watch(page);
	const slug = unique('venom');
	const { address } = await foundCommunity(page, places, mails, { name: 'Venom', slug });
	const { spaces, posts } = communityApi(page);
	const { groups } = await spaces.navigation();
	const spaceId = groups[0]?.spaces[0]?.id ?? '';
	const texts = ['scripts', 'handlers', 'markup', 'unseen'].flatMap(
		(kind) => HOSTILE_TEXTS[kind] ?? [],
	);
	const line = (text: string) => ({
		type: 'paragraph' as const,
		content: [{ type: 'text' as const, text }],
	});
	const content = texts.flatMap((text) => [
		{
			type: 'codeBlock' as const,
			attrs: { language: 'xml' },
			content: [{ type: 'text' as const, text }],
		},
		{
			type: 'table' as const,
			content: [
				{
					type: 'tableRow' as const,
					content: [{ type: 'tableHeader' as const, content: [line(text)] }],
				},
			],
		},
		{
			type: 'paragraph' as const,
			content: [
				{
					type: 'spaceMention' as const,
					attrs: { id: crypto.randomUUID(), label: text.slice(0, 80) },
				},
			],
		},
	]);
	for (let from = 0; from < content.length; from += 300) {
		const id = crypto.randomUUID();
		const body = { type: 'doc' as const, content: content.slice(from, from + 300) };
		await posts.publish({ id, spaceId, title: 'Venom', body });
		await page.goto(`${address}/p/${id}`);
		await expect(page.locator('table').first()).toBeVisible();
	}
	expect(await violations()).toEqual([]);
});

for (const where of ['', ' @phone'])
	test(`a draft is found on another device, goes on there, and is gone once published${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('drafts');
		const { address } = await foundCommunity(page, places, mails, { name: 'Drafts', slug });
		const editor = await startPost(page, address, 'Half a thought');
		const saved = page.waitForResponse((response) => response.url().includes('drafts.save'));
		await editor.pressSequentially('It begins like this');
		await saved;
		const device = await browser.newContext({
			storageState: await page.context().storageState({ indexedDB: false }),
		});
		const other = await device.newPage();
		await other.addInitScript(() => localStorage.clear());
		await other.goto(`${address}/drafts`);
		await other.getByRole('link', { name: 'Continue' }).click();
		await expect(other.getByLabel('Title')).toHaveValue('Half a thought');
		await expect(editorOf(other)).toContainText('It begins like this');
		const savedThere = other.waitForResponse((response) => response.url().includes('drafts.save'));
		await editorOf(other).press('Control+End');
		await editorOf(other).pressSequentially(' and ends so');
		await savedThere;

		// The first device has an older version: it takes the newer one and keeps its own at hand.
		await page.reload();
		await expect(editorOf(page)).toContainText('and ends so');
		await expect(page.getByText('There is another version of this draft')).toBeVisible();
		await page.getByRole('button', { name: 'Use that one' }).click();
		await expect(editorOf(page)).not.toContainText('and ends so');
		await page.getByRole('button', { name: 'Use that one' }).click();
		await expect(editorOf(page)).toContainText('and ends so');
		await page.getByRole('button', { name: 'Publish' }).click();
		await page.waitForURL(/\/p\//);
		await expect(async () => {
			await other.goto(`${address}/drafts`);
			await expect(other.getByText('No drafts')).toBeVisible({ timeout: 500 });
		}).toPass();
		await device.close();
	});

test('a reply written offline waits, survives the page, and is sent once', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('tunnel');
	const { address } = await foundCommunity(page, places, mails, { name: 'Tunnel', slug });
	const { id, path } = await publishPost(page, 'In the tunnel');
	await page.goto(address + path);
	const editor = await openCommentEditor(page);
	await editor.pressSequentially('Written in the dark');
	await page.context().setOffline(true);
	await page.getByRole('button', { name: 'Comment', exact: true }).click();
	const waiting = page.getByRole('list', { name: 'Your replies on their way' });
	await expect(waiting).toContainText('Written in the dark');
	await expect(waiting).toContainText('Waiting for a connection');

	await page.route('**/api/trpc/comments.publish**', (route) => route.abort());
	await page.context().setOffline(false);
	await page.reload();
	await expect(waiting).toContainText('Waiting for a connection');
	await page.unroute('**/api/trpc/comments.publish**');
	await waiting.getByRole('button', { name: 'Try again' }).click();
	await expect(commentOf(page, 'Written in the dark')).toBeVisible();
	await expect(waiting).toBeHidden();
	const { items } = await communityApi(page).comments.list({ postId: id });
	expect(items).toHaveLength(1);
	expect(await page.evaluate(() => localStorage.getItem('kith.queue'))).toBeNull();
});

async function quotes(page: Page, address: string) {
	const { id, path } = await publishPost(page, 'Quotable', 'Words of the post.');
	await publishComment(page, id, 'Words of a comment.');
	await page.goto(address + path);
	await selectWords(page, 'Words of a comment.');
	await page.getByRole('button', { name: 'Quote', exact: true }).last().click();
	const editor = editorOf(page);
	await expect(editor.locator('blockquote')).toContainText('Olga Organizer wrote:');
	await expect(editor.locator('blockquote')).toContainText('Words of a comment.');
	await editor.pressSequentially('I agree');
	await page.getByRole('button', { name: 'Reply', exact: true }).click();
	const answer = commentOf(page, 'I agree');
	await expect(answer.locator('blockquote')).toContainText('Words of a comment.');
	await expect(answer.getByRole('link', { name: 'Olga Organizer wrote:' })).toHaveAttribute(
		'href',
		/\/p\/.*comment=/,
	);
}

test('selected words are quoted in an answer, with whose they are; a title like another is told', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('quotes');
	const { address } = await foundCommunity(page, places, mails, { name: 'Quotes', slug });
	await quotes(page, address);
	await publishPost(page, 'How do I oil a squeaky hinge?');
	await startPost(page, address, 'How to oil squeaky hinges');
	const alike = page.getByRole('region', { name: 'Is this answered here already?' });
	await expect(alike.getByRole('link', { name: /oil a squeaky hinge/ })).toBeVisible();
	await expectAccessible(page);
	await page.getByLabel('Title').fill('Something else entirely');
	await expect(alike).toBeHidden();
});

test('on a phone @phone the plus opens the commands, tables scroll inside, and words are quoted', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('thumb');
	const { address } = await foundCommunity(page, places, mails, { name: 'Thumb', slug });
	await startPost(page, address, 'By thumb');
	await page.getByRole('button', { name: 'Insert a block' }).click();
	await page.getByRole('option', { name: 'Table' }).click();
	for (let more = 0; more < 4; more++)
		await page.getByRole('button', { name: 'Add column' }).click();
	await page.keyboard.type('Wide');
	await expectNoSidewaysScroll(page);
	await page.getByRole('button', { name: 'Emoji', exact: true }).click();
	await page.getByLabel('Search emoji').fill('train');
	await page.getByRole('toolbar', { name: 'Emoji' }).getByRole('button').first().click();
	await page.getByRole('button', { name: 'Publish' }).click();
	await page.waitForURL(/\/p\//);
	await expect(page.getByRole('region', { name: 'Table' })).toBeVisible();
	await expectNoSidewaysScroll(page);
	await expectAccessible(page);
	await quotes(page, address);
	await expectNoSidewaysScroll(page);
});
