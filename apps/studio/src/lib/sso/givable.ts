import { failureOf } from '@kith/client/failure';
import type { CommunityCaller } from '@kith/domains';

type Named = { id: string; name: string };
export type Givable = {
	roles: Named[];
	spaces: Named[];
	/** Roles that are held in single spaces, and all of those. */
	rolesInSpaces: Named[];
	places: Named[];
	/** Tiers that are on offer or given away. */
	tiers: Named[];
};

/**
 * What a rule can give, for the person at the screen: roles below their own, in the community or in one space, and spaces
 * that not everybody enters.
 */
export async function readGivable(api: CommunityCaller): Promise<Givable> {
	const [roles, spaces, tiers] = await Promise.all([
		api.roles.list(),
		api.spaces.choices(),
		tiersOf(api),
	]);
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
		tiers: tiers
			.filter(({ status }) => status === 'published')
			.map(({ id, name }) => ({ id, name })),
	};
}

/** Where nothing is sold, or somebody may not see it, there are none. */
const tiersOf = (api: CommunityCaller) =>
	api.tiers.list().catch((cause: unknown) => {
		const { code, status } = failureOf(cause);
		if (code !== 'module.off' && status !== 403) throw cause;
		return [];
	});
