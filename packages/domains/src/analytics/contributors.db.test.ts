import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { countAll, recordAll } from '@kith/testing/test-analytics';
import { createTestCommunity, type TestMember } from '@kith/testing/test-community';
import { outcomeOf, spaceFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { publishComment, publishPost } from '@kith/testing/test-verbs';
import { communityCaller } from '../index.ts';
import { DOWN, UP, type Emoji } from '../reactions/reactions.schema.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

/** A community in which who does what to whom is known. */
async function lively() {
	const here = await createTestCommunity(installation);
	const founder = await founderOf(here);
	const owner = communityCaller(await here.as(founder));
	const { spaceId } = await owner.spaces.create({ ...spaceFields(), reactions: 'votes' });
	installation.services.snapshots.drop(here.id);
	const post = async (by: TestMember) => {
		const id = newId();
		const text = { spaceId, title: 'Say something', body: words('Say something') };
		await publishPost(await here.as(by), { id, ...text });
		return id;
	};
	const answer = async (by: TestMember, postId: string, parentId: string | null = null) => {
		const id = newId();
		await publishComment(await here.as(by), { id, postId, parentId, body: words('So it is') });
		return id;
	};
	const vote = async (by: TestMember, subjectId: string, emoji: Emoji) => {
		const { reactions } = communityCaller(await here.as(by));
		await reactions.set({ subjectKind: 'post', subjectId, emoji, on: true });
	};
	const [mia, joe, ann, ben, cem] = await Promise.all(
		['Mia', 'Joe', 'Ann', 'Ben', 'Cem'].map((name) => here.member('member', name)),
	);
	if (!mia || !joe || !ann || !ben || !cem) throw new Error('nobody is here');

	const [first, talked, official] = [await post(mia), await post(joe), await post(founder)];
	// Three people for Mia, one of them by a reaction alone; a vote down is for nobody.
	await answer(ann, first);
	const comment = await answer(ben, first);
	await vote(ann, first, UP);
	await vote(cem, first, UP);
	await vote(joe, first, DOWN);
	// Ben is answered by Mia and by himself.
	await answer(mia, first, comment);
	await answer(ben, first, comment);
	// One who talks much with Joe is one person.
	for (let count = 0; count < 5; count += 1) await answer(ann, talked);
	// Whoever works for the community is not listed, and what they do counts only when it is asked for.
	for (const one of [mia, joe, ann, ben]) await answer(one, official);
	await answer(founder, talked);
	return { here, founder, mia, joe, ben, cem, first, vote };
}
type Place = Awaited<ReturnType<typeof lively>>;

async function listed({ here, founder }: Place, more: { withStaff?: boolean; days?: 7 } = {}) {
	const { analytics } = communityCaller(await here.as(founder));
	const { columns, rows } = await analytics.report({ name: 'contributors', ...more });
	expect(columns.slice(0, 5)).toEqual(['member', 'handle', 'people', 'answers', 'reaction']);
	return rows.map(([name, , ...numbers]) => [name, ...numbers.slice(0, 3)]);
}

const KNOWN = [
	['Mia', 3, 2, 2],
	['Joe', 1, 5, 0],
	['Ben', 1, 1, 0],
];

test('who moves most different people stands first, told by what was heard and by what stood there before', async () => {
	const heard = await lively();
	await recordAll(await heard.here.as(heard.founder));
	await countAll(await heard.here.as(heard.founder));
	installation.services.snapshots.drop(heard.here.id);
	expect(await listed(heard)).toEqual(KNOWN);

	const found = await lively();
	await countAll(await found.here.as(found.founder));
	installation.services.snapshots.drop(found.here.id);
	expect(await listed(found)).toEqual(KNOWN);
	// What is heard of it afterwards is nothing more.
	await recordAll(await found.here.as(found.founder));
	expect(await listed(found)).toEqual(KNOWN);

	// Answers of those who work there count beside the others’ when that is asked for.
	const everybody = await listed(found, { withStaff: true });
	expect(everybody.slice(0, 2)).toEqual([
		['Mia', 3, 2, 2],
		['Joe', 2, 6, 0],
	]);
});

test('who is gone, does not want it looked at, or did it too long ago is not told of', async () => {
	const place = await lively();
	const { here, founder, joe, cem, first } = place;
	await recordAll(await here.as(founder));
	await countAll(await here.as(founder));
	installation.services.snapshots.drop(here.id);
	const { members } = communityCaller(await here.as(founder));
	await members.remove({ memberId: joe.memberId, contributions: 'keep' });
	expect((await listed(place)).map(([name]) => name)).toEqual(['Mia', 'Ben']);

	const quiet = await here.member('member', 'Quinn');
	await communityCaller(await here.as(quiet)).feeds.switchPersonal({ on: false });
	await place.vote(quiet, first, UP);
	await recordAll(await here.as(founder));
	expect((await listed(place))[0]).toEqual(KNOWN[0]);

	installation.clock.advance(10 * 86_400);
	await place.vote(cem, first, DOWN);
	await recordAll(await here.as(founder));
	expect(await listed(place, { days: 7 })).toEqual([]);
	expect((await listed(place))[0]).toEqual(KNOWN[0]);
});

test('a file of it is written down, members are told nothing, and a neighbour has nothing of it', async () => {
	const place = await lively();
	const { here, founder, mia } = place;
	await countAll(await here.as(founder));
	installation.services.snapshots.drop(here.id);
	const { analytics, audit } = communityCaller(await here.as(founder));
	await analytics.exportReport({ name: 'contributors' });
	const { items } = await audit.list({ limit: 1 });
	expect(items[0]).toMatchObject({ action: 'analytics.exported' });
	const asked = communityCaller(await here.as(mia)).analytics.report({ name: 'contributors' });
	expect(await outcomeOf(asked)).toBe('permissions.denied');

	const neighbour = await createTestCommunity(installation);
	const next = await founderOf(neighbour);
	await countAll(await neighbour.as(next));
	installation.services.snapshots.drop(neighbour.id);
	const theirs = communityCaller(await neighbour.as(next)).analytics;
	expect((await theirs.report({ name: 'contributors' })).rows).toEqual([]);
});
