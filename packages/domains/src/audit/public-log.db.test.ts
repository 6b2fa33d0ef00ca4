import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, spaceFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createSpace, publishComment, publishPost } from '@kith/testing/test-verbs';
import { communityCaller } from '../index.ts';
import { restrictions } from '../restrictions/index.ts';
import { LOOKED_AT } from './public-log.queries.ts';
import { PUBLIC_LOG_KINDS, PublicLogKind, type ReadPublicLog } from './public-log.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
let openId: string;
let secretId: string;

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, {
		access: { visibility: 'public', join: 'open' },
	});
	actors = await everyActor(here, await createTestCommunity(installation));
	const room = async (name: string, visibility: 'public' | 'private') =>
		(await createSpace(await actors.as('admin'), { ...spaceFields(name), visibility })).spaceId;
	openId = await room('Open hall', 'public');
	secretId = await room('Secret cabinet', 'private');
});
afterAll(() => installation.close());

type Reader = Parameters<typeof actors.as>[0];
const api = async (actor: Reader) => communityCaller(await actors.as(actor));
const log = async (actor: Reader, wish: Partial<ReadPublicLog> = {}) =>
	(await api(actor)).audit.publicLog({ limit: 100, ...wish });
const actionsOf = async (actor: Reader, wish: Partial<ReadPublicLog> = {}) =>
	(await log(actor, wish)).items.map(({ action }) => action);

async function postIn(spaceId: string, title: string) {
	const id = newId();
	await publishPost(await actors.as('owner'), { id, spaceId, title, body: words(title) });
	return id;
}
async function commentOn(postId: string, text: string) {
	return publishComment(await actors.as('owner'), {
		id: newId(),
		postId,
		parentId: null,
		body: words(text),
	});
}

test('what moderators did is told by what it was, where and why, and of what is gone no more', async () => {
	const [kept, gone] = [await postIn(openId, 'Kept aboard'), await postIn(openId, 'Gone under')];
	const { commentId } = await commentOn(kept, 'Rudest');
	const keeper = await api('moderator');
	await keeper.posts.remove({ postId: gone, why: 'Not about ships' });
	await keeper.comments.remove({ commentId, why: 'Rude words' });
	await keeper.lifecycle.lock({ postId: kept, locked: true, reason: 'Enough said' });
	const space = { name: 'Open hall' };
	expect((await log('anonymous')).items).toMatchObject([
		{ action: 'posts.locked', space, reason: 'Enough said', thing: { title: 'Kept aboard' } },
		{ action: 'comments.removed', space, reason: 'Rude words', thing: null },
		{ action: 'posts.removed', space, reason: null, isReasonTold: true, thing: null },
	]);
	await keeper.posts.putBack({ postId: gone });
	await keeper.comments.putBack({ commentId });
	expect((await log('anonymous')).items).toMatchObject([
		{ action: 'comments.restored', thing: { postId: kept, commentId } },
		{ action: 'posts.restored', thing: { postId: gone, title: 'Gone under' } },
		...[{}, { action: 'comments.removed' }, { action: 'posts.removed', thing: { postId: gone } }],
	]);
	const { id: spaceId } = await elsewhere();
	await (await api('moderator')).lifecycle.move({ postId: kept, spaceId });
	expect((await log('member')).items[0]).toMatchObject({
		action: 'posts.moved',
		space,
		to: 'Deck',
	});
});

async function elsewhere() {
	const ctx = await actors.as('admin');
	const known = ctx.snapshot.spaces.find(({ name }) => name === 'Deck');
	if (known) return known;
	await createSpace(ctx, { ...spaceFields('Deck'), visibility: 'public' });
	return elsewhere();
}

test('what an author does with what is theirs is not in it, nor what is no keeping of order', async () => {
	const before = await actionsOf('member');
	const ctx = await actors.as('moderator');
	const postId = newId();
	const title = 'By the moderator';
	await publishPost(ctx, { id: postId, spaceId: openId, title, body: words(title) });
	await (await api('moderator')).lifecycle.lock({ postId, locked: true });
	const asked = await postIn(openId, 'Asked');
	await (await api('admin')).posts.changeKind({ postId: asked, kind: 'question' });
	expect(await actionsOf('member')).toEqual(before);
});

test('a version that is hidden and a poll that is closed early are told, without the words that are gone', async () => {
	const postId = await postIn(openId, 'Polled');
	const keeper = await api('moderator');
	const poll = {
		...{ method: 'single' as const, maxChoices: 1, choices: ['Left', 'Right'], openDays: null },
		...{ isAnonymous: false, results: 'always' as const },
	};
	const text = { title: 'Polled anew', body: words('Polled anew') };
	await keeper.posts.edit({ postId, version: 1, ...text, poll });
	const version = { subjectKind: 'post' as const, subjectId: postId, number: 1 };
	await keeper.history.hide({ ...version, why: 'An address was in it' });
	await keeper.history.show(version);
	await keeper.polls.close({ postId });
	const thing = { postId, title: 'Polled anew', commentId: null };
	expect((await log('anonymous', { limit: 3 })).items).toMatchObject([
		{ action: 'polls.closed', thing, reason: null },
		{ action: 'versions.shown', thing, reason: null },
		{ action: 'versions.hidden', thing, reason: null, isReasonTold: false },
	]);
});

test('who is held back is a member, whatever was said to them, and an end that comes by itself is told', async () => {
	const { memberId } = await here.member('member', 'Rosalind Quarrel');
	const hold = { memberId, kind: 'silenced' as const, reason: 'Too loud', hours: 1 };
	await (await api('moderator')).restrictions.restrict(hold);
	const [silenced] = (await log('anonymous', { kind: 'members' })).items;
	expect(silenced).toMatchObject({
		...{ action: 'members.silenced', isAutomatic: false, space: null, thing: null },
		...{ reason: null, isReasonTold: true },
	});
	const hours = ((silenced?.until?.getTime() ?? 0) - (silenced?.at.getTime() ?? 0)) / 3_600_000;
	expect(hours).toBeCloseTo(1, 3);
	installation.clock.advance(3600);
	const due = { communityId: here.id, memberId };
	await restrictions.jobs['end-restriction'].run(installation.services, due);
	expect((await log('anonymous', { kind: 'members' })).items[0]).toMatchObject({
		...{ action: 'members.released', isAutomatic: true, isReasonTold: false },
	});
});

test('filters leave out the rest, and pages come in order to their end', async () => {
	const postId = await postIn(openId, 'Much to do');
	const keeper = await api('moderator');
	for (const locked of [true, false, true]) await keeper.lifecycle.lock({ postId, locked });
	await keeper.lifecycle.feature({ postId, featured: true });
	const all = await log('member');
	for (const kind of PublicLogKind.options) {
		const wanted: readonly string[] = PUBLIC_LOG_KINDS[kind];
		const found = await log('member', { kind });
		expect(found.items.length, kind).toBeGreaterThan(0);
		expect(found.items).toEqual(all.items.filter(({ action }) => wanted.includes(action)));
	}
	const here = await log('member', { spaceId: openId });
	expect(here.items).toEqual(all.items.filter(({ space }) => space?.name === 'Open hall'));
	expect(await actionsOf('member', { spaceId: openId, kind: 'members' })).toEqual([]);
	const pages: unknown[] = [];
	let cursor: string | null = null;
	do {
		const page: Awaited<ReturnType<typeof log>> = await log('member', { limit: 2, cursor });
		pages.push(...page.items);
		cursor = page.nextCursor;
	} while (cursor);
	expect(pages).toEqual(all.items);
	expect(await outcomeOf(log('member', { cursor: 'bm90IGpzb24' }))).toBe('pages.bad_cursor');
});

test('nobody reads it without the right, nor a visitor where the community is private, nor of a space that is shut', async () => {
	for (const actor of ['anonymous', 'member'] as const)
		for (const spaceId of [secretId, newId()])
			expect(await outcomeOf(log(actor, { spaceId })), actor).toBe('spaces.not_found');
	const shut = await createTestCommunity(installation);
	const outside = communityCaller(await shut.as(null));
	expect(await outcomeOf(outside.audit.publicLog({}))).toBe('identity.sign_in_needed');
	const people = await here.db.selectFrom('roles').select(['key', 'permissions']).execute();
	const without = async (key: string, word: 'deny' | null) => {
		const { permissions } = people.find((role) => role.key === key) ?? {};
		const { 'audit:public': _, ...rest } = Object(permissions);
		const said = word ? { ...rest, 'audit:public': word } : rest;
		await here.db
			.updateTable('roles')
			.set({ permissions: JSON.stringify(said) })
			.where('key', '=', key)
			.execute();
		installation.services.snapshots.drop(here.id);
	};
	await without('guest', null);
	expect(await outcomeOf(log('anonymous'))).toBe('identity.sign_in_needed');
	expect(await outcomeOf(log('member'))).toBe('done');
	await without('member', null);
	expect(await outcomeOf(log('member'))).toBe('permissions.denied');
	expect((await (await api('member')).spaces.navigation()).mayReadLog).toBe(false);
	expect(await outcomeOf(log('moderator'))).toBe('done');
	for (const { key, permissions } of people)
		await here.db
			.updateTable('roles')
			.set({ permissions: JSON.stringify(permissions) })
			.where('key', '=', key)
			.execute();
	installation.services.snapshots.drop(here.id);
	expect((await (await api('anonymous')).spaces.navigation()).mayReadLog).toBe(true);
});

test('a page looks at so many entries and no more, and says where to go on', async () => {
	const [first] = (await log('member', { limit: 1 })).items;
	const { number, hash } = await here.db
		.selectFrom('auditEntries')
		.select(['number', 'hash'])
		.orderBy('at', 'desc')
		.orderBy('number', 'desc')
		.limit(1)
		.executeTakeFirstOrThrow();
	const at = new Date(installation.clock.now().getTime() + 1000);
	const rows = Array.from({ length: LOOKED_AT + 1 }, (_, index) => ({
		...{ number: number + 1 + index, at, action: 'members.labelled', actorKind: 'member' },
		...{ targetKind: 'member', targetId: newId(), hash, actorDigest: '', detailsDigest: '' },
	}));
	for (let from = 0; from < rows.length; from += 1000)
		await here.db
			.insertInto('auditEntries')
			.values(rows.slice(from, from + 1000))
			.execute();
	const page = await log('member');
	expect(page.items).toEqual([]);
	const next = await log('member', { cursor: page.nextCursor });
	expect(next.items[0]).toEqual(first);
});
