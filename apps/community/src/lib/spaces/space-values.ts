import type { CreateSpace } from '@kith/domains/spaces/schema';

/** A space as its form holds it; no group is an empty one. */
export type SpaceValues = Pick<
	CreateSpace,
	'name' | 'slug' | 'icon' | 'description' | 'visibility' | 'posting' | 'reactions' | 'library'
> & { groupId: string };

/** The same while it is typed: radios and selects hold any word. */
export type TypedSpace = Record<keyof SpaceValues, string>;

export const BLANK: TypedSpace = {
	...{ name: '', slug: '', icon: '', description: '', groupId: '' },
	...{ visibility: 'members', posting: 'everyone', reactions: 'all', library: 'off' },
};
