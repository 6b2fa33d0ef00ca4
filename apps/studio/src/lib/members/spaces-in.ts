import type { SpaceTree } from '@kith/domains/spaces/schema';

/** A space as menus offer it. */
export type SpaceChoice = { id: string; name: string; isPrivate: boolean };

/** All spaces of a community, in their order. */
export function spacesIn({ spaces }: SpaceTree): SpaceChoice[] {
	return spaces.map(({ id, name, visibility }) => ({
		id,
		name,
		isPrivate: visibility === 'private',
	}));
}
