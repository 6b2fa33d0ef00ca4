import type { CommunityContext } from '../context.ts';
import { grantsOf } from '../permissions/grants.ts';
import { NOBODY } from '../permissions/permission.ts';
import { roleHolders } from './mail.queries.ts';

export type Holder = Awaited<ReturnType<ReturnType<typeof roleHolders>['execute']>>[number];

/**
 * Active members who may do something in the whole community by a role they hold, longest here first: of all of them, or
 * of some.
 */
export async function holdersOf(
	{ db, snapshot }: Pick<CommunityContext, 'db' | 'snapshot'>,
	permission: string,
	most: number,
	among?: readonly string[],
): Promise<Holder[]> {
	const may = ({ id, roleIds }: Pick<Holder, 'id' | 'roleIds'>) =>
		grantsOf(snapshot, { memberId: id, roleIds, spaceIds: [] }).has(permission);
	// Of many who hold some role few may do it: whose roles cannot give it are not looked at.
	const roleIds = snapshot.roles
		.map(({ id }) => id)
		.filter((id) => may({ id: NOBODY, roleIds: [id] }));
	if (roleIds.length === 0 || among?.length === 0) return [];
	const holders = await roleHolders(db, roleIds, among).execute();
	return holders.filter(may).slice(0, most);
}
