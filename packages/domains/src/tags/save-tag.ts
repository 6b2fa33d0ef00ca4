import { ConflictError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import {
	dropSynonyms,
	insertTag,
	retireName,
	saveNames,
	tagGroupById,
	updateTagRow,
	type NameRow,
} from './keeping.queries.ts';
import { checkRoom } from './tags-named-or-new.ts';
import { tagById } from './tags.queries.ts';
import { tagSlug, type CreateTag, type TagRef, type UpdateTag } from './tags.schema.ts';

/** Makes a tag with all that belongs to it. A retry with the same id changes nothing. Throws `tags.name_taken`. */
export async function createTag(ctx: CommunityContext, input: CreateTag): Promise<TagRef> {
	ctx.authorize('update', 'Tag');
	return ctx.transaction(async (tx) => {
		const fields = await fieldsOf(ctx, tx, input);
		await checkRoom(tx);
		const row = { id: input.id, ...fields, createdAt: ctx.clock.now() };
		const made = await insertTag(tx.db, row).executeTakeFirst();
		if (!made) return { tagId: input.id };
		await name(tx, input.id, input);
		const target = { kind: 'tag', id: input.id, label: input.name };
		tx.audit({ action: 'tags.created', target, after: fields });
		await tx.emit('tags.created', { tagId: input.id });
		return { tagId: input.id };
	});
}

/**
 * Changes a tag. After a new name the old address goes on leading to it. Throws `tags.changed_meanwhile` when somebody
 * else changed it first, and `tags.name_taken` when a name means another tag.
 */
export async function updateTag(ctx: CommunityContext, input: UpdateTag): Promise<void> {
	ctx.authorize('update', 'Tag');
	await ctx.transaction(async (tx) => {
		const tag = await tagById(tx.db, input.tagId).forNoKeyUpdate().executeTakeFirst();
		if (!tag) throw new NotFoundError('tags.not_found');
		if (tag.version !== input.version) throw new ConflictError('tags.changed_meanwhile');
		const fields = await fieldsOf(ctx, tx, input);
		if (fields.slug !== tag.slug) await retireName(tx.db, tag.slug).execute();
		await dropSynonyms(tx.db, tag.id, input.synonyms.map(tagSlug)).execute();
		await name(tx, tag.id, input);
		await updateTagRow(tx.db, tag.id, fields).execute();
		tx.audit({
			...{ action: 'tags.updated', target: { kind: 'tag', id: tag.id, label: tag.name } },
			before: { version: tag.version, name: tag.name, isRestricted: tag.isRestricted },
			after: { version: tag.version + 1, synonyms: input.synonyms, ...fields },
		});
		await tx.emit('tags.changed', { tagId: tag.id });
	});
}

async function fieldsOf(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	input: CreateTag | UpdateTag,
) {
	const { tagGroupId: groupId, isRestricted, description, roleIds } = input;
	if (groupId && !(await tagGroupById(tx.db, groupId).executeTakeFirst()))
		throw new NotFoundError('tags.group_not_found');
	for (const roleId of roleIds)
		if (!ctx.snapshot.roles.some(({ id }) => id === roleId))
			throw new NotFoundError('roles.not_found');
	return {
		...{ name: input.name, slug: tagSlug(input.name), description, groupId, isRestricted },
		roleIds: isRestricted ? roleIds : [],
	};
}

async function name(
	tx: CommunityTransaction,
	tagId: string,
	input: { name: string; synonyms: readonly string[] },
): Promise<void> {
	const main = tagSlug(input.name);
	const rows = new Map<string, NameRow>();
	for (const synonym of input.synonyms) {
		const slug = tagSlug(synonym);
		if (slug === main) throw new InvalidError('tags.synonym_of_itself', { name: synonym });
		rows.set(slug, { slug, tagId, name: synonym, kind: 'synonym' });
	}
	rows.set(main, { slug: main, tagId, name: input.name, kind: 'main' });
	const saved = await saveNames(tx.db, [...rows.values()]).execute();
	const taken = [...rows.values()].find(({ slug }) => saved.every((row) => row.slug !== slug));
	if (taken) throw new ConflictError('tags.name_taken', { name: taken.name });
}
