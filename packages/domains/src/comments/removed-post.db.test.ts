import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { publishPost } from '@kith/testing/test-verbs';
import { communityCaller } from '../index.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	actors = await everyActor(here, await createTestCommunity(installation));
});
afterAll(() => installation.close());

const WAYS = {
	'removed by a moderator': async (postId: string) =>
		communityCaller(await actors.as('moderator')).posts.remove({ postId }),
	'deleted by its author': async (postId: string) =>
		communityCaller(await actors.as('member')).posts.delete({ postId }),
};

/** A post of the member's with their comment, liked by a moderator; then the post goes. */
async function comment(takeDown: (postId: string) => Promise<void>) {
	const author = await actors.as('member');
	const spaceId = author.grants.spaces.postable[0] ?? '';
	const postId = newId();
	await publishPost(author, { id: postId, spaceId, title: 'Orchard', body: words('Orchard') });
	const text = { parentId: null, body: words('Quince') };
	const api = communityCaller(author);
	const { commentId } = await api.comments.publish({ id: newId(), postId, ...text });
	const like = { subjectKind: 'comment' as const, subjectId: commentId, emoji: '👍' as const };
	await communityCaller(await actors.as('moderator')).reactions.set({ ...like, on: true });
	await takeDown(postId);
	return { postId, commentId, like };
}

test.for(Object.entries(WAYS))(
	'below a post %s, no comment is read, answered, edited, reacted to or taken down',
	async ([, takeDown]) => {
		const { postId, commentId, like } = await comment(takeDown);
		const rows = () =>
			here.db.selectFrom('comments').selectAll().where('postId', '=', postId).execute();
		const before = await rows();
		for (const actor of ['member', 'moderator', 'admin', 'owner'] as const) {
			const api = communityCaller(await actors.as(actor));
			const answer = { id: newId(), postId, parentId: commentId, body: words('More') };
			const edit = { version: 1, body: words('Changed') };
			const attempts: [string, () => Promise<unknown>][] = [
				['posts.not_found', () => api.comments.list({ postId })],
				['posts.not_found', () => api.comments.list({ postId, around: commentId })],
				['posts.not_found', () => api.comments.publish(answer)],
				['comments.not_found', () => api.comments.edit({ ...edit, commentId })],
				['comments.not_found', () => api.comments.delete({ commentId })],
				['comments.not_found', () => api.comments.remove({ commentId })],
				['reactions.subject_not_found', () => api.reactions.set({ ...like, on: false })],
				[
					'reactions.subject_not_found',
					() => api.reactions.set({ ...like, emoji: '🎉', on: true }),
				],
			];
			for (const [code, attempt] of attempts) expect(await outcomeOf(attempt())).toBe(code);
			expect((await api.search.find({ text: 'quince' })).items).toEqual([]);
		}
		expect(await rows()).toEqual(before);
	},
);
