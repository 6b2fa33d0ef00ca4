import type { CommunityContext } from '../context.ts';
import { PostFiling } from '../filing/filing.schema.ts';
import { isAllowed } from '../permissions/ability.ts';
import type { postCardById } from './posts.queries.ts';
import type { PostDetail } from './posts.schema.ts';

type Row = Awaited<ReturnType<ReturnType<typeof postCardById>['executeTakeFirstOrThrow']>>;

/** What rules did with a post and nobody undid, for whoever may undo it; null for everybody else. */
// authorize: a part of a post the caller was allowed to read.
export function filedIn(ctx: CommunityContext, row: Row): PostDetail['filed'] {
	if (row.filing === null || !isAllowed(ctx.ability, 'update', 'Post', row)) return null;
	const { rules, tags, fromSpaceId, toSpaceId, undoneAt } = PostFiling.parse(row.filing);
	if (undoneAt) return null;
	const nameOf = (spaceId: string | null) =>
		ctx.snapshot.spaces.find(({ id }) => id === spaceId)?.name ?? '';
	return {
		rules: rules.map(({ name }) => name),
		...{ from: nameOf(fromSpaceId), to: nameOf(toSpaceId) },
		tags: tags.map(({ name }) => name),
	};
}
