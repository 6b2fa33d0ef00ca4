import type { CommunityDb } from '@kith/db/handles';
import type { CommunityContext } from '../context.ts';
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
	const along = rows.filter(({ spaceId, sourceId }) => !sourceId && readable.has(spaceId));
	const left = rows.filter((row) => !along.includes(row));
	return {
		along: along.map(({ spaceId }) => spaceId),
		left: left.map(({ spaceId }) => spaceId),
	};
}
