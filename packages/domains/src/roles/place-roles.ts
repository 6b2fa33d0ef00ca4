import type { CommunityDb } from '@kith/db/handles';
import { rankRoles } from './roles.queries.ts';

const STEP = 10;
const MEMBER_RANK = 20;
const FIXED: Readonly<Record<string, number>> = { member: MEMBER_RANK, guest: 0 };

/** Ranks the roles as they are given, highest first: the owner above all, the member and the visitor below. */
export async function placeRoles(
	db: CommunityDb,
	roles: readonly { id: string; key: string }[],
): Promise<void> {
	const movable = roles.filter(({ key }) => key !== 'owner' && FIXED[key] === undefined);
	const rankOf = ({ id, key }: { id: string; key: string }) => {
		if (key === 'owner') return Math.max(100, MEMBER_RANK + STEP * (movable.length + 1));
		const place = movable.findIndex((role) => role.id === id);
		return FIXED[key] ?? MEMBER_RANK + STEP * (movable.length - place);
	};
	const ids = roles.map(({ id }) => id);
	await rankRoles(db, ids, roles.map(rankOf)).execute();
}
