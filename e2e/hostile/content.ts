import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { CommunityCaller } from '@kith/domains';
import type { RichText } from '@kith/domains/rich-text/schema';
import { expect } from '../journey.ts';
import { words } from '../scene.ts';
import type { Reader } from './reader.ts';
import { partsOf, withEach, type Sheet } from './sheet.ts';

export type Stage = {
	/** A page of the site that stays where it is. */
	page: Page;
	api: CommunityCaller;
	/** Somebody else here, with a browser of their own. */
	member: { page: Page; api: CommunityCaller; reader: Reader };
	/** One more member, with a browser of their own; comes by a link, if any. */
	newcomer(name: string, link?: string): Promise<{ page: Page; close(): Promise<void> }>;
	/** Somebody with an account of the studio, who accepts the invitation they are sent. */
	colleague(name: string): Promise<{ email: string; accept(): Promise<void> }>;
	/** Somebody who is no member, with a browser of their own; asks to join by signing in. */
	stranger: { api: CommunityCaller; reader: Reader; signIn(name: string): Promise<void> };
	reader: Reader;
	sheet: Sheet;
	site: string;
	studio: string;
	space: { id: string; slug: string };
	fileId: string;
};

/** Names of tags hold no comma, and do not begin with the sign of a tag. */
const isTagName = (text: string) => /^[^#,\p{Cc}][^,\p{Cc}]*$/u.test(text.trim());

/** What feeds and maps of sites are made of. */
const OF_FEEDS: ReadonlySet<string> = new Set([
	...['rss', 'channel', 'title', 'link', 'atom:link', 'description', 'language', 'lastBuildDate'],
	...['item', 'guid', 'pubDate', 'category', 'dc:creator', 'content:encoded', 'image', 'url'],
	...['urlset', 'sitemapindex', 'sitemap', 'loc', 'lastmod'],
]);

/** Runs in the page: whether that is well-formed, and the names of its elements. */
async function readXml(path: string) {
	const text = await (await fetch(path)).text();
	const parsed = new DOMParser().parseFromString(text, 'application/xml');
	const fault = parsed.querySelector('parsererror')?.textContent ?? null;
	return {
		fault,
		names: [...new Set([...parsed.querySelectorAll('*')].map((one) => one.nodeName))],
	};
}

/** Titles, warnings, tags, choices of polls, notes on ideas, and the reasons for all that is done to posts. */
export async function posts({ api, page, reader, sheet, site, space }: Stage): Promise<void> {
	const titles = sheet.put('the title of a post', 200);
	const warnings = sheet.put('a content warning', 200);
	const tags = partsOf(sheet.putEach('a tag of a post', 40, isTagName), 5);
	const choices = partsOf(sheet.put('a choice of a poll', 120), 4);
	const notes = sheet.put('what staff say of an idea', 1000);
	const locks = sheet.put('why a post takes no answers', 300);
	const body = words('Quiet');
	const all = Array.from({ length: Math.max(titles.length, tags.length) }, () => randomUUID());
	await withEach(all, async (id, at) => {
		const title = titles[at] ?? 'Quiet';
		const mine = choices[at - notes.length] ?? [];
		await api.posts.publish({
			...{ id, spaceId: space.id, title, body, tags: tags[at] ?? [] },
			...(warnings[at] && { contentWarning: warnings[at] }),
			...(at < notes.length && { kind: 'idea' }),
			...(mine.length > 0 && { poll: pollOf(mine.length > 1 ? mine : [...mine, 'Tea']) }),
		});
		if (notes[at]) await api.ideas.setStatus({ postId: id, status: 'planned', note: notes[at] });
		if (locks[at]) await api.lifecycle.lock({ postId: id, locked: true, reason: locks[at] });
		await reader.read(`${site}/p/${id}`);
	});
	for (const path of [
		`/p/${all[0]}`,
		`/p/${all.at(-1)}`,
		`/manage/${all[0]}`,
		`/new?edit=${all[0]}`,
	])
		await reader.open(site + path);
	for (const path of ['/', `/s/${space.slug}`, '/tags', '/featured'])
		await reader.open(site + path);
	for (const path of ['/feed.xml', `/s/${space.slug}/feed.xml`, '/sitemap.xml']) {
		const { fault, names } = await page.evaluate(readXml, path);
		expect([fault, names.filter((name) => !OF_FEEDS.has(name))], path).toEqual([null, []]);
	}
}

/** A reason each for so many changes of one thing as its history shows at once. */
const AT_ONCE = 10;

/** Why posts and comments were changed, and why comments are gone. */
export async function changes({ api, reader, sheet, site, space }: Stage): Promise<void> {
	const whys = partsOf(sheet.put('why a post was edited', 300), AT_ONCE);
	const said = partsOf(sheet.put('why a comment was edited', 300), AT_ONCE);
	const taken = partsOf(sheet.put('why a comment was removed', 300), AT_ONCE);
	await withEach(whys, async (reasons, at) => {
		const [postId, commentId] = [randomUUID(), randomUUID()];
		const thread = (parentId: string | null, id: string) =>
			api.comments.publish({ id, postId, parentId, body: words('Quiet') });
		await api.posts.publish({ id: postId, spaceId: space.id, title: 'Q', body: words('Q') });
		await thread(null, commentId);
		for (const [count, why] of reasons.entries()) {
			const body = words(`Changed ${count}`);
			const version = count + 1;
			await api.posts.edit({ postId, version, title: 'Q', body, why });
			const because = said[at]?.[count];
			if (because) await api.comments.edit({ commentId, version, body, why: because });
			const id = randomUUID();
			await thread(null, id);
			await thread(id, randomUUID());
			await api.comments.remove({ commentId: id, why: taken[at]?.[count] ?? '' });
		}
		for (const path of [`/history/post/${postId}`, `/history/comment/${commentId}`, `/p/${postId}`])
			await reader.read(site + path);
		if (at > 0) return;
		await reader.open(`${site}/history/post/${postId}`);
		await reader.open(`${site}/p/${postId}`);
	});
}

const pollOf = (choices: string[]) => ({
	...{ method: 'single' as const, choices, maxChoices: 1, openDays: 7 },
	...{ isAnonymous: false, results: 'always' as const },
});

/** What moderators say to those whose posts they remove or send back, and what waits for them. */
export async function moderated(stage: Stage): Promise<void> {
	const { api, member, reader, sheet, site, space } = stage;
	const removals = sheet.put('why a post was removed', 300);
	const body = words('Quiet');
	const removed = removals.map((why) => ({ why, id: randomUUID() }));
	await withEach(removed, async ({ id, why }) => {
		await member.api.posts.publish({ id, spaceId: space.id, title: 'Gone', body });
		await api.posts.remove({ postId: id, why });
		await member.reader.read(`${site}/removed/${id}`);
	});
	await member.reader.open(`${site}/removed/${removed[0]?.id}`);
	const rule = { spaceId: null, kind: 'question' as const, roleKey: 'member', edits: false };
	const life = { graceMinutes: 0, idleDays: 0, spaceIdleDays: [] };
	await api.approval.saveSettings({ rules: [rule], life });
	const titles = sheet.put('the title of what waits', 200);
	const reasons = sheet.put('why a post was sent back', 500);
	const waiting = titles.map((title) => ({ title, id: randomUUID() }));
	await withEach(waiting, ({ id, title }) =>
		member.api.posts.publish({ id, spaceId: space.id, title, body, kind: 'question' }),
	);
	await reader.open(`${site}/review`);
	await reader.open(`${stage.studio}/moderation/queue`);
	await withEach(waiting, async ({ id }, at) => {
		const reason = reasons[at];
		if (reason) await api.approval.reject({ submissionId: id, version: 1, reason });
		await member.reader.read(`${site}/submissions/${id}`);
	});
	await member.reader.open(`${site}/submissions`);
}

type Block = Record<string, unknown>;
const line = (...content: Block[]): Block => ({ type: 'paragraph', content });
const text = (said: string, ...marks: Block[]): Block => ({ type: 'text', text: said, marks });

/** Where a rich text holds words, and how many. */
const IN_TEXT: Readonly<Record<string, [most: number, (said: string) => Block]>> = {
	'a paragraph': [4000, (said) => line(text(said))],
	'a spoiler': [4000, (said) => line(text(said, { type: 'spoiler' }))],
	'marked words': [4000, (said) => line(text(said, { type: 'bold' }, { type: 'code' }))],
	'the words of a link': [
		4000,
		(said) => line(text(said, { type: 'link', attrs: { href: 'https://example.org/' } })),
	],
	'a heading': [4000, (said) => ({ type: 'heading', attrs: { level: 2 }, content: [text(said)] })],
	'a quote': [4000, (said) => ({ type: 'blockquote', content: [line(text(said))] })],
	code: [4000, (said) => ({ type: 'codeBlock', content: [{ type: 'text', text: said }] })],
	'a mention': [80, (said) => line(mention('mention', said))],
	'a mention of a space': [80, (said) => line(mention('spaceMention', said))],
};
const mention = (type: string, label: string): Block => ({
	...{ type, attrs: { id: randomUUID(), label } },
});

/** Every vector by itself in every place of a rich text, in a post and in a comment; and the words for pictures. */
export async function texts({ api, reader, sheet, site, space, fileId }: Stage): Promise<void> {
	const bodies = Object.entries(IN_TEXT).map(([place, [most, blockOf]]) =>
		sheet.putEach(`${place} of a text`, most).map((said) => blockOf(said)),
	);
	const alts = sheet.put('the words for a picture', 500);
	const size = { width: 800, height: 500 };
	bodies.push(alts.map((alt) => ({ type: 'image', attrs: { fileId, alt, ...size } })));
	const bodyOf = (content: Block[]) => ({ type: 'doc', content }) as unknown as RichText;
	for (const body of bodies) {
		const id = randomUUID();
		const quiet = { spaceId: space.id, title: 'Quiet' };
		await api.posts.publish({ id, ...quiet, body: bodyOf(body) });
		await reader.open(`${site}/p/${id}`);
	}
	const id = randomUUID();
	await api.posts.publish({ id, spaceId: space.id, title: 'Quiet', body: words('Quiet') });
	const comment = sheet.putEach('a comment', 4000).map((said) => line(text(said)));
	const answer = { postId: id, parentId: null, body: bodyOf(comment) };
	await api.comments.publish({ id: randomUUID(), ...answer });
	await reader.open(`${site}/p/${id}`);
	for (const asked of sheet.put('what is searched for', 200))
		await reader.read(`${site}/search?q=${encodeURIComponent(asked)}`);
	await reader.open(`${site}/search?q=${encodeURIComponent('<script>alert(1)</script>')}`);
}
