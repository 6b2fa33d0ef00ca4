import type { CommunityDb } from '@kith/db/handles';
import type { CommunityTransaction } from '../context.ts';
import { NOBODY } from '../permissions/permission.ts';
import { addTags, countUses, takeTags } from './tagging.queries.ts';
import { tagGroups, tagsToFile, tagsOnPost } from './tags.queries.ts';

type Row = { tagId: string; spaceId: string | null };

/** Which of these tags are there, by their ids, and the groups of which a post has one tag at most. */
// authorize: whoever sets something up by tags, and what was set up, have asked.
export async function tagsFor(db: CommunityDb, ids: readonly string[]) {
	const known = ids.length > 0 ? await tagsToFile(db, ids).execute() : [];
	const groups = known.some(({ groupId }) => groupId) ? await tagGroups(db).execute() : [];
	const onlyOne = new Set(groups.filter((group) => group.onlyOne).map(({ id }) => id));
	return { known, onlyOne };
}

/** The tags that a post has. */
// authorize: as above.
export const tagsOf = (db: CommunityDb, postId: string) => tagsOnPost(db, postId, NOBODY).execute();

/** Puts tags on a post and counts them, whoever may set them otherwise. */
// authorize: whoever made the rule that does it was asked.
export async function putTags(
	{ db }: CommunityTransaction,
	postId: string,
	ids: readonly string[],
): Promise<void> {
	await count(db, ids.length > 0 ? await addTags(db, postId, ids).execute() : [], 1);
}

/** Takes tags off a post; those that it has no more are passed over. */
// authorize: the verb that undoes it has asked.
export async function dropTags(
	{ db }: CommunityTransaction,
	postId: string,
	ids: readonly string[],
): Promise<void> {
	await count(db, ids.length > 0 ? await takeTags(db, postId, ids).execute() : [], -1);
}

async function count(db: CommunityDb, rows: readonly Row[], by: 1 | -1): Promise<void> {
	const shown = rows.flatMap(({ tagId, spaceId }) => (spaceId ? [{ tagId, spaceId, by }] : []));
	if (shown.length > 0) await countUses(db, shown).execute();
}
