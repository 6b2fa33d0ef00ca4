import type { CommunityCaller } from '@kith/domains';

type Named = { id: string; name: string };
export type Givable = {
	roles: Named[];
	spaces: Named[];
	/** Roles that are held in single spaces, and all of those. */
	rolesInSpaces: Named[];
	places: Named[];
};

/**
 * What a rule can give, for the person at the screen: roles below their own, in the community or in one space, and spaces
 * that not everybody enters.
 */
export async function readGivable(api: CommunityCaller): Promise<Givable> {
	const [roles, spaces] = await Promise.all([api.roles.list(), api.spaces.choices()]);
	return {
		roles: roles
			.filter(({ key, mayAssign, scope }) => mayAssign && scope === 'community' && key !== 'member')
			.map(({ id, name }) => ({ id, name })),
		spaces: spaces
			.filter(({ visibility }) => visibility === 'private')
			.map(({ id, name }) => ({ id, name })),
		rolesInSpaces: roles
			.filter(({ mayAssignInSpaces }) => mayAssignInSpaces)
			.map(({ id, name }) => ({ id, name })),
		places: spaces.map(({ id, name }) => ({ id, name })),
	};
}
