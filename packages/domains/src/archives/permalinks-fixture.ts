import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';

const MOST = 500;

/** What a visitor or member is answered at every address that people pass on; refusals by their code. */
// authorize: each address asks by itself.
export async function permalinks(ctx: CommunityContext): Promise<Record<string, unknown[]>> {
	const { db } = ctx;
	const api = communityCaller(ctx);
	const posts = await db.selectFrom('posts').select('id').orderBy('id').limit(MOST).execute();
	const comments = await db
		.selectFrom('comments')
		.select(['id', 'postId'])
		.orderBy('id')
		.limit(MOST)
		.execute();
	const members = await db
		.selectFrom('members')
		.select('handle')
		.orderBy('handle')
		.limit(MOST)
		.execute();
	const tags = await db.selectFrom('tags').select('slug').orderBy('slug').limit(MOST).execute();
	const documents = await db
		.selectFrom('documents')
		.select('id')
		.orderBy('id')
		.limit(MOST)
		.execute();
	return {
		posts: await all(posts, ({ id: postId }) => api.posts.get({ postId })),
		comments: await all(comments, ({ id: around, postId }) =>
			api.comments.list({ postId, around }),
		),
		members: await all(members, ({ handle }) => api.members.profile({ handle })),
		tags: await all(tags, ({ slug }) => api.tags.get({ slug })),
		documents: await all(documents, ({ id: documentId }) => api.library.get({ documentId })),
		spaces: await all(ctx.snapshot.spaces, ({ slug }) => api.spaces.get({ slug })),
	};
}

/** Each as it goes over the wire, but for what pictures are drawn with at first, which is made anew by a job. */
async function all<T>(those: readonly T[], ask: (one: T) => Promise<unknown>): Promise<unknown[]> {
	const answers: unknown[] = [];
	for (const one of those) {
		const answer = await ask(one).catch((error: unknown) => String(error));
		answers.push(
			JSON.parse(JSON.stringify(answer, (key, value) => (key === 'hint' ? undefined : value))),
		);
	}
	return answers;
}
