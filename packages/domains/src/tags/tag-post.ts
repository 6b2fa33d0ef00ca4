import { ForbiddenError, InvalidError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { addTags, countUses, takeTags, type Difference } from './tagging.queries.ts';
import { tagGroups, tagsOnPost, tagsToSet } from './tags.queries.ts';
import { tagsNamedOrNew } from './tags-named-or-new.ts';
import { tagSlug } from './tags.schema.ts';

export type Tagger = Pick<CommunityContext, 'ability' | 'clock' | 'grants'>;
type Tagging = { postId: string; spaceId: string; names: readonly string[] };
type Tag = {
	id: string;
	name: string;
	groupId: string | null;
	isRestricted: boolean;
	isMine: boolean;
};

/**
 * Gives a post exactly the tags of these names, in the transaction that writes the post. Throws `tags.unknown` for a
 * name that the actor may not introduce, `tags.restricted`, `tags.one_of_group` and `tags.group_required`.
 */
// authorize: the verbs that publish and edit posts have asked whether one may; each tag is asked for here.
export async function tagPost(
	ctx: Tagger,
	tx: CommunityTransaction,
	{ postId, spaceId, names }: Tagging,
): Promise<void> {
	const before = () => tagsOnPost(tx.db, postId, ctx.grants.memberId).execute();
	const { added, gone } = await chooseTags(ctx, tx, { before, names, requiredIn: spaceId });
	const differences: Difference[] = [];
	const note = (by: 1 | -1, rows: readonly { tagId: string; spaceId: string | null }[]) => {
		for (const { tagId, spaceId: at } of rows)
			if (at !== null) differences.push({ tagId, spaceId: at, by });
	};
	if (gone.length > 0) note(-1, await takeTags(tx.db, postId, idsOf(gone)).execute());
	if (added.length > 0) note(1, await addTags(tx.db, postId, idsOf(added)).execute());
	if (differences.length > 0) await countUses(tx.db, differences).execute();
}

type Choice = {
	/** What it had, read when none of the wanted can be merged away any more. */
	before: () => Promise<readonly Tag[]>;
	names: readonly string[];
	requiredIn?: string;
};

/**
 * The tags that these names mean, which of them are new, and which had been there before and go. Groups are required where a
 * space is named. Throws what `tagPost` throws.
 */
// authorize: the verbs that write have asked whether one may; each tag is asked for here.
export async function chooseTags(
	ctx: Tagger,
	tx: CommunityTransaction,
	{ before, names, requiredIn }: Choice,
) {
	const wanted = names.length > 0 ? await tagsNamedOrNew(ctx, tx, names) : [];
	const had = await before();
	const added = wanted.filter(({ id }) => had.every((tag) => tag.id !== id));
	const gone = had.filter(({ id }) => wanted.every((tag) => tag.id !== id));
	for (const tag of [...added, ...gone])
		if (!maySet(ctx, tag)) throw new ForbiddenError('tags.restricted', { name: tag.name });
	await checkGroups(tx, wanted, requiredIn);
	return { wanted, added, gone };
}

/**
 * Throws what `tagPost` would, and writes nothing: for a post that waits, whose new tags nobody is to see before it is
 * published.
 */
// authorize: the verbs that publish have asked whether one may; each tag is asked for here.
export async function checkTags(
	ctx: Tagger,
	tx: CommunityTransaction,
	{ spaceId, names }: Omit<Tagging, 'postId'>,
): Promise<void> {
	const slugs = [...new Set(names.map(tagSlug))];
	const found =
		slugs.length > 0 ? await tagsToSet(tx.db, slugs, ctx.grants.memberId).execute() : [];
	const newName = names.find((name) => found.every(({ asked }) => asked !== tagSlug(name)));
	if (newName !== undefined && !isAllowed(ctx.ability, 'create', 'Tag'))
		throw new ForbiddenError('tags.unknown', { name: newName });
	for (const tag of found)
		if (!maySet(ctx, tag)) throw new ForbiddenError('tags.restricted', { name: tag.name });
	await checkGroups(tx, [...new Map(found.map((tag) => [tag.id, tag])).values()], spaceId);
}

/** Whether the actor may put the tag on a post or take it off one. */
// authorize: answers the question for one tag.
export function maySet(
	ctx: Pick<CommunityContext, 'ability'>,
	{ isRestricted, isMine }: Pick<Tag, 'isRestricted' | 'isMine'>,
): boolean {
	return isMine || isAllowed(ctx.ability, 'assign', 'Tag', { isRestricted });
}

async function checkGroups(
	tx: CommunityTransaction,
	wanted: readonly Tag[],
	requiredIn?: string,
): Promise<void> {
	for (const group of await tagGroups(tx.db).execute()) {
		const chosen = wanted.filter(({ groupId }) => groupId === group.id).length;
		if (group.onlyOne && chosen > 1)
			throw new InvalidError('tags.one_of_group', { group: group.name });
		const isRequired =
			requiredIn !== undefined && group.tagCount > 0 && group.requiredSpaceIds.includes(requiredIn);
		if (isRequired && chosen === 0)
			throw new InvalidError('tags.group_required', { group: group.name });
	}
}

const idsOf = (tags: readonly Tag[]) => tags.map(({ id }) => id);
