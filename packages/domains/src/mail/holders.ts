import type { CommunityContext } from '../context.ts';
import { grantsOf } from '../permissions/grants.ts';
import { roleHolders } from './mail.queries.ts';

export type Holder = Awaited<ReturnType<ReturnType<typeof roleHolders>['execute']>>[number];

/** Active members who may do something in the whole community by a role they hold, longest here first. */
export async function holdersOf(
	{ db, snapshot }: Pick<CommunityContext, 'db' | 'snapshot'>,
	permission: string,
	most: number,
): Promise<Holder[]> {
	const holders = await roleHolders(db).execute();
	const may = ({ id, roleIds }: Holder) =>
		grantsOf(snapshot, { memberId: id, roleIds, spaceIds: [] }).has(permission);
	return holders.filter(may).slice(0, most);
}
