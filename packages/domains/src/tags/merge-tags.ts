import { ConflictError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityDb } from '@kith/db/handles';
import type { CommunityContext } from '../context.ts';
import { moveDeletedDocumentTags, moveDocumentTags } from './document-tags.queries.ts';
import {
	deleteTagRow,
	lockTags,
	mergeCounts,
	moveFollows,
	moveNames,
	moveTaggings,
	namesOf,
} from './keeping.queries.ts';
import { tagById } from './tags.queries.ts';
import type { MergePlan, MergeTags } from './tags.schema.ts';

/** What merging would do, told before it is done. */
export async function planMerge(ctx: CommunityContext, input: MergeTags): Promise<MergePlan> {
	ctx.authorize('update', 'Tag');
	const [from, into] = await bothOf(ctx.db, input);
	const counts = await mergeCounts(ctx.db, from.id, into.id).executeTakeFirstOrThrow();
	const [posts, both] = [counts.posts ?? 0, counts.both ?? 0];
	const names = await namesOf(ctx.db, from.id).execute();
	return {
		...{ from: from.name, into: into.name, moved: posts - both, both },
		...{ documents: counts.documents ?? 0, followers: counts.followers ?? 0 },
		names: names.filter(({ kind }) => kind !== 'former').map((row) => row.name),
	};
}

/** Makes one tag of two: posts, documents, followers and names of the first go to the second, and its address leads there. */
export async function mergeTags(ctx: CommunityContext, input: MergeTags): Promise<void> {
	ctx.authorize('delete', 'Tag');
	const [from, into] = await bothOf(ctx.db, input);
	await ctx.transaction(async (tx) => {
		const locked = await lockTags(tx.db, [from.id, into.id]).execute();
		if (locked.length !== 2) throw new ConflictError('tags.changed_meanwhile');
		await moveTaggings(tx.db, from.id, into.id).execute();
		await moveDocumentTags(tx.db, from.id, into.id).execute();
		await moveDeletedDocumentTags(tx.db, from.id, into.id).execute();
		await moveFollows(tx.db, from.id, into.id).execute();
		await moveNames(tx.db, from.id, into.id).execute();
		await deleteTagRow(tx.db, from.id).execute();
		tx.audit({
			...{ action: 'tags.merged', target: { kind: 'tag', id: from.id, label: from.name } },
			after: { into: into.name, intoId: into.id },
		});
		await tx.emit('tags.merged', { tagId: from.id, intoTagId: into.id });
	});
}

async function bothOf(db: CommunityDb, { tagId, intoTagId }: MergeTags) {
	if (tagId === intoTagId) throw new InvalidError('tags.merge_with_itself');
	const from = await tagById(db, tagId).executeTakeFirst();
	const into = await tagById(db, intoTagId).executeTakeFirst();
	if (!from || !into) throw new NotFoundError('tags.not_found');
	return [from, into] as const;
}
