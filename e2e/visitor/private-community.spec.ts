import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { communityApi } from '../api.ts';
import { expect, expectAccessible, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, publishComment, uploadPicture, words } from '../scene.ts';
import { openShop } from '../shop.ts';

const CANARY = 'Kanarienvogel';

test('closing a community hides everything in it, in every form it was told', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('cellar');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Cellar', slug });
	const told = await tellSecrets(page);
	const { page: visitor, context } = await someoneElse(browser);
	await visitor.goto(`${address}${told.post}`);
	await expect(visitor.getByRole('heading', { name: CANARY })).toBeVisible();
	await expectToldToMachines(visitor, address);
	const { etag } = await read(visitor, told.picture);
	expect((await read(visitor, told.picture, etag)).status).toBe(304);

	await closeInStudio(page, `${places.studio}/c/${id}`);
	for (const path of ['/', '/members', told.space, told.post]) {
		await visitor.goto(address + path);
		await expect(visitor).toHaveURL(`${address}/join?next=${encodeURIComponent(path)}`);
	}
	for (const path of [...told.paths, told.picture]) {
		const { status, text } = await read(visitor, path);
		expect(text, `${path} (${status}) is silent`).not.toContain(CANARY);
		if (path === told.picture) expect(status).toBe(404);
	}
	expect((await read(visitor, told.picture, etag)).status, 'what is known is asked for again').toBe(
		404,
	);
	await visitor.goto(address);
	expect(await visitor.content()).not.toContain(CANARY);
	await expect(visitor.locator('meta[property^="og:"]')).toHaveCount(0);
	await context.close();
});

test('a private space of a public community is told to nobody, and its door says how much is inside and what opens it', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('attic');
	const { address } = await foundCommunity(page, places, mails, { name: 'Attic', slug });
	await openShop(page, address);
	const told = await tellSecrets(page, 'back-room');
	const { page: visitor, context } = await someoneElse(browser);
	await visitor.goto(`${address}/`);
	for (const path of [...told.paths, told.picture]) {
		const { status, text } = await read(visitor, path);
		expect(text, `${path} (${status}) is silent`).not.toContain(CANARY);
	}
	for (const path of [told.post, told.picture])
		expect((await read(visitor, path)).status).toBe(404);
	expect((await read(visitor, '/sitemap.xml')).text).not.toContain('back-room');

	await visitor.goto(address + told.space);
	await expect(visitor.getByRole('heading', { name: 'Back room' })).toBeVisible();
	await expect(visitor.getByText('1 post', { exact: true })).toBeVisible();
	await expect(visitor.getByText(/€29/).first()).toBeVisible();
	await expect(visitor.getByRole('link', { name: 'Sign in' }).first()).toBeVisible();
	expect(await visitor.content()).not.toContain(CANARY);
	await expect(visitor.locator('script[type="application/ld+json"]')).toHaveCount(0);
	await expectAccessible(visitor);
	await context.close();
});

/** Publishes a post with a picture and a comment, all with the canary in them, and lists where they can be read. */
async function tellSecrets(page: Page, into?: string) {
	const { posts, spaces } = communityApi(page);
	const { groups } = await spaces.navigation();
	const all = groups.flatMap((group) => group.spaces);
	const open = all.find((one) => (into ? one.slug === into : one.visibility === 'public'));
	if (!open) throw new Error('there is no such space');
	const postId = randomUUID();
	const { fileId } = await uploadPicture(page);
	const image = { type: 'image' as const, attrs: { fileId, alt: CANARY, width: 800, height: 500 } };
	const body = { type: 'doc' as const, content: [...words(CANARY).content, image] };
	await posts.publish({ id: postId, spaceId: open.id, title: `${CANARY} title`, body });
	const commentId = await publishComment(page, postId, `${CANARY} comment`);
	const [space, post] = [`/s/${open.slug}`, `/p/${postId}`];
	const input = (value: string) => `?input=${encodeURIComponent(JSON.stringify(value))}`;
	return {
		...{ space, post, picture: `/files/${fileId}/full` },
		paths: [
			...['/', '/members', space, post, `${post}?comment=${commentId}`, '/m/olga'],
			...['/search?q=title', '/search/__data.json?q=title'],
			...['/__data.json', `${space}/__data.json`, `${post}/__data.json`, '/members/__data.json'],
			...['/feed.xml', `${space}/feed.xml`, '/sitemap.xml', '/robots.txt', '/join'],
			...['/api/trpc/posts.list', '/api/trpc/spaces.navigation', '/api/trpc/members.list'],
			`/api/trpc/posts.list${input('[{}]')}`,
			`/api/trpc/posts.get${input(`[{"postId":1},"${postId}"]`)}`,
			`/api/trpc/comments.list${input(`[{"postId":1},"${postId}"]`)}`,
		],
	};
}

/** What search engines, link previews and feed readers take from a public community. */
async function expectToldToMachines(page: Page, address: string): Promise<void> {
	await expect(page.locator('meta[property="og:title"]')).toHaveAttribute(
		'content',
		`${CANARY} title`,
	);
	const json = await page.locator('script[type="application/ld+json"]').textContent();
	expect(JSON.parse(json ?? '')).toMatchObject({
		'@type': 'DiscussionForumPosting',
		headline: `${CANARY} title`,
	});
	const path = new URL(page.url()).pathname;
	expect((await read(page, '/sitemap.xml')).text).toContain(`${address}${path}`.slice(0, 60));
	expect((await read(page, '/feed.xml')).text).toContain(`${CANARY} title`);
	const list = await read(page, `/api/trpc/posts.list?input=${encodeURIComponent('"[{}]"')}`);
	expect(list.text).toContain(CANARY);
}

async function closeInStudio(page: Page, studio: string): Promise<void> {
	await page.goto(`${studio}/settings/access`);
	await page.getByRole('radio', { name: /^Private/ }).check();
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await page.getByRole('button', { name: 'Make it private' }).click();
	await expect(page.getByText('Everything is saved')).toBeVisible();
}

/** Fetches a path of the page's own origin as its browser, past what that browser kept from before. */
/** Asks as the page's own scripts would, past the browser's cache; with an `etag`, whether it is still the same. */
function read(page: Page, path: string, etag = '') {
	return page.evaluate(
		async ({ target, known }) => {
			const headers = known ? { 'if-none-match': known } : undefined;
			const answer = await fetch(target, { cache: 'no-store', ...(headers ? { headers } : {}) });
			const { status } = answer;
			return { status, text: await answer.text(), etag: answer.headers.get('etag') ?? '' };
		},
		{ target: path, known: etag },
	);
}
