import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { countsOfSpace } from './spaces.queries.ts';
import type { LockedSpace, Navigation } from './spaces.schema.ts';

/** What is sold and not yet theirs; nothing for whom the community itself is closed. */
export function lockedSpaces(ctx: CommunityContext): Navigation['locked'] {
	const { offers, spaces } = ctx.snapshot;
	if (offers.length === 0 || !isAllowed(ctx.ability, 'enter', 'Community')) return [];
	return spaces.flatMap(({ id, slug, groupId, name, icon }) => {
		const opening = offers.filter(({ spaceIds }) => spaceIds.includes(id));
		if (!ctx.grants.spaces.doors.includes(id)) return [];
		return { id, slug, groupId, name, icon, tierSlugs: opening.map((tier) => tier.slug) };
	});
}

/**
 * What stands on the door of a space that a tier opens: what it is for and how much is in it, nothing of what was written
 * there. A private space that nothing on offer opens is `spaces.not_found`, like one that is not there.
 */
// authorize: holds only what `lockedSpaces` lets this viewer know of, which asks for `enter`.
export async function lockedSpace(ctx: CommunityContext, slug: string): Promise<LockedSpace> {
	const door = lockedSpaces(ctx).find((space) => space.slug === slug);
	const space = ctx.snapshot.spaces.find(({ id }) => id === door?.id);
	if (!door || !space) throw new NotFoundError('spaces.not_found');
	const counts = await countsOfSpace(ctx.db, door.id).executeTakeFirst();
	if (!counts) throw new NotFoundError('spaces.not_found');
	const { id, name, icon, description, cover } = space;
	return {
		...{ id, slug, name, icon, description, cover },
		...{ ...counts, memberCount: counts.memberCount ?? 0 },
	};
}
