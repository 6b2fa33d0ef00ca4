import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import {
	createTestCommunity,
	type TestCommunity,
	type TestMember,
} from '@kith/testing/test-community';
import { outcomeOf, spaceFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { rowsTouched, statementOf } from '@kith/testing/test-plans';
import { fillWithTags } from '@kith/testing/test-tags';
import { createSpace } from '@kith/testing/test-verbs';
import { communityCaller } from '../index.ts';
import { readerOf } from './reader.ts';
import { relatedPosts } from './related.queries.ts';

let installation: TestInstallation;
let here: TestCommunity;
let ann: TestMember;
let reader: TestMember;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, {
		access: { visibility: 'public', join: 'open' },
	});
	await here.db.deleteFrom('posts').execute();
	[ann, reader] = [await here.member('member', 'Ann'), await here.member('member', 'Rea')];
});
afterAll(() => installation.close());

const as = async (who: TestMember | null) => communityCaller(await here.as(who));
type Wish = { tags?: string[]; spaceId?: string; who?: TestMember };
async function post(title: string, { tags = [], spaceId, who = ann }: Wish = {}) {
	const id = newId();
	installation.clock.advance(60);
	const ctx = await here.as(who);
	const home = spaceId ?? ctx.grants.spaces.postable[0] ?? '';
	const text = { title, body: words('As it says above.'), tags };
	await communityCaller(ctx).posts.publish({ id, spaceId: home, ...text });
	return id;
}
const below = async (postId: string, who: TestMember | null = reader) =>
	(await (await as(who)).feeds.related({ postId })).map(({ title }) => title);

test('posts whose title says the same or that have the same tags are shown, the rarer a tag the more', async () => {
	const spaceId = (await here.as(reader)).grants.spaces.postable[1] ?? '';
	const bread = await post('How long does your rye bread prove?', { tags: ['Rye', 'Bread'] });
	await post('An oven spring', { tags: ['Bread'] });
	await post('Scalding flour', { tags: ['Rye', 'Bread'], spaceId });
	await post('How long does wheat bread prove?');
	await post('What the café is open for');
	for (let more = 0; more < 6; more++) await post(`Crust ${more}`, { tags: ['Crumb'] });
	expect(await below(bread)).toEqual([
		'How long does wheat bread prove?',
		'Scalding flour',
		'An oven spring',
	]);
	expect(await below(bread, null)).toEqual(await below(bread));
	const [line] = await (await as(reader)).feeds.related({ postId: bread });
	expect(line).toMatchObject({ title: 'How long does wheat bread prove?', commentCount: 0 });
	const lonely = await post('Nothing whatever');
	expect(await below(lonely)).toEqual([]);
	const common = await post('Crust and crumb', { tags: ['Crumb'] });
	expect(await below(common)).toHaveLength(4);
});

test('what was read comes last, and nothing comes that its reader hid, muted, blocked or may not open', async () => {
	const [bob, cy, dee] = [
		await here.member('member', 'Bob'),
		await here.member('member', 'Cy'),
		await here.member('member', 'Dee'),
	];
	const founder = await founderOf(here);
	const { spaceId: secret } = await createSpace(await here.as(founder), {
		...{ ...spaceFields('Cellar'), visibility: 'private' as const },
	});
	const spaces = (await here.as(reader)).grants.spaces.postable;
	const asked = await post('Keeping apples', { tags: ['Apples'] });
	const tags = ['Apples'];
	await post('Unread', { tags });
	const hidden = await post('Hidden', { tags });
	await post('Muted', { tags, who: bob });
	const blocked = await post('Blocked', { tags, who: cy });
	await post('Blocking', { tags, who: dee });
	await post('Secret', { tags, who: founder, spaceId: secret });
	await post('In a muted room', { tags, spaceId: spaces[1] ?? '' });
	const gone = await post('Removed', { tags });
	const read = await post('Read', { tags });
	const all = (await below(asked)).toSorted();
	expect(all).toHaveLength(4);
	expect(all).not.toContain('Secret');

	const [mine, theirs] = [await as(reader), await as(dee)];
	await mine.feeds.hide({ postId: hidden, on: true });
	await mine.relations.mute({ memberId: bob.memberId, on: true });
	await mine.relations.block({ memberId: cy.memberId, on: true });
	await theirs.relations.block({ memberId: reader.memberId, on: true });
	await mine.relations.muteSpace({ spaceId: spaces[1] ?? '', on: true });
	await (await as(ann)).posts.delete({ postId: gone });
	await here.db
		.insertInto('commentReads')
		.values({ memberId: reader.memberId, postId: read, lastAt: new Date(0), lastId: newId() })
		.execute();
	installation.services.snapshots.drop(here.id);
	expect(await below(asked)).toEqual(['Unread', 'Read']);
	for (const postId of [blocked, gone, newId()]) expect(await below(postId)).toEqual([]);
});

test('a closed community tells a visitor nothing, and another one knows none of its posts', async () => {
	const there = await createTestCommunity(installation);
	const ctx = await there.as(await there.member('member', 'Else'));
	const id = newId();
	const spaceId = ctx.grants.spaces.postable[0] ?? '';
	await communityCaller(ctx).posts.publish({ id, spaceId, title: 'Apples', body: words('Yes') });
	const visitor = communityCaller(await there.as(null));
	expect(await outcomeOf(visitor.feeds.related({ postId: id }))).toBe('identity.sign_in_needed');
	expect(await below(id)).toEqual([]);
});

test('among thirty thousand posts it costs one statement over a few hundred rows', async () => {
	const there = await createTestCommunity(installation);
	const writer = await there.member('member', 'Wim');
	const ctx = await there.as(writer);
	const spaceId = ctx.grants.spaces.postable[0] ?? '';
	const where = { communityId: there.id, spaceId, authorIds: [writer.memberId] };
	await fillWithTags(installation, where);
	const { postId } = await ctx.db
		.selectFrom('postTags')
		.select('postId')
		.orderBy('shownAt', 'desc')
		.limit(1)
		.executeTakeFirstOrThrow();
	const asked = { ability: ctx.ability, reader: readerOf(ctx), postId, limit: 4 };
	await ctx.db.transaction().execute(async (tx) => {
		// As in a community so big that reading a whole table is out of the question.
		await sql`set local enable_seqscan = off`.execute(tx);
		expect(await rowsTouched(relatedPosts(tx, asked))).toBeLessThanOrEqual(5000);
	});
	expect(statementOf(relatedPosts(ctx.db, asked))).toMatchSnapshot();
});
