import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { fold } from '../rich-text/index.ts';
import type { FoundSpace } from './search.schema.ts';

/** Spaces by a part of their name, as far as the actor may read them; at most five, no statement. */
export function spacesNamed(ctx: CommunityContext, name: string): FoundSpace[] {
	const wanted = fold(name);
	return ctx.snapshot.spaces
		.filter(({ id }) => ctx.grants.spaces.readable.includes(id))
		.filter((space) => fold(space.name).includes(wanted) || space.slug.includes(wanted))
		.slice(0, 5)
		.map(({ id, slug, name: title, icon, description }) => ({
			...{ id, slug, name: title, icon, description },
		}));
}

/** The space of something that was found. Throws `spaces.not_found` when it was deleted in between. */
export function spaceOf(ctx: CommunityContext, spaceId: string) {
	const space = ctx.snapshot.spaces.find(({ id }) => id === spaceId);
	if (!space) throw new NotFoundError('spaces.not_found');
	return { id: space.id, slug: space.slug, name: space.name, icon: space.icon };
}
