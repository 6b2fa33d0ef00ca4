import { LRUCache } from 'lru-cache';
import type { CommunityContext, CommunityTransaction, Services, StaffRole } from '../context.ts';
import type { CommunityIdentity, EntryRole } from '../snapshot.ts';
import { dropEntryRole, grantRole, revokeRole, saveEntryRole } from './entry-roles.queries.ts';
import { memberTarget } from './member-target.ts';
import { memberById } from './members.queries.ts';

const CHECKED_SECONDS = 30;

/** When each entered member's employment was last asked for, by organization and staff. */
const checked = new LRUCache<string, { role: StaffRole | null; at: number }>({ max: 10_000 });

/** The employment behind an entry, at most half a minute old. One statement per member and half a minute. */
export async function employmentBehind(
	services: Services,
	community: CommunityIdentity,
	{ staffId }: EntryRole,
): Promise<StaffRole | null> {
	const key = `${community.organizationId} ${staffId}`;
	const now = services.clock.now().getTime();
	const known = checked.get(key);
	if (known && now - known.at < CHECKED_SECONDS * 1000) return known.role;
	const role = await services.employmentOf(staffId, community.organizationId);
	checked.set(key, { role, at: now });
	return role;
}

/** From now on the employment is asked for again, at once. */
export function forgetEmployment(organizationId: string, staffId: string): void {
	checked.delete(`${organizationId} ${staffId}`);
}

/** Whether the role of an entry still is the one that `employment` brings. */
export function isInLine(
	{ roles }: CommunityContext['snapshot'],
	{ roleId }: EntryRole,
	employment: StaffRole | null,
): boolean {
	return roles.some(({ id, key }) => id === roleId && key === employment);
}

/**
 * Gives a member the role that goes with their employment, and remembers where it came from, in the caller's
 * transaction. A role they hold already, given in the community, stays the community's.
 */
// authorize: entry has asked for the employment.
export async function grantEntryRole(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	entry: EntryRole,
): Promise<void> {
	const [granted] = await grantRole(tx.db, memberId, entry.roleId).execute();
	if (granted?.numInsertedOrUpdatedRows !== 1n) return;
	await saveEntryRole(tx.db, memberId, entry, ctx.clock.now()).execute();
	tx.touchCommunity();
}

/**
 * Remembers of a role that a member holds that it comes from their work for the organization, in the caller's
 * transaction: it goes with that from now on, whatever their address is.
 */
// authorize: the verb has asked the organization.
export async function rememberEntry(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	entry: EntryRole,
): Promise<void> {
	await saveEntryRole(tx.db, memberId, entry, ctx.clock.now()).execute();
	tx.touchCommunity();
}

/**
 * Brings the role that entry gave a member back in line with what they are in the organization now: another, or
 * none. Roles given in the community stay.
 */
// authorize: it takes away what is no longer due, whoever notices.
export async function alignEntryRole(
	ctx: CommunityContext,
	memberId: string,
	entry: EntryRole,
	employment: StaffRole | null,
): Promise<void> {
	const due = ctx.snapshot.roles.find(({ key }) => key === employment);
	await ctx.transaction(async (tx) => {
		await dropEntryRole(tx.db, memberId).execute();
		await revokeRole(tx.db, memberId, entry.roleId).execute();
		if (due) await grantEntryRole(ctx, tx, memberId, { ...entry, roleId: due.id });
		const member = await memberById(tx.db, memberId).executeTakeFirst();
		tx.audit({
			action: 'members.role_given',
			target: memberTarget({ id: memberId, name: member?.name ?? '' }),
			before: { role: ctx.snapshot.roles.find(({ id }) => id === entry.roleId)?.name ?? null },
			after: { role: due?.name ?? null },
		});
		const given = due ? [due.key] : [];
		await tx.emit('members.role_changed', { memberId, given, taken: [] });
		tx.touchMember(memberId);
		tx.touchCommunity();
	});
}

/** The member's roles were decided in the community: what they are elsewhere no longer changes them. */
// authorize: the verbs that give roles and end memberships have asked.
export async function forgetEntryRole(tx: CommunityTransaction, memberId: string): Promise<void> {
	const forgotten = await dropEntryRole(tx.db, memberId).executeTakeFirst();
	if (forgotten.numUpdatedRows > 0n) tx.touchCommunity();
}
