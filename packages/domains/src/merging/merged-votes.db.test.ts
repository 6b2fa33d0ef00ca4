import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openMerging, type Merging } from '@kith/testing/test-merging';
import { communityCaller } from '../index.ts';
import { DOWN, UP, type Emoji } from '../reactions/reactions.schema.ts';

let installation: TestInstallation;
let place: Merging;
beforeAll(async () => {
	installation = await createTestInstallation();
	place = await openMerging(installation);
	await place.here.db.updateTable('spaces').set({ reactions: 'votes' }).execute();
	installation.services.snapshots.drop(place.here.id);
});
afterAll(() => installation.close());

const countOf = async (postId: string) => {
	const row = place.here.db.selectFrom('posts').select('reactionCount').where('id', '=', postId);
	return (await row.executeTakeFirstOrThrow()).reactionCount;
};

test('of two accounts that voted against each other one vote stays, and the score says so', async () => {
	const { here, someone, post, merge } = place;
	const [gone, stays, author, third] = await Promise.all(
		Array.from({ length: 4 }, () => someone()),
	);
	if (!gone || !stays || !author || !third) throw new Error('nobody');
	const ids = [await post(await here.as(author)), await post(await here.as(author))] as const;
	const [torn, blamed] = ids;
	const vote = async (who: typeof gone, subjectId: string, emoji: Emoji) =>
		communityCaller(await here.as(who)).reactions.set({
			...{ subjectKind: 'post', subjectId, emoji, on: true },
		});
	await vote(gone, torn, UP);
	await vote(stays, torn, DOWN);
	for (const who of [gone, stays, third]) await vote(who, blamed, DOWN);
	expect(await Promise.all(ids.map(countOf))).toEqual([0, -3]);
	expect(await merge(gone, stays)).toBe('done');
	expect(await Promise.all(ids.map(countOf))).toEqual([-1, -2]);
	const kept = here.db.selectFrom('reactions').select(['memberId', 'emoji']);
	expect(await kept.where('subjectId', '=', torn).execute()).toEqual([
		{ memberId: stays.memberId, emoji: DOWN },
	]);
});

test('what somebody voted down rises again when they leave and take along what they gave', async () => {
	const { here, someone, post } = place;
	const [author, leaver] = [await someone(), await someone()];
	const asAuthor = await here.as(author);
	const postId = await post(asAuthor);
	const commentId = newId();
	const { comments } = communityCaller(asAuthor);
	await comments.publish({ id: commentId, postId, parentId: null, body: words('Mine') });
	const api = communityCaller(await here.as(leaver));
	const down = { emoji: DOWN, on: true } as const;
	await api.reactions.set({ subjectKind: 'post', subjectId: postId, ...down });
	await api.reactions.set({ subjectKind: 'comment', subjectId: commentId, ...down });
	expect(await countOf(postId)).toBe(-1);
	expect(await outcomeOf(api.members.leave({ contributions: 'delete' }))).toBe('done');
	expect(await countOf(postId)).toBe(0);
	const row = here.db.selectFrom('comments').select('reactionCount').where('id', '=', commentId);
	expect(await row.executeTakeFirst()).toEqual({ reactionCount: 0 });
});
