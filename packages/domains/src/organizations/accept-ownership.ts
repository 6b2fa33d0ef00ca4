import { ForbiddenError, InvalidError, LimitReachedError } from '@kith/kernel/errors';
import { hashToken } from '@kith/kernel/ids';
import type { PlatformContext, PlatformTransaction, Staff } from '../context.ts';
import { renewSession, selfOf } from '../realm.ts';
import { alignLater } from './align-later.ts';
import { employmentChanged } from './employment-changed.ts';
import { MOST_STAFF, type OrganizationRef, type Token } from './organizations.schema.ts';
import { insertEmployment } from './organizations.queries.ts';
import { offerByToken } from './ownership.queries.ts';
import {
	colleague,
	endEmployment,
	holdOrganization,
	setEmployment,
	staffCount,
	useStaffInvitation,
} from './team.queries.ts';
import { tellOfOwnership } from './tell-of-ownership.ts';

type Offer = { organizationId: string; giverId: string; becomes: string | null };

/**
 * Takes an organization over: who offered it steps down in the same transaction, so that somebody owns it at every
 * moment; the session of who takes it gets another token. Throws `organizations.offer_gone` for a link that no longer holds, `organizations.other_address` for staff it
 * was not sent to, `organizations.too_many_staff`.
 */
export async function acceptOwnership(
	ctx: PlatformContext,
	{ token }: Token,
): Promise<OrganizationRef> {
	const staff = ctx.authorize();
	const { organizationId, giverId } = await ctx.transaction(async (tx) => {
		const offer = await useOffer(ctx, tx, staff, token);
		await rise(ctx, tx, staff, offer);
		await stepDown(ctx, tx, offer);
		await tellOfOwnership(ctx, tx, 'accepted', { invitationId: offer.invitationId });
		return offer;
	});
	for (const staffId of [staff.id, giverId])
		await employmentChanged(ctx, { organizationId, staffId });
	await renewSession(ctx, selfOf(ctx), { alone: false });
	return { organizationId };
}

/** Of any number of parallel uses one goes on; who offers must still be an owner then. */
async function useOffer(
	ctx: PlatformContext,
	tx: PlatformTransaction,
	staff: Staff,
	token: string,
) {
	const now = ctx.clock.now();
	const found = await offerByToken(tx.db, hashToken(token), now).executeTakeFirst();
	if (!found) throw new InvalidError('organizations.offer_gone');
	if (found.email !== staff.email.toLowerCase())
		throw new ForbiddenError('organizations.other_address');
	const { organizationId, invitedBy, inviterBecomes } = found;
	await holdOrganization(tx.db, organizationId).executeTakeFirstOrThrow();
	const used = await useStaffInvitation(tx.db, found.id, now).executeTakeFirst();
	const giver = invitedBy && (await colleague(tx.db, organizationId, invitedBy).executeTakeFirst());
	if (!used || !giver || giver.role !== 'owner') throw new InvalidError('organizations.offer_gone');
	return {
		...{ organizationId, invitationId: found.id, becomes: inviterBecomes },
		...{ giverId: giver.staffId, giverName: giver.name || giver.email },
	};
}

async function rise(
	ctx: PlatformContext,
	tx: PlatformTransaction,
	staff: Staff,
	{ organizationId, becomes }: Offer,
): Promise<void> {
	const place = { organizationId, staffId: staff.id };
	const before = await colleague(tx.db, organizationId, staff.id).executeTakeFirst();
	if (before) await setEmployment(tx.db, { ...place, role: 'owner' }).execute();
	else {
		const { count } = await staffCount(tx.db, organizationId).executeTakeFirstOrThrow();
		if (becomes === 'admin' && count >= MOST_STAFF)
			throw new LimitReachedError('organizations.too_many_staff', { most: MOST_STAFF });
		await insertEmployment(tx.db, { ...place, role: 'owner' }).execute();
	}
	await alignLater(ctx, tx, { ...place, wasOwner: false });
	tx.audit({
		...{ organizationId, action: 'ownership.taken', after: { role: 'owner' } },
		...(before && { before: { role: before.role } }),
		target: { kind: 'staff', id: staff.id, label: staff.name || staff.email },
	});
}

async function stepDown(
	ctx: PlatformContext,
	tx: PlatformTransaction,
	{ organizationId, giverId: staffId, giverName, becomes }: Offer & { giverName: string },
): Promise<void> {
	if (becomes === 'admin')
		await setEmployment(tx.db, { organizationId, staffId, role: 'admin' }).execute();
	else await endEmployment(tx.db, organizationId, staffId).execute();
	await alignLater(ctx, tx, { organizationId, staffId, wasOwner: true });
	tx.audit({
		...{ organizationId, action: 'ownership.given', before: { role: 'owner' } },
		...(becomes === 'admin' && { after: { role: 'admin' } }),
		target: { kind: 'staff', id: staffId, label: giverName },
	});
}
