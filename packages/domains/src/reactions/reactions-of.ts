import type { CommunityContext } from '../context.ts';
import type { ReactionCount } from '../posts/posts.schema.ts';
import { countsOf } from './reactions.queries.ts';

/** The reactions to each of `subjectIds`, first given first; one statement, none for no ids. */
// authorize: counts of subjects the caller was allowed to read.
export async function reactionsOf(
	ctx: CommunityContext,
	subjectIds: readonly string[],
): Promise<Map<string, ReactionCount[]>> {
	const found = new Map<string, ReactionCount[]>();
	if (subjectIds.length === 0) return found;
	const rows = await countsOf(ctx.db, subjectIds, ctx.grants.memberId).execute();
	for (const { subjectId, emoji, count, mine } of rows)
		found.set(subjectId, [...(found.get(subjectId) ?? []), { emoji, count, mine }]);
	return found;
}
