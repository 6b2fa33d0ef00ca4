import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { IN_BODY } from '@kith/testing/hostile-bodies';
import { HOSTILE_TEXTS, HOSTILE_URLS } from '@kith/testing/hostile-texts';
import { sendInBulk } from '@kith/testing/send-in-bulk';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { spaceFields, tagFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { CommunityContext } from './context.ts';
import { refusalOf } from './hostile-fixture.ts';
import { communityCaller } from './index.ts';

let installation: TestInstallation;
let here: TestCommunity;
let ctx: CommunityContext;
let spaceId: string;
let postId: string;
let renamedSpaceId: string;
let groupId: string;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	ctx = await here.as(await founderOf(here));
	spaceId = ctx.grants.spaces.postable[0] ?? '';
	const api = communityCaller(ctx);
	postId = newId();
	await api.posts.publish({ id: postId, spaceId, title: 'Quiet', body: words('Quiet') });
	renamedSpaceId = (await api.spaces.create(spaceFields())).spaceId;
	groupId = (await api.spaces.createGroup({ name: 'Group' })).groupId;
});
afterAll(() => installation.close());

const TEXTS = Object.values(HOSTILE_TEXTS).flat();
const api = () => communityCaller(ctx);

/** A text as it is stored: colours and what is known of a player's site are added when it is read. */
const asStored = (body: unknown): unknown =>
	JSON.parse(JSON.stringify(body), function (this: { type?: unknown }, key, value: unknown) {
		if (key === 'shades') return undefined;
		if (key !== 'attrs' || this.type !== 'embed') return value;
		const { provider, id } = value as { provider: unknown; id: unknown };
		return { provider, id };
	});

/** Writes `text` into one place and reads it back. */
type Place = (text: string) => Promise<unknown>;

async function postWith(change: {
	title?: string;
	body?: ReturnType<typeof words>;
	tags?: string[];
}) {
	const id = newId();
	await api().posts.publish({ id, spaceId, title: 'Words', body: words('Words'), ...change });
	return api().posts.get({ postId: id });
}
async function profileWith(change: { name?: string; bio?: string; handle?: string }) {
	const { version } = await api().members.me();
	const handle = `h${newId().slice(-12)}`;
	const fields = { name: 'Olga', bio: '', avatarFileId: null, handle, version };
	return api().members.updateProfile({ ...fields, ...change });
}
async function spaceWith(change: object) {
	const { version } = await row('spaces', renamedSpaceId);
	const fields = { ...spaceFields(), spaceId: renamedSpaceId, version, ...change };
	await api().spaces.update(fields);
	return row('spaces', renamedSpaceId);
}
/** A tag of its own, gone again, so that no text finds its name taken. */
async function tagWith(change: { name?: string; description?: string; synonyms?: string[] }) {
	const { tags } = api();
	const id = newId();
	await tags.create({ ...tagFields(), id, ...change });
	const { items } = await tags.manage({ search: change.name, limit: 100 });
	const all = items.length > 0 ? items : (await tags.manage({ limit: 100 })).items;
	await tags.delete({ tagId: id });
	const made = all.find((tag) => tag.id === id);
	if (!made) throw new Error('the tag is not listed');
	return made;
}
const row = (table: 'spaces' | 'spaceGroups', id: string) =>
	here.db
		.selectFrom(table as 'spaces')
		.selectAll()
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
async function generalWith(change: object) {
	await api().communities.updateGeneral({ name: 'Acme', tagline: '', description: '', ...change });
	const general = here.db.selectFrom('settings').select('value').where('key', '=', 'general');
	const { value } = await general.executeTakeFirstOrThrow();
	return value as unknown as Record<string, unknown>;
}

/** Saved upon the draft before it, by a founder who reads it anew. */
async function designWith(text: string) {
	const { design } = communityCaller(await here.as(await founderOf(here)));
	const { draft, versions } = await design.get();
	const id = newId();
	const block = { id, kind: 'join' as const, title: text, text: '' };
	const home = { isOn: false, blocks: [block] };
	const value = { ...draft.pages, home };
	await design.saveDraft({ section: 'pages', basedOn: versions.pages, value });
	const kept = here.db.selectFrom('settings').select('value').where('key', '=', 'pages.draft');
	const { value: pages } = await kept.executeTakeFirstOrThrow();
	const [saved] = (pages as unknown as typeof draft.pages).home.blocks;
	return saved?.kind === 'join' ? saved.title : undefined;
}

const PLACES: Readonly<Record<string, Place>> = {
	'the title of a post': async (title) => (await postWith({ title })).title,
	'the name of a member': async (name) => (await profileWith({ name })).name,
	'the words of a member on themselves': async (bio) => (await profileWith({ bio })).bio,
	'the handle of a member': async (handle) => (await profileWith({ handle })).handle,
	'the name of a space': async (name) => (await spaceWith({ name })).name,
	'the description of a space': async (text) =>
		(await spaceWith({ description: text })).description,
	'the sign of a space': async (icon) => (await spaceWith({ icon })).icon,
	'the name of a group': async (name) => {
		await api().spaces.renameGroup({ groupId, name });
		return (await row('spaceGroups', groupId)).name;
	},
	'the name of a tag': async (name) => (await tagWith({ name })).name,
	'the description of a tag': async (text) => (await tagWith({ description: text })).description,
	'a synonym of a tag': async (text) => (await tagWith({ synonyms: [text] })).synonyms[0],
	'a tag of a post': async (name) => {
		const [tag] = (await postWith({ tags: [name] })).tags;
		const { id: tagId } = await api().tags.get({ slug: tag?.slug ?? '' });
		await api().tags.delete({ tagId });
		return tag?.name;
	},
	'the name of a group of tags': async (name) => {
		const { tags } = api();
		const group = { name, onlyOne: false, requiredSpaceIds: [] };
		const { tagGroupId } = await tags.saveGroup(group);
		const saved = (await tags.groups()).find(({ id }) => id === tagGroupId);
		await tags.deleteGroup({ tagGroupId });
		return saved?.name;
	},
	'the tagline': async (tagline) => (await generalWith({ tagline }))['tagline'],
	'the description': async (text) => (await generalWith({ description: text }))['description'],
	'the title of a block': designWith,
	'the name of the community': async (name) => {
		await generalWith({ name });
		const all = installation.services.platform.selectFrom('communities').select('name');
		return (await all.where('id', '=', here.id).executeTakeFirstOrThrow()).name;
	},
};

const sendAll = (place: Place) =>
	sendInBulk(TEXTS, async (text) => {
		const read: { value?: unknown } = {};
		const code = await refusalOf(place(text).then((value) => (read.value = value)));
		if (code === null) expect([text.trim(), text.trim().toLowerCase()]).toContain(read.value);
		return { code };
	});
const STABLE = /^[a-z]+\.[a-z_]+$/;

test('there are hostile texts of every kind, each its own', () => {
	expect(new Set(TEXTS).size).toBe(TEXTS.length);
	expect(TEXTS.length).toBeGreaterThan(300);
	for (const [kind, texts] of Object.entries(HOSTILE_TEXTS))
		expect(texts.length, kind).toBeGreaterThan(10);
});

test.for(Object.entries(PLACES))(
	'%s is kept as it was sent, or refused by a stable code',
	{ timeout: 120_000 },
	async ([, place]) => {
		const { kept, refused } = await sendAll(place);
		expect(kept).toBeGreaterThan(0);
		for (const code of refused) expect(code).toMatch(STABLE);
		expect(refused).toContain('input.bad_characters');
	},
);

const inTurns = Object.entries(IN_BODY).map(([name, bodyOf], turn) => ({
	...{ name, bodyOf },
	// Every text goes into a rich text in a third of the places there are in it, five at least.
	texts: TEXTS.filter((_, at) => at % 3 === turn % 3),
}));
test.for(inTurns)(
	'$name in a rich text is kept as it was sent, or refused by a stable code',
	{ timeout: 120_000 },
	async ({ bodyOf, texts }) => {
		for (const text of texts) {
			const body = bodyOf(text);
			const read: { body?: unknown } = {};
			const code = await refusalOf(postWith({ body }).then((post) => (read.body = post.body)));
			if (code === null) expect(asStored(read.body)).toEqual(body);
			else expect(code).toMatch(STABLE);
		}
	},
);

test.for(HOSTILE_URLS)('no link leads to %j', async (href) => {
	const body = IN_BODY['a link']?.(href) ?? words('');
	expect(await refusalOf(postWith({ body }))).toMatch(/^input\./);
});

test('comments, searches, filters, tokens and codes take every text or refuse it', async () => {
	const takers: Place[] = [
		(text) => api().comments.publish({ id: newId(), postId, parentId: null, body: words(text) }),
		(text) => api().search.find({ text }),
		(text) => api().search.suggest({ text }),
		(text) => api().tags.suggest({ text }),
		(search) => api().tags.list({ search }),
		(slug) => api().tags.get({ slug }),
		(text) => api().members.list({ search: text }),
		(text) => api().members.profile({ handle: text }),
		(text) => api().members.invitation({ token: text }),
		(text) => api().communities.enter({ token: text }),
		(text) => api().spaces.get({ slug: text }),
		(cursor) => api().posts.list({ cursor }),
		(text) => api().members.invite({ emails: [text], roleKey: 'member' }),
		(text) => api().members.setRole({ memberId: newId(), roleKey: text }),
	];
	for (const take of takers)
		for (const text of TEXTS) expect((await refusalOf(take(text))) ?? 'done.well').toMatch(STABLE);
}, 120_000);

test('what is no text, or text without end, is refused and leaves nothing behind', async () => {
	const nest = (levels: number, value: unknown = 'x') => {
		for (let level = 0; level < levels; level++) value = { type: 'blockquote', content: [value] };
		return value;
	};
	const polluted: unknown = JSON.parse(
		'{"__proto__":{"polluted":1},"constructor":{"prototype":{}}}',
	);
	const numbers = [1e308, -1e308, 2 ** 53, -1, 0.5, NaN, Infinity, -0, 10n ** 400n];
	const values = [
		...[null, undefined, true, [], {}, polluted, nest(13), nest(5000), nest(100_000), ...numbers],
		...[
			new Date(Number.NaN),
			new Map([['a', 1]]),
			Array.from({ length: 100_000 }, () => 'x'),
			() => 1,
			Symbol('x'),
		],
		Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`key${at}`, at])),
	];
	for (const value of values) {
		const hostile = value as never;
		for (const attempt of [
			() => postWith({ title: hostile }),
			() => postWith({ body: hostile }),
			() => postWith({ body: { type: 'doc', content: [hostile] } }),
			() => api().posts.publish(hostile),
			() => api().posts.edit({ postId, version: hostile, title: 'x', body: words('x') }),
			() => api().posts.get({ postId: hostile }),
			() => api().posts.list({ limit: hostile ?? 1e9 }),
		])
			expect((await refusalOf(attempt())) ?? 'done').toMatch(/^(?:input\.[a-z_]+|done)$/);
	}
	expect(Reflect.get({}, 'polluted')).toBeUndefined();
	expect((await api().posts.get({ postId })).title).toBe('Quiet');
});
