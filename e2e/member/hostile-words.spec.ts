import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { CommunityCaller } from '@kith/domains';
import { HOSTILE_TEXTS } from '@kith/testing/hostile-texts';
import { communityApi } from '../api.ts';
import { expect, test, unique, type Mails, type Places } from '../journey.ts';
import { foundCommunity, words } from '../scene.ts';
import { watch } from '../watch.ts';

const POSTS = 12;
const TEXTS = Object.values(HOSTILE_TEXTS)
	.flat()
	.filter((text) => text.length <= 150);

/** Takes one text after the other, as many together as a field holds; from the beginning again at their end. */
function takeTurns() {
	let at = 0;
	const seen = new Set<string>();
	const next = (most: number): string => {
		let taken = '';
		for (let tried = 0; tried < TEXTS.length; tried++) {
			const text = TEXTS[at % TEXTS.length] ?? '';
			if (taken.length + text.length + 1 > most) break;
			taken = taken === '' ? text : `${taken} ${text}`;
			at += 1;
			seen.add(text);
		}
		return taken;
	};
	return { next, seen };
}

/** Writes something; texts that are refused (nothing but blanks, signs that cannot be stored) give way to the next ones. */
async function write(attempt: () => Promise<unknown>): Promise<void> {
	await expect(attempt).toPass({ timeout: 20_000, intervals: [0] });
}

type Next = (most: number) => string;

/** Fills what staff write: names, descriptions, rules, what is sold. */
async function fillByStaff(api: CommunityCaller, next: Next, spaceId: string): Promise<void> {
	await write(() =>
		api.communities.updateGeneral({ name: next(80), tagline: next(160), description: next(900) }),
	);
	for (let count = 0; count < 5; count++) {
		await write(() =>
			api.tags.create({
				...{ id: randomUUID(), name: next(40), description: next(300), tagGroupId: null },
				...{ isRestricted: false, roleIds: [], synonyms: [] },
			}),
		);
		await write(() =>
			api.fields.create({
				...{ kind: 'text', label: next(60), hint: next(150), visibility: 'public', options: [] },
				...{ isRequired: false, isFilterable: true },
			}),
		);
	}
	await write(() => api.spaces.createGroup({ name: next(60) }));
	await write(() =>
		api.spaces.create({
			...{ name: next(60), slug: unique('space'), icon: '🔥', description: next(280) },
			...{ groupId: null, visibility: 'public', posting: 'everyone', library: 'off' },
		}),
	);
	const { version } = (await api.guidelines.current({})) ?? { version: 0 };
	await write(() =>
		api.guidelines.publish({
			...{ basedOn: version, title: next(100), changes: next(280), mustAccept: false },
			rules: Array.from({ length: 5 }, () => ({
				id: randomUUID(),
				title: next(100),
				text: next(900),
			})),
		}),
	);
	await api.tiers.start();
	const tierId = randomUUID();
	await write(() =>
		api.tiers.create({
			...{ id: tierId, name: next(60), slug: 'tier', description: next(300), visibility: 'public' },
			...{
				trialDays: 0,
				benefits: [next(100), next(100)],
				entitlements: [{ kind: 'space', spaceId }],
			},
		}),
	);
	await api.tiers.addPrice({
		...{ id: randomUUID(), tierId },
		terms: { kind: 'recurring', every: 'month', currency: 'eur', amount: 900 },
	});
	const made = (await api.tiers.list()).find(({ id }) => id === tierId);
	await api.tiers.setStatus({ tierId, status: 'published', version: made?.version ?? 1 });
}

/** Fills what members write: of themselves, posts with all that belongs to them, comments, bookmarks, drafts. */
async function fillByMember(api: CommunityCaller, next: Next, spaceId: string): Promise<string[]> {
	await write(async () => {
		const { version, handle } = await api.members.me();
		const about = { name: next(60), bio: next(480), avatarFileId: null };
		await api.members.updateProfile({ ...about, handle, version });
	});
	const posts: string[] = [];
	for (let count = 0; count < POSTS; count++) {
		const id = randomUUID();
		const choices = () => Array.from({ length: 4 }, () => next(100));
		await write(() =>
			api.posts.publish({
				...{ id, spaceId, title: next(190), body: words(next(4000)), tags: [next(40)] },
				...(count % 3 === 0 && { contentWarning: next(190) }),
				...(count % 3 === 1 && {
					poll: {
						...{ method: 'single', choices: choices(), maxChoices: 1, openDays: 7 },
						...{ isAnonymous: false, results: 'always' },
					},
				}),
			}),
		);
		posts.push(id);
		await write(() =>
			api.comments.publish({
				id: randomUUID(),
				postId: id,
				parentId: null,
				body: words(next(4000)),
			}),
		);
		if (count > 2) continue;
		const { folderId } = await folderOf(api, next);
		await write(() => api.bookmarks.save({ postId: id, folderId, note: next(480) }));
	}
	return posts;
}

async function folderOf(api: CommunityCaller, next: Next): Promise<{ folderId: string }> {
	let folderId = '';
	await write(async () => {
		({ folderId } = await api.bookmarks.createFolder({ name: next(60) }));
	});
	return { folderId };
}

/** A script of somebody's text may run a moment after it was inserted. */
const settled = (page: Page) =>
	page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));

async function openVenom(page: Page, places: Places, mails: Mails) {
	const slug = unique('venom');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Venom', slug });
	const api = communityApi(page);
	const { groups } = await api.spaces.navigation();
	return { id, address, api, space: groups[0]?.spaces[0] };
}

test('words that mean harm, in every field there is, run nothing and break no policy on any page', async ({
	page,
	places,
	mails,
}) => {
	test.setTimeout(240_000);
	const violations = await watch(page);
	const { id, address, api, space } = await openVenom(page, places, mails);
	const { next, seen } = takeTurns();
	await fillByStaff(api, next, space?.id ?? '');
	const posts = await fillByMember(api, next, space?.id ?? '');
	expect(seen.size).toBeGreaterThan(300);
	const { handle } = await api.members.me();
	const [tag] = (await api.tags.list({})).items;
	const asked = encodeURIComponent(next(80));
	for (const path of [
		...['/', `/s/${space?.slug}`, ...posts.map((postId) => `/p/${postId}`), `/m/${handle}`],
		...['/members', '/tags', `/t/${tag?.slug}`, `/search?q=${asked}`, '/guidelines', '/membership'],
		...['/bookmarks', '/new', '/settings/profile', `/history/post/${posts[0]}`, '/submissions'],
	]) {
		await page.goto(address + path);
		await settled(page);
		expect(await violations(), path).toEqual([]);
	}
	const feed = await page.evaluate(async () => {
		const text = await (await fetch('/feed.xml')).text();
		const parsed = new DOMParser().parseFromString(text, 'application/xml');
		const names = [...parsed.querySelectorAll('*')].map(({ localName }) => localName);
		return { items: names.filter((name) => name === 'item').length, names: [...new Set(names)] };
	});
	expect(feed.items).toBeGreaterThanOrEqual(POSTS);
	expect(feed.names).not.toContain('parsererror');
	expect(feed.names).not.toContain('script');
	for (const path of [
		...['', '/members', '/fields', '/content/spaces', '/content/tags', '/content/search'],
		...['/guidelines', '/revenue/tiers', '/moderation/queue', '/design', '/settings/general'],
		...['/settings/audit', '/settings/storage', '/analytics/overview'],
	]) {
		await page.goto(`${places.studio}/c/${id}${path}`);
		await settled(page);
		expect(await violations(), path).toEqual([]);
	}
});
