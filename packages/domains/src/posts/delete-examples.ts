import type { CommunityContext } from '../context.ts';
import {
	deleteExampleHistory,
	deleteExamplePosts,
	deleteExampleReactions,
} from './examples.queries.ts';
import { uncountPostInSpace } from './taken-down.queries.ts';
import { untagExamples } from '../tags/index.ts';

/** Deletes the starter posts that came with the template, all at once. Returns how many there were. */
export async function deleteExamples(ctx: CommunityContext): Promise<number> {
	ctx.authorize('administer', 'Community');
	return ctx.transaction(async (tx) => {
		await deleteExampleReactions(tx.db).execute();
		await deleteExampleHistory(tx.db).execute();
		await untagExamples(tx.db).execute();
		const gone = await deleteExamplePosts(tx.db).execute();
		for (const { spaceId, status } of gone)
			if (status === 'published') await uncountPostInSpace(tx.db, spaceId).execute();
		if (gone.length > 0)
			tx.audit({
				action: 'posts.examples_deleted',
				target: { kind: 'community', id: ctx.community.id, label: ctx.community.name },
				after: { posts: gone.length },
			});
		return gone.length;
	});
}
