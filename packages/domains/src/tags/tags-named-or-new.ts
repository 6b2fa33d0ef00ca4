import { ForbiddenError, LimitReachedError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { claimTag, countTags } from './tagging.queries.ts';
import { tagSlug } from './tags.schema.ts';
import { tagsToSet } from './tags.queries.ts';

type Tagger = Pick<CommunityContext, 'ability' | 'clock' | 'grants'>;

/** So many tags a community has at most. */
export const MOST_TAGS = 2000;

/**
 * The tags that these names mean, each once; names that nobody used before become tags. Throws `tags.unknown` where
 * the actor may not make any, and `tags.too_many`.
 */
// authorize: asks for each new tag.
export async function tagsNamedOrNew(
	ctx: Tagger,
	tx: CommunityTransaction,
	names: readonly string[],
) {
	// Of two spellings of one name the first is meant.
	const bySlug = new Map(names.toReversed().map((name) => [tagSlug(name), name.trim()]));
	const slugs = [...bySlug.keys()];
	const read = () => tagsToSet(tx.db, slugs, ctx.grants.memberId).execute();
	let found = await read();
	const unknown = slugs.filter((slug) => found.every(({ asked }) => asked !== slug));
	for (const slug of unknown.toSorted()) await introduce(ctx, tx, slug, bySlug.get(slug) ?? slug);
	if (unknown.length > 0) found = await read();
	return [...new Map(found.map((tag) => [tag.id, tag])).values()];
}

async function introduce(
	ctx: Tagger,
	tx: CommunityTransaction,
	slug: string,
	name: string,
): Promise<void> {
	if (!isAllowed(ctx.ability, 'create', 'Tag')) throw new ForbiddenError('tags.unknown', { name });
	await checkRoom(tx);
	const id = newId();
	const made = await claimTag(tx.db, {
		...{ id, slug, name, createdAt: ctx.clock.now() },
	}).executeTakeFirst();
	if (made) await tx.emit('tags.created', { tagId: id });
}

/** Throws `tags.too_many` when a community has as many tags as it can. */
// authorize: the verbs that make tags have asked.
export async function checkRoom(tx: CommunityTransaction): Promise<void> {
	const { count } = await countTags(tx.db).executeTakeFirstOrThrow();
	if (count >= MOST_TAGS) throw new LimitReachedError('tags.too_many', { most: MOST_TAGS });
}
