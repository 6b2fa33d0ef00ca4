import { ConflictError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import { asItWas } from '@kith/kernel/as-it-was';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { badgePlaces, changeBadge, grantRow, insertBadge, memberRow } from './badges.queries.ts';
import { MOST_BADGES } from './gamification.schema.ts';
import { type BadgeRef, type GiveBadge, type SaveBadge, type TakeBadge } from './awards.schema.ts';
import { lockBadge, revokeGrants } from './points.queries.ts';
import { takeTurn } from './rules.queries.ts';
import { giveOne } from './settle-badges.ts';

/**
 * Makes a badge, or changes one; sent again, a new one is there once. Throws `gamification.badge_not_found`,
 * `gamification.changed_meanwhile` and `gamification.too_many_badges`.
 */
export async function saveBadge(
	ctx: CommunityContext,
	{ id: badgeId, version, ...fields }: SaveBadge,
): Promise<void> {
	ctx.authorize('update', 'PointRule');
	requireModule(ctx, 'gamification');
	await ctx.transaction(async (tx) => {
		const target = badgeTarget({ id: badgeId, name: fields.name });
		if (version === null) {
			await takeTurn(tx.db).execute();
			const places = await badgePlaces(tx.db).execute();
			if (places.filter(({ archivedAt }) => !archivedAt).length >= MOST_BADGES)
				throw new LimitReachedError('gamification.too_many_badges');
			const position = Math.max(0, ...places.map((row) => row.position)) + 1;
			const made = { id: badgeId, ...fields, position, createdAt: ctx.clock.now() };
			if (!(await insertBadge(tx.db, made).executeTakeFirst())) return;
			tx.audit({ action: 'badges.created', target, after: fields });
			return;
		}
		const badge = await badgeAt(tx, badgeId);
		if (badge.version !== version) throw new ConflictError('gamification.changed_meanwhile');
		await changeBadge(tx.db, badgeId, fields).execute();
		const before = asItWas(badge, fields);
		tx.audit({ action: 'badges.updated', target, before, after: fields });
	});
}

/** Puts a badge away: nobody gets it any more, and who has it keeps it. Pressed again, it changes nothing. */
export async function archiveBadge(ctx: CommunityContext, { badgeId }: BadgeRef): Promise<void> {
	ctx.authorize('delete', 'PointRule');
	requireModule(ctx, 'gamification');
	await ctx.transaction(async (tx) => {
		const badge = await badgeAt(tx, badgeId);
		if (badge.archivedAt) return;
		await changeBadge(tx.db, badgeId, { archivedAt: ctx.clock.now() }).execute();
		tx.audit({ action: 'badges.archived', target: badgeTarget(badge) });
	});
}

/**
 * Gives somebody a badge by hand, with a reason that they read; sent again, it was given once. Throws
 * `gamification.badge_not_found`, `members.not_found`, `gamification.badge_had` and `gamification.badge_none_left`.
 */
export async function giveBadge(
	ctx: CommunityContext,
	{ id, badgeId, memberId, reason }: GiveBadge,
): Promise<void> {
	ctx.authorize('assign', 'PointRule');
	requireModule(ctx, 'gamification');
	await ctx.transaction(async (tx) => {
		const badge = await badgeAt(tx, badgeId);
		const member = await memberRow(tx.db, memberId).executeTakeFirst();
		if (!member) throw new NotFoundError('members.not_found');
		if (await grantRow(tx.db, id).executeTakeFirst()) return;
		const given = { id, memberId, badgeId, ruleId: null, at: ctx.clock.now(), reason };
		const outcome = await giveOne(ctx, tx, given);
		if (outcome === 'had') throw new ConflictError('gamification.badge_had');
		if (outcome === 'none_left') throw new ConflictError('gamification.badge_none_left');
		tx.audit({
			...{ action: 'badges.given', target: { ...badgeTarget(badge), memberId } },
			...{ reason, after: { member: member.name } },
		});
	});
}

/**
 * Takes a badge back, with a reason; that it was there stays in the books. A rule does not give it again for what it gave
 * it for. Throws `gamification.grant_not_found`.
 */
export async function takeBadge(
	ctx: CommunityContext,
	{ grantId, reason }: TakeBadge,
): Promise<void> {
	ctx.authorize('assign', 'PointRule');
	requireModule(ctx, 'gamification');
	await ctx.transaction(async (tx) => {
		const grant = await grantRow(tx.db, grantId).executeTakeFirst();
		if (!grant) throw new NotFoundError('gamification.grant_not_found');
		const { badgeId, memberId, name } = grant;
		const taken = await revokeGrants(tx.db, [grantId], { at: ctx.clock.now(), reason }).execute();
		if (taken.length === 0) return;
		await tx.emit('gamification.badge_taken', { memberId, badgeId });
		const target = { ...badgeTarget({ id: badgeId, name }), memberId };
		tx.audit({ action: 'badges.revoked', target, reason });
	});
}

async function badgeAt(tx: CommunityTransaction, badgeId: string) {
	const badge = await lockBadge(tx.db, badgeId).executeTakeFirst();
	if (!badge) throw new NotFoundError('gamification.badge_not_found');
	return badge;
}

const badgeTarget = ({ id, name }: { id: string; name: string }) => ({
	...{ kind: 'badge', id, label: name },
});
