import { addSeconds } from '@kith/kernel/clock';
import { ForbiddenError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import { hashToken, newId, newToken } from '@kith/kernel/ids';
import type { CommunityContext, PlatformContext, StaffRole } from '../context.ts';
import { isShownAs } from '../dangers.ts';
import { proceed } from '../identity/index.ts';
import {
	alignEntryRole,
	grantEntryRole,
	handleFrom,
	isInLine,
	memberOfStaff,
} from '../members/index.ts';
import { insertEntryToken, staffPerson, useEntryToken } from './communities.queries.ts';
import { displayNameOf } from './display-name.ts';
import { insertOwnerMember, insertOwnerUser, roleByKey } from './seed.queries.ts';

const TOKEN_SECONDS = 60;
/** Organization roles that have a role of the same name inside communities. */
const ENTERING = ['owner', 'admin'] as const;

/**
 * A link that takes staff into one of their communities as a member; works once, for a minute. Throws
 * `communities.not_found` for those of others as for those that never were.
 */
export async function createEntryLink(
	ctx: PlatformContext,
	{ communityId, next }: { communityId: string; next: string },
): Promise<{ url: string }> {
	const staff = ctx.authorize();
	const community = await ctx.services.directory.byId(communityId);
	const role = staff.organizations.find(({ id }) => id === community?.organizationId)?.role;
	if (!community || !role) throw new NotFoundError('communities.not_found');
	ctx.authorize(community.organizationId, ENTERING);
	const token = newToken();
	await ctx.transaction(async (tx) => {
		await insertEntryToken(tx.db, {
			...{ tokenHash: hashToken(token), communityId, staffId: staff.id, next },
			hasSecondFactor: staff.hasSecondFactor && isShownAs(staff, community.organizationId, role),
			expiresAt: addSeconds(ctx.clock.now(), TOKEN_SECONDS),
		}).execute();
		tx.audit({
			...{ organizationId: community.organizationId, action: 'communities.entered' },
			target: { kind: 'community', id: communityId, label: community.name },
		});
	});
	return { url: `${community.origin}/enter?token=${encodeURIComponent(token)}` };
}

/**
 * Uses an entry token up: makes the staff person a member with the role they have in the organization, and signs
 * them in here. Returns where to go. Throws `communities.entry_used` for a used, late or foreign token.
 */
// authorize: the single-use token is the proof; what it grants is read again from the organization.
export async function enterCommunity(
	ctx: CommunityContext,
	{ token }: { token: string },
): Promise<{ next: string }> {
	const { services, community } = ctx;
	const used = await useEntryToken(
		services.platform,
		hashToken(token),
		community.id,
		ctx.clock.now(),
	).executeTakeFirst();
	if (!used) throw new InvalidError('communities.entry_used');
	const staff = await staffPerson(services.platform, used.staffId).executeTakeFirst();
	const role = await services.employmentOf(used.staffId, community.organizationId);
	if (staff) await alignFormer(ctx, staff.email, role);
	if (!staff || !ENTERING.some((one) => one === role))
		throw new ForbiddenError('permissions.denied');
	const userId = await becomeMember(ctx, staff, role ?? '');
	const person = { userId, email: staff.email, name: staff.name, invitation: null };
	// A second factor shown at the studio counts here; without one, the member's own is asked for.
	const isIn = await proceed(ctx, person, used.hasSecondFactor ? 'entry' : null);
	return { next: isIn ? used.next : `/sign-in?next=${encodeURIComponent(used.next)}` };
}

/** Who entered before as something else than they are now gives that role back first. */
async function alignFormer(
	ctx: CommunityContext,
	email: string,
	employment: StaffRole | null,
): Promise<void> {
	const memberId = await memberOfStaff(ctx.db, email);
	const entry = memberId && ctx.snapshot.entryRoles[memberId];
	if (!memberId || !entry || isInLine(ctx.snapshot, entry, employment)) return;
	await alignEntryRole(ctx, memberId, entry, employment);
}

async function becomeMember(
	ctx: CommunityContext,
	staff: { id: string; name: string; email: string },
	roleKey: string,
): Promise<string> {
	const name = displayNameOf(staff);
	return ctx.transaction(async (tx) => {
		const user = await insertOwnerUser(tx.db, {
			...{ id: newId(), email: staff.email, name, emailVerified: true },
		}).executeTakeFirstOrThrow();
		const id = newId();
		const member = await insertOwnerMember(tx.db, {
			...{ id, userId: user.id, name, status: 'active', joinedAt: ctx.clock.now() },
			handle: `${handleFrom(name)}-${id.slice(-4)}`,
		}).executeTakeFirstOrThrow();
		const role = await roleByKey(tx.db, roleKey).executeTakeFirstOrThrow();
		await grantEntryRole(ctx, tx, member.id, { staffId: staff.id, roleId: role.id });
		tx.audit({
			action: 'members.entered',
			target: { kind: 'member', id: member.id, label: name, memberId: member.id },
			after: { role: roleKey },
			by: { staffId: staff.id, memberId: member.id, name },
		});
		tx.touchMember(member.id);
		return user.id;
	});
}
