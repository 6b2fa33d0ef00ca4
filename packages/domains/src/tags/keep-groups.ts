import { LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import { asItWas } from '@kith/kernel/as-it-was';
import type { CommunityContext } from '../context.ts';
import { deleteTagGroupRow, insertTagGroup, updateTagGroup } from './keeping.queries.ts';
import { MOST_GROUPS, tagGroups } from './tags.queries.ts';
import type { SaveTagGroup, TagGroup, TagGroupRef } from './tags.schema.ts';

/** The groups of tags in their order; fifty at most. */
export async function listGroups(ctx: CommunityContext): Promise<TagGroup[]> {
	ctx.authorize('update', 'Tag');
	const rows = await tagGroups(ctx.db).execute();
	return rows.map(({ id, name, onlyOne, requiredSpaceIds, tagCount }) => ({
		...{ id, name, onlyOne, requiredSpaceIds, tagCount },
	}));
}

/** Makes a group at the end, or changes one. Throws `spaces.not_found` for a space that is not there. */
export async function saveGroup(
	ctx: CommunityContext,
	{ tagGroupId, ...group }: SaveTagGroup,
): Promise<TagGroupRef> {
	ctx.authorize('update', 'Tag');
	for (const spaceId of group.requiredSpaceIds)
		if (!ctx.snapshot.spaces.some(({ id }) => id === spaceId))
			throw new NotFoundError('spaces.not_found');
	return ctx.transaction(async (tx) => {
		if (tagGroupId) {
			const before = (await tagGroups(tx.db).execute()).find(({ id }) => id === tagGroupId);
			const saved = await updateTagGroup(tx.db, tagGroupId, group).executeTakeFirst();
			if (!before || !saved) throw new NotFoundError('tags.group_not_found');
			const target = { kind: 'tag_group', id: tagGroupId, label: group.name };
			const told = { before: asItWas(before, group), after: group };
			tx.audit({ action: 'tag_groups.updated', target, ...told });
			return { tagGroupId };
		}
		const groups = await tagGroups(tx.db).execute();
		if (groups.length >= MOST_GROUPS)
			throw new LimitReachedError('tags.too_many_groups', { most: MOST_GROUPS });
		const id = newId();
		await insertTagGroup(tx.db, id, group).execute();
		const target = { kind: 'tag_group', id, label: group.name };
		tx.audit({ action: 'tag_groups.created', target, after: group });
		return { tagGroupId: id };
	});
}

/** Deletes a group; its tags stay, without one. */
export async function deleteGroup(
	ctx: CommunityContext,
	{ tagGroupId }: TagGroupRef,
): Promise<void> {
	ctx.authorize('delete', 'Tag');
	await ctx.transaction(async (tx) => {
		const gone = await deleteTagGroupRow(tx.db, tagGroupId).executeTakeFirst();
		if (!gone) throw new NotFoundError('tags.group_not_found');
		const target = { kind: 'tag_group', id: tagGroupId, label: gone.name };
		tx.audit({ action: 'tag_groups.deleted', target });
	});
}
