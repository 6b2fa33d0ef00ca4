import { gzipSync } from 'node:zlib';
import type { Page, Response } from '@playwright/test';
import type { BlockNode } from '@kith/domains/rich-text/schema';
import { communityApi } from '../api.ts';
import { expect, test, unique } from '../journey.ts';
import { foundCommunity, publishComment, publishPost, words } from '../scene.ts';
import { editorOf, openCommentEditor } from '../writing.ts';

const MOST_SCRIPT_BYTES = 60 * 1024;
const MOST_REQUESTS = 25;
const POLL = {
	method: 'ranked',
	maxChoices: 1,
	isAnonymous: true,
	results: 'always',
	openDays: null,
} as const;
const cell = { type: 'tableCell' as const, content: words('A cup').content };
/** What only some texts hold. */
const RARE: BlockNode[] = [
	{ type: 'codeBlock', attrs: { language: 'js' }, content: [{ type: 'text', text: 'boil()' }] },
	{ type: 'table', content: [{ type: 'tableRow', content: [cell, cell] }] },
	{ type: 'embed', attrs: { provider: 'youtube', id: 'dQw4w9WgXcQ' } },
];
const KINDS = ['question', 'idea', 'article', 'showcase', 'announcement'];

test('a post loads at most 60 KB of scripts and 25 files, for visitors and for who wrote there', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('feather');
	const { address } = await foundCommunity(page, places, mails, { name: 'Feather', slug });
	const { id, path } = await publishPost(page, 'Light as one', 'It weighs next to nothing.');
	for (const text of ['First.', 'Second.', 'Third.']) await publishComment(page, id, text);
	const visitor = await browser.newPage();
	const member = await page.context().newPage();
	const others = await Promise.all(['ar', 'ja'].map((locale) => browser.newPage({ locale })));
	for (const reader of [visitor, member, ...others]) {
		const loaded = await loadedBy(reader, address + path);
		expect(await scriptBytes(loaded)).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
		expect(loaded.length).toBeLessThanOrEqual(MOST_REQUESTS);
	}
	await Promise.all([visitor, ...others].map((one) => one.context().close()));
});

test('a post of any kind loads no more than that, in the languages whose words weigh most', async ({
	browser,
	places,
}) => {
	const address = places.community('slow-rail');
	for (const kind of KINDS) {
		const list = await browser.newPage();
		await list.goto(`${address}/?kind=${kind}`);
		const path = await list.locator('main a[href^="/p/"]').first().getAttribute('href');
		await list.context().close();
		for (const locale of ['ar', 'ja']) {
			const reader = await browser.newPage({ locale });
			const loaded = await loadedBy(reader, address + (path ?? ''));
			expect(await scriptBytes(loaded), `${kind} ${locale}`).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
			expect(loaded.length, `${kind} ${locale}`).toBeLessThanOrEqual(MOST_REQUESTS);
			await reader.context().close();
		}
	}
});

test('a post with all that may become of it loads no more, for who may decide about everything', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('laden');
	const { address } = await foundCommunity(page, places, mails, { name: 'Laden', slug });
	const api = communityApi(page);
	const poll = { ...POLL, choices: ['Tea', 'Coffee', 'Cocoa'] };
	const body = { type: 'doc' as const, content: [...words('All there is.').content, ...RARE] };
	const { id: firstId } = await publishPost(page, 'A kettle', 'Please', { kind: 'idea' });
	const laden = {
		discussion: await publishPost(page, 'Tea or coffee?', '', { poll, body }),
		idea: await publishPost(page, 'Two kettles', '', { kind: 'idea', poll, body }),
		question: await publishPost(page, 'Why tea?', '', { kind: 'question', poll, body }),
		article: await publishPost(page, 'On tea', '', { kind: 'article', poll, body }),
		announcement: await publishPost(page, 'Tea at five', '', {
			...{ kind: 'announcement', poll, body },
		}),
	};
	await api.ideas.merge({ postId: firstId, intoId: laden.idea.id });
	const answerId = await publishComment(page, laden.question.id, 'It is said to help.');
	await api.questions.accept({ postId: laden.question.id, commentId: answerId });
	const state = await page.context().storageState();
	for (const [kind, { id, path }] of Object.entries(laden)) {
		await api.lifecycle.feature({ postId: id, featured: true });
		for (const storageState of [state, undefined]) {
			const reader = await browser.newPage({ locale: 'ar', storageState });
			const loaded = await loadedBy(reader, `${address}${path}?report`);
			const what = `${kind} ${storageState ? 'owner' : 'visitor'}`;
			expect(await scriptBytes(loaded), what).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
			expect(loaded.length, what).toBeLessThanOrEqual(MOST_REQUESTS);
			await reader.context().close();
		}
	}
});

test('a post that is judged by votes or a like loads no more than that either', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('weighed');
	const { address } = await foundCommunity(page, places, mails, { name: 'Weighed', slug });
	const space = { icon: '', description: '', groupId: null, posting: 'everyone' } as const;
	for (const reactions of ['votes', 'like'] as const) {
		const named = { name: reactions, slug: reactions, visibility: 'public' } as const;
		await communityApi(page).spaces.create({ ...space, ...named, reactions });
		const { id, path } = await publishPost(page, 'Weigh me', 'As it is', {
			...{ space: reactions, kind: 'idea' },
		});
		await publishComment(page, id, 'And this');
		const reader = await browser.newPage({ locale: 'ar' });
		const loaded = await loadedBy(reader, address + path);
		expect(await scriptBytes(loaded), reactions).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
		expect(loaded.length, reactions).toBeLessThanOrEqual(MOST_REQUESTS);
		await reader.context().close();
	}
});

test('scripts speak the language of the page, and another one after it is chosen', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('tongues');
	const { address } = await foundCommunity(page, places, mails, { name: 'Tongues', slug });
	const { path } = await publishPost(page, 'Two tongues');
	await page.goto(`${address}/settings/appearance`);
	await page.getByLabel('Language').selectOption('de');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.locator('html')).toHaveAttribute('lang', 'de');

	const loaded = await loadedBy(page, address + path);
	const scripts = loaded.filter(isScript).map((response) => new URL(response.url()).pathname);
	expect(scripts.filter((script) => !script.startsWith('/_app/immutable/de/'))).toEqual([]);
	expect(loaded.map((response) => response.status()).filter((status) => status >= 400)).toEqual([]);
	await page.getByRole('textbox', { name: 'Schreib den ersten Kommentar' }).click();
	await expect(editorOf(page)).toBeFocused();
	await page.getByRole('link', { name: 'Mitglieder' }).first().click();
	await expect(page.getByRole('heading', { name: 'Mitglieder' })).toBeVisible();

	await page.goto(`${address}/settings/appearance`);
	await page.getByLabel('Sprache').selectOption('en');
	await page.getByRole('button', { name: 'Speichern' }).click();
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
	await page.goto(address + path);
	await openCommentEditor(page);
});

test('the menu of a comment opens with the click that loads it, and by keyboard', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('menus');
	const { address } = await foundCommunity(page, places, mails, { name: 'Menus', slug });
	const { id, path } = await publishPost(page, 'A menu');
	await publishComment(page, id, 'Take me down.');
	await page.goto(address + path);
	const button = page.locator('summary[aria-label="More about this comment"]');
	await button.click();
	await expect(page.getByRole('button', { name: 'Edit' })).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('button', { name: 'Edit' })).toBeHidden();
	await page.reload();
	await button.focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('button', { name: 'Edit' })).toBeVisible();
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(editorOf(page)).toBeVisible();
});

/** All that the browser fetches for a page, until it has been quiet for a moment. The stream of events never ends. */
async function loadedBy(page: Page, address: string): Promise<Response[]> {
	const all: Response[] = [];
	page.on('response', (response) => {
		if (response.request().resourceType() !== 'eventsource') all.push(response);
	});
	await page.goto(address, { waitUntil: 'load' });
	await expect(async () => {
		const before = all.length;
		await page.waitForTimeout(700);
		expect(all.length).toBe(before);
	}).toPass();
	return all;
}

const isScript = (response: Response) => response.request().resourceType() === 'script';

async function scriptBytes(loaded: readonly Response[]): Promise<number> {
	const bodies = await Promise.all(loaded.filter(isScript).map((response) => response.body()));
	expect(bodies.length).toBeGreaterThan(0);
	return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
}
