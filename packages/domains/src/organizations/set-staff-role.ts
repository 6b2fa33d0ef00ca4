import { ConflictError, ForbiddenError, NotFoundError } from '@kith/kernel/errors';
import type { PlatformContext, PlatformTransaction } from '../context.ts';
import { alignLater } from './align-later.ts';
import { employmentChanged } from './employment-changed.ts';
import { endOffer } from './offer-ownership.ts';
import type { SetStaffRole, StaffRef } from './organizations.schema.ts';
import { requireGivable, RUNNING } from './staff-rank.ts';
import {
	colleague,
	endEmployment,
	holdOrganization,
	ownersOf,
	setEmployment,
} from './team.queries.ts';

/**
 * Gives somebody who works for the organization another role, in its communities too. Throws
 * `organizations.not_oneself`, `organizations.role_above_own`, `organizations.last_owner`.
 */
export async function setStaffRole(
	ctx: PlatformContext,
	{ organizationId, staffId, role }: SetStaffRole,
): Promise<void> {
	const staff = ctx.authorize(organizationId, RUNNING);
	await ctx.transaction(async (tx) => {
		const person = await heldColleague(tx, { organizationId, staffId });
		if (staffId === staff.id) throw new ForbiddenError('organizations.not_oneself');
		await requireRank(tx, { organizationId, staffId: staff.id }, [person.role, role]);
		if (person.role === role) return;
		const wasOwner = person.role === 'owner';
		if (wasOwner) await requireAnotherOwner(tx, organizationId);
		await setEmployment(tx.db, { organizationId, staffId, role }).execute();
		if (wasOwner) await endOffer(ctx, tx, organizationId, { invitedBy: staffId });
		await alignLater(ctx, tx, { organizationId, staffId, wasOwner });
		tx.audit({
			...{ organizationId, action: 'staff.role_given' },
			...{ before: { role: person.role }, after: { role } },
			target: { kind: 'staff', id: staffId, label: person.name || person.email },
		});
	});
	await employmentChanged(ctx, { organizationId, staffId });
}

/**
 * Ends somebody's work for the organization, or one's own. Throws `organizations.role_above_own` and
 * `organizations.last_owner`.
 */
export async function removeStaff(
	ctx: PlatformContext,
	{ organizationId, staffId }: StaffRef,
): Promise<void> {
	const staff = ctx.authorize(organizationId);
	await ctx.transaction(async (tx) => {
		const isSelf = staffId === staff.id;
		if (!isSelf) ctx.authorize(organizationId, RUNNING);
		const person = await heldColleague(tx, { organizationId, staffId });
		if (!isSelf) await requireRank(tx, { organizationId, staffId: staff.id }, [person.role]);
		const wasOwner = person.role === 'owner';
		if (wasOwner) await requireAnotherOwner(tx, organizationId);
		await endEmployment(tx.db, organizationId, staffId).execute();
		await endOffer(ctx, tx, organizationId, { invitedBy: staffId });
		await endOffer(ctx, tx, organizationId, { email: person.email.toLowerCase() });
		await alignLater(ctx, tx, { organizationId, staffId, wasOwner });
		tx.audit({
			...{ organizationId, action: isSelf ? 'staff.left' : 'staff.removed' },
			before: { role: person.role },
			target: { kind: 'staff', id: staffId, label: person.name || person.email },
		});
	});
	await employmentChanged(ctx, { organizationId, staffId });
}

/** Somebody who works for the organization, while nobody else changes who does. */
async function heldColleague(tx: PlatformTransaction, { organizationId, staffId }: StaffRef) {
	await holdOrganization(tx.db, organizationId).executeTakeFirstOrThrow();
	const person = await colleague(tx.db, organizationId, staffId).executeTakeFirst();
	if (!person) throw new NotFoundError('organizations.staff_not_found');
	return person;
}

/** Judged by what the actor is now that nobody else changes it. */
async function requireRank(
	tx: PlatformTransaction,
	{ organizationId, staffId }: StaffRef,
	roles: readonly string[],
): Promise<void> {
	const own = await colleague(tx.db, organizationId, staffId).executeTakeFirst();
	const known = RUNNING.find((role) => role === own?.role);
	requireGivable(known, roles);
}

async function requireAnotherOwner(tx: PlatformTransaction, organizationId: string): Promise<void> {
	const owners = await ownersOf(tx.db, organizationId).execute();
	if (owners.length < 2) throw new ConflictError('organizations.last_owner');
}
