import { ConflictError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { memberById, requireAbove } from '../members/index.ts';
import { requireModule } from '../modules/index.ts';
import { requireMayOpen, tierRow } from '../tiers/index.ts';
import { Entitlements } from '../tiers/tiers.schema.ts';
import { changeMembership, openMembership } from './change-membership.ts';
import { membershipRow } from './memberships.queries.ts';
import type { EndMembership, ExtendMembership, GiveMembership } from './memberships.schema.ts';

/**
 * Gives a member a tier for nothing, until a day or for good. Who gives it must be able to give all that it opens, and roles
 * to members below them only. Throws `tiers.not_found`, `tiers.not_published`, `members.not_found`, `memberships.already`,
 * `memberships.ends_in_past`, and as `requireMayOpen` and `requireAbove`.
 */
export async function giveMembership(
	ctx: CommunityContext,
	{ id, memberId, tierId, endsAt, reason }: GiveMembership,
): Promise<{ membershipId: string }> {
	ctx.authorize('create', 'Membership');
	requireModule(ctx, 'memberships');
	requireToCome(ctx, endsAt);
	await ctx.transaction(async (tx) => {
		const member = await memberById(tx.db, memberId).forNoKeyUpdate().executeTakeFirst();
		if (member?.status !== 'active') throw new NotFoundError('members.not_found');
		const tier = await tierRow(tx.db, tierId).executeTakeFirst();
		if (!tier) throw new NotFoundError('tiers.not_found');
		if (tier.status !== 'published') throw new ConflictError('tiers.not_published');
		const opens = Entitlements.parse(tier.entitlements);
		requireMayOpen(ctx, opens);
		if (opens.some(({ kind }) => kind === 'role')) requireAbove(ctx, member);
		const isNew = await openMembership(ctx, tx, {
			...{ id, memberId, tierId, priceId: null, endsAt },
			...{ source: 'complimentary', status: 'active' },
		});
		if (!isNew) return;
		tx.audit({
			...{ action: 'memberships.given', target: targetOf(id, member), reason },
			after: { tier: tier.name, until: endsAt?.toISOString() ?? null },
		});
	});
	return { membershipId: id };
}

/**
 * Gives a membership another end, or none. Throws `memberships.not_found`, `memberships.over`,
 * `memberships.changed_meanwhile`, `memberships.ends_in_past`, and `memberships.paid_elsewhere` where payments decide, one's
 * own or those of a group.
 */
export async function extendMembership(
	ctx: CommunityContext,
	{ membershipId, endsAt, reason, version }: ExtendMembership,
): Promise<void> {
	ctx.authorize('update', 'Membership');
	requireModule(ctx, 'memberships');
	requireToCome(ctx, endsAt);
	await ctx.transaction(async (tx) => {
		const { row, tier, target } = await membershipToChange(tx, membershipId);
		if (row.source === 'seat') throw new ConflictError('memberships.paid_elsewhere');
		requireMayOpen(ctx, Entitlements.parse(tier.entitlements));
		if (!(await changeMembership(ctx, tx, membershipId, { endsAt }, { version })))
			throw new ConflictError('memberships.over');
		tx.audit({
			...{ action: 'memberships.extended', target, reason },
			before: { tier: tier.name, until: row.endsAt?.toISOString() ?? null },
			after: { tier: tier.name, until: endsAt?.toISOString() ?? null },
		});
	});
}

/** Ends a membership at once; a seat is free then. Throws as `extendMembership`. */
export async function endMembership(
	ctx: CommunityContext,
	{ membershipId, reason, version }: EndMembership,
): Promise<void> {
	ctx.authorize('update', 'Membership');
	requireModule(ctx, 'memberships');
	await ctx.transaction(async (tx) => {
		const { tier, target } = await membershipToChange(tx, membershipId);
		const over = { status: 'canceled' } as const;
		if (!(await changeMembership(ctx, tx, membershipId, over, { how: 'ended', version })))
			throw new ConflictError('memberships.over');
		tx.audit({
			...{ action: 'memberships.ended', target, reason },
			before: { tier: tier.name },
		});
	});
}

async function membershipToChange(tx: CommunityTransaction, membershipId: string) {
	const row = await membershipRow(tx.db, membershipId).executeTakeFirst();
	if (!row) throw new NotFoundError('memberships.not_found');
	if (row.isPaidElsewhere) throw new ConflictError('memberships.paid_elsewhere');
	const tier = await tierRow(tx.db, row.tierId).executeTakeFirstOrThrow();
	const member = await memberById(tx.db, row.memberId).forNoKeyUpdate().executeTakeFirstOrThrow();
	return { row, tier, target: targetOf(membershipId, member) };
}

/** A membership as the log names it: by whose it is. */
const targetOf = (id: string, member: { id: string; name: string }) => ({
	...{ kind: 'membership', id, label: member.name, memberId: member.id },
});

function requireToCome(ctx: CommunityContext, endsAt: Date | null): void {
	if (endsAt && endsAt <= ctx.clock.now()) throw new InvalidError('memberships.ends_in_past');
}
