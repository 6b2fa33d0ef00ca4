import type { CommunityDb } from '@kith/db/handles';
import type { CommunityTransaction } from '../context.ts';
import { countDocumentUses, holdTags, wordsOfTags } from './document-tags.queries.ts';
import { chooseTags, type Tagger } from './tag-post.ts';
import { tagsById } from './tags.queries.ts';

type Tagging = { spaceId: string; before: readonly string[]; names: readonly string[] | undefined };

/**
 * The tags that a document is to have, and counts them, in the transaction that writes it; without names those that it
 * had. Throws what `tagPost` throws, but for required groups: those are asked of posts.
 */
// authorize: the verbs that add and edit documents have asked whether one may; each tag is asked for here.
export async function tagDocument(
	ctx: Tagger,
	tx: CommunityTransaction,
	{ spaceId, before, names }: Tagging,
): Promise<string[]> {
	if (!names || (names.length === 0 && before.length === 0)) return [...before];
	const had = async () =>
		before.length > 0 ? tagsById(tx.db, before, ctx.grants.memberId).execute() : [];
	const { wanted, added, gone } = await chooseTags(ctx, tx, { before: had, names });
	const steps = [
		...gone.map(({ id: tagId }) => ({ tagId, spaceId, by: -1 as const })),
		...added.map(({ id: tagId }) => ({ tagId, spaceId, by: 1 as const })),
	];
	if (steps.length > 0) await countDocumentUses(tx.db, steps).execute();
	return wanted.map(({ id }) => id);
}

/** What tags bring to the words of what has them. */
export type TagWords = { ids: string[]; names: string };

export const UNTAGGED: TagWords = { ids: [], names: '' };

/** Those of these tags that are still there, with all their names, as they are until the commit. */
// authorize: asked by what writes words to be found by; nobody sees more than before.
export async function wordsForTags(db: CommunityDb, tagIds: readonly string[]): Promise<TagWords> {
	if (tagIds.length === 0) return UNTAGGED;
	const ids = (await holdTags(db, tagIds).execute()).map(({ id }) => id);
	if (ids.length === 0) return UNTAGGED;
	const names = await wordsOfTags(db, ids).execute();
	return { ids, names: names.map(({ name }) => name).join(' ') };
}
