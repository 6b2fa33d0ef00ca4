import { ConflictError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { beforeDoor } from '../members/index.ts';
import { membersWithoutMembership } from '../memberships/index.ts';
import { hasModule } from '../modules/index.ts';
import { payeeOf } from '../payments/index.ts';
import { isPageGood } from './buy-membership.ts';
import { anythingSold, beforeTheDoor } from './door.queries.ts';
import type { Door, DoorNumbers } from './door.schema.ts';
import { PurchaseData } from './sales.schema.ts';

const STATES = { pending: 'begun', suspended: 'owed', paused: 'paused' } as const;
type Shut = keyof typeof STATES;

/** How who asks stands before the door that paying opens; null for everybody whom it would not let in. */
// authorize: one's own request, by the person behind the session.
export async function readDoor(ctx: CommunityContext): Promise<Door | null> {
	const before = await beforeDoor(ctx);
	if (!before) return null;
	const lapsedAt = before.lapsedAt === null ? null : new Date(before.lapsedAt);
	if (!hasModule(ctx, 'memberships')) return { lapsedAt, purchases: [] };
	const rows = await beforeTheDoor(ctx.db, before.memberId).execute();
	const now = Math.floor(ctx.clock.now().getTime() / 1000);
	const purchases = rows.map(({ id, status, tierName: tier, data: kept }) => {
		const data = PurchaseData.parse(kept);
		const url = status === 'pending' && isPageGood(data, now) ? data.session?.url : null;
		const { pausedUntil } = data;
		return {
			...{ membershipId: id, tier, state: STATES[status as Shut], url: url ?? null },
			pausedUntil: pausedUntil === undefined ? null : new Date(pausedUntil * 1000),
		};
	});
	return { lapsedAt, purchases };
}

/** What it would mean to let people in by membership. */
export async function readDoorNumbers(ctx: CommunityContext): Promise<DoorNumbers> {
	ctx.authorize('administer', 'Setting', { key: 'access' });
	return { without: await membersWithoutMembership(ctx), obstacle: await obstacleTo(ctx) };
}

/** Throws `sales.not_open` where nobody can be paid, and `sales.nothing_on_offer` where nothing can be bought. */
// authorize: who decides how one joins has been asked.
export async function requireSold(ctx: CommunityContext): Promise<void> {
	const obstacle = await obstacleTo(ctx);
	if (obstacle) throw new ConflictError(obstacle);
}

async function obstacleTo(ctx: CommunityContext): Promise<DoorNumbers['obstacle']> {
	if (!(await payeeOf(ctx.services, ctx.community))) return 'sales.not_open';
	const sold = hasModule(ctx, 'memberships') && (await anythingSold(ctx.db).executeTakeFirst());
	return sold ? null : 'sales.nothing_on_offer';
}
