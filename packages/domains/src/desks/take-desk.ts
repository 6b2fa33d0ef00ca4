import type { PlatformDb } from '@kith/db/handles';
import { ConflictError, ForbiddenError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import { hashToken } from '@kith/kernel/ids';
import type { CommunityContext, PlatformContext, Staff } from '../context.ts';
import { createStaffContext } from '../create-context.ts';
import { memberById, memberTarget } from '../members/index.ts';
import { deleteDesk, desksHere, insertDesk, openDeskToken, useDeskToken } from './desks.queries.ts';
import type { DeskRef, DeskToken, OfferedDesk } from './desks.schema.ts';
import { renewSession, selfOf } from '../realm.ts';
import { groundOf } from './staff-standing.ts';

type Place = Pick<CommunityContext, 'services' | 'community' | 'snapshot' | 'db'>;
type Pair = { communityId: string; memberId: string };

/** What a token leads to; null for one that is used, late or made up. */
// authorize: whoever holds the token was given it by the member it names.
export async function readDeskToken(
	ctx: PlatformContext,
	{ token }: DeskToken,
): Promise<OfferedDesk | null> {
	const open = openDeskToken(ctx.db, hashToken(token), ctx.clock.now());
	const found = await open.executeTakeFirst();
	const place = found && (await placeOf(ctx, found.communityId));
	if (!place) return null;
	const member = await memberById(place.db, found.memberId).executeTakeFirst();
	if (member?.status !== 'active') return null;
	const { name: communityName, origin } = place.community;
	const { name: memberName, handle } = member;
	return { communityName, host: new URL(origin).host, memberName, handle };
}

/**
 * Uses a token up: from now on this account opens the studio of the community as its member. Throws `desks.token_used`
 * for a used, late or made up one, `desks.runs_already` for who runs the organization, `desks.member_taken` and
 * `desks.account_taken` where one of the two has another already.
 */
export async function takeDesk(ctx: PlatformContext, { token }: DeskToken): Promise<DeskRef> {
	const staff = ctx.authorize();
	const taken = await ctx.transaction(async ({ db }) => {
		const found = useDeskToken(db, hashToken(token), ctx.clock.now());
		const used = await found.executeTakeFirst();
		const place = used && (await placeOf(ctx, used.communityId));
		if (!place) throw new InvalidError('desks.token_used');
		await requireGround(place, staff, used.memberId);
		return { ...used, isNew: await bind(ctx, db, { staff, ...used }) };
	});
	if (taken.isNew) {
		await writeDown(ctx, staff, taken);
		// The session reaches further from now on: whoever had its token before does not. What is dangerous waits for a factor.
		const self = selfOf(ctx);
		await renewSession(ctx, self, { alone: false });
	}
	return { communityId: taken.communityId };
}

/** This account no longer opens the studio of a community as its member. */
export async function leaveDesk(ctx: PlatformContext, { communityId }: DeskRef): Promise<void> {
	const { id: staffId } = ctx.authorize();
	const left = await deleteDesk(ctx.db, communityId, { staffId }).executeTakeFirst();
	if (!left) throw new NotFoundError('desks.not_found');
}

async function placeOf(ctx: PlatformContext, communityId: string): Promise<Place | null> {
	const { services } = ctx;
	const community = await services.directory.byId(communityId);
	if (!community) return null;
	const db = services.communityDb(community);
	return { services, community, db, snapshot: await services.snapshots.get(communityId, db) };
}

async function requireGround(place: Place, staff: Staff, memberId: string): Promise<void> {
	const { organizationId } = place.community;
	const role = staff.organizations.find(({ id }) => id === organizationId)?.role;
	if (role === 'owner' || role === 'admin') throw new ConflictError('desks.runs_already');
	if (!(await groundOf(place, memberId))) throw new ForbiddenError('permissions.denied');
}

/** Whether the two belong together only from now on. */
async function bind(
	ctx: PlatformContext,
	db: PlatformDb,
	{ staff, communityId, memberId }: Pair & { staff: Staff },
): Promise<boolean> {
	const row = { communityId, memberId, staffId: staff.id, createdAt: ctx.clock.now() };
	if (await insertDesk(db, row).executeTakeFirst()) return true;
	const other = await desksHere(db, communityId, memberId).executeTakeFirst();
	if (other?.staffId === staff.id) return false;
	throw new ConflictError(other ? 'desks.member_taken' : 'desks.account_taken');
}

async function writeDown(ctx: PlatformContext, staff: Staff, pair: Pair): Promise<void> {
	const community = await ctx.services.directory.byId(pair.communityId);
	if (!community) return;
	const here = await createStaffContext(ctx.services, community, staff, ctx.request);
	await here.transaction(async (tx) => {
		const member = await memberById(tx.db, pair.memberId).executeTakeFirst();
		if (member) tx.audit({ action: 'desks.opened', target: memberTarget(member) });
	});
}
