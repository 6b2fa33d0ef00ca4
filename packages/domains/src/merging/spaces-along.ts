import type { CommunityDb } from '@kith/db/handles';
import type { CommunityContext } from '../context.ts';
import { BY_ANSWERS, BY_HAND } from '../grants/index.ts';
import { spacesOf } from './merging.queries.ts';

/** The spaces an account was let into that come along, and those that do not: what the actor cannot look into. */
// authorize: the verb has asked; the spaces are those that the actor may read.
export async function spacesAlong(
	ctx: CommunityContext,
	db: CommunityDb,
	memberId: string,
): Promise<{ along: string[]; left: string[] }> {
	const readable = new Set(ctx.grants.spaces.readable);
	const rows = await spacesOf(db, memberId).execute();
	const own = rows.filter(({ source }) => source === BY_HAND || source === BY_ANSWERS);
	const along = new Set(own.map(({ spaceId }) => spaceId).filter((id) => readable.has(id)));
	const left = new Set(rows.map(({ spaceId }) => spaceId).filter((id) => !along.has(id)));
	return { along: [...along], left: [...left] };
}
