import * as z from 'zod';
import { memberIdOf } from '@kith/kernel/actor';
import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { membersPolicy } from '../members/members.policy.ts';
import { hasModule, requireModule } from '../modules/index.ts';
import { buildAbility, isAllowed } from '../permissions/ability.ts';
import { grantsOf } from '../permissions/grants.ts';
import type { GrantRef, SharedBadge, ShareBadge } from './awards.schema.ts';
import { setShared, shownGrant } from './badges.queries.ts';
import { gamificationPolicy } from './gamification.policy.ts';
import { TONES } from './gamification.schema.ts';

const Tone = z.enum(TONES);

/**
 * A badge that was given, for everybody who has its address: the same for every reader. Whoever has it says whether; as
 * long as they say nothing it is shown where visitors may open their profile. Throws `gamification.grant_not_found` alike
 * for what is not there and what is not shown.
 */
// authorize: whoever has it decides, or what visitors may read of them.
export async function sharedBadge(
	ctx: CommunityContext,
	{ grantId }: GrantRef,
): Promise<SharedBadge> {
	const isThere = ctx.community.status === 'live' && hasModule(ctx, 'gamification');
	const row = isThere ? await shownGrant(ctx.db, grantId).executeTakeFirst() : undefined;
	const isOpen =
		row !== undefined && isOpenToVisitors(ctx, { id: row.memberId, status: row.status });
	if (!row || !(row.isShared ?? isOpen)) throw new NotFoundError('gamification.grant_not_found');
	const { name, description, icon, tone, memberId, member, handle, avatarFileId } = row;
	const { givenAt, reason, challenge } = row;
	return {
		...{ name, description, icon, tone: Tone.parse(tone), givenAt, reason },
		member: {
			...{ name: member, handle: isOpen ? handle : null },
			avatarFileId: isOpen ? avatarFileId : null,
		},
		...stateOf(row, ctx.clock.now()),
		challenge: challenge ?? '',
		isOwn: memberId === memberIdOf(ctx.actor),
	};
}

/** A badge whose time ran out is taken back a while later: that is no news about it. */
function stateOf(
	{ expiresAt, revokedAt }: { expiresAt: Date | null; revokedAt: Date | null },
	now: Date,
): Pick<SharedBadge, 'state' | 'endsAt'> {
	const end = revokedAt ?? now;
	if (expiresAt && expiresAt <= end) return { state: 'over', endsAt: expiresAt };
	return revokedAt ? { state: 'revoked', endsAt: revokedAt } : { state: 'held', endsAt: expiresAt };
}

/** Whether somebody who is not signed in may read of this member and what they earned. */
// authorize: asks what visitors may, whoever the actor is.
export function isOpenToVisitors(
	{ snapshot }: CommunityContext,
	{ id, status }: { id: string; status: string },
): boolean {
	const visitor = buildAbility([membersPolicy, gamificationPolicy], grantsOf(snapshot, null));
	return (
		isAllowed(visitor, 'read', 'Member', { id, status }) &&
		isAllowed(visitor, 'read', 'Score', { memberId: id })
	);
}

/**
 * Shows one's own badge to everybody who has its address, or to nobody there. Pressed again, it changes nothing. Throws
 * `gamification.grant_not_found` also for what others have.
 */
export async function shareBadge(
	ctx: CommunityContext,
	{ grantId, isShared }: ShareBadge,
): Promise<void> {
	// Whoever is nobody here is not the nobody that conditions on "mine" name.
	const memberId = ctx.standing?.memberId ?? '';
	ctx.authorize('update', 'Score', { memberId });
	requireModule(ctx, 'gamification');
	await ctx.transaction(async ({ db }) => {
		const row = await setShared(db, { grantId, memberId, isShared }).executeTakeFirst();
		if (!row) throw new NotFoundError('gamification.grant_not_found');
	});
}
