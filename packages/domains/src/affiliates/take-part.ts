import { selfOf } from '@kith/kernel/actor';
import { ConflictError, ForbiddenError, NotFoundError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import {
	affiliateOf,
	affiliateRow,
	changeAffiliate,
	insertAffiliate,
	personWith,
} from './affiliates.queries.ts';
import {
	AffiliateCode,
	type AffiliateRef,
	type DecideAffiliate,
	type InviteAffiliate,
} from './affiliates.schema.ts';
import { programmeIn } from './programme.ts';

const TRIES = 5;

/**
 * Takes part, or asks to, as the programme says; pressed again, it changes nothing. Throws `affiliates.off` and
 * `affiliates.invited_only`.
 */
export async function joinProgramme(ctx: CommunityContext): Promise<void> {
	const memberId = selfOf(ctx.actor);
	ctx.authorize('create', 'Affiliate', { memberId });
	requireModule(ctx, 'memberships');
	await ctx.transaction(async (tx) => {
		const { isOn, joining } = await programmeIn(tx.db);
		if (!isOn) throw new ConflictError('affiliates.off');
		const known = await affiliateOf(tx.db, memberId).forNoKeyUpdate().executeTakeFirst();
		if (joining === 'invited' && !known) throw new ForbiddenError('affiliates.invited_only');
		const status = joining === 'open' ? 'active' : 'requested';
		if (!known) await make(ctx, tx, { memberId, status });
		// Who left the community and came back takes part as they would for the first time.
		if (known?.status === 'left') await changeAffiliate(tx.db, known.id, { status }).execute();
	});
}

/** Has a member take part without being asked; pressed again, it changes nothing. Throws `members.not_found`. */
export async function inviteAffiliate(
	ctx: CommunityContext,
	{ memberId }: InviteAffiliate,
): Promise<AffiliateRef> {
	ctx.authorize('invite', 'Affiliate');
	requireModule(ctx, 'memberships');
	return ctx.transaction(async (tx) => {
		const person = await personWith(tx.db, memberId).executeTakeFirst();
		if (person?.status !== 'active') throw new NotFoundError('members.not_found');
		const known = await affiliateOf(tx.db, memberId).forNoKeyUpdate().executeTakeFirst();
		const affiliateId = known?.id ?? (await make(ctx, tx, { memberId, status: 'active' }));
		if (known?.status === 'active') return { affiliateId };
		if (known)
			await changeAffiliate(tx.db, affiliateId, { status: 'active', reason: '' }).execute();
		tx.audit({
			...{ action: 'affiliates.added', target: targetOf(affiliateId, person) },
			after: { status: 'active' },
		});
		return { affiliateId };
	});
}

/**
 * Lets somebody take part who asked, or not, or no longer for a while. What is paid meanwhile by who they brought is held.
 * Throws `affiliates.not_found` and `affiliates.changed_meanwhile`.
 */
export async function decideAffiliate(
	ctx: CommunityContext,
	{ affiliateId, version, status, reason }: DecideAffiliate,
): Promise<void> {
	ctx.authorize('decide', 'Affiliate');
	requireModule(ctx, 'memberships');
	await ctx.transaction(async (tx) => {
		const before = await affiliateRow(tx.db, affiliateId).forNoKeyUpdate().executeTakeFirst();
		if (!before || before.memberId === null || before.status === 'merged')
			throw new NotFoundError('affiliates.not_found');
		if (before.version !== version) throw new ConflictError('affiliates.changed_meanwhile');
		const person = await personWith(tx.db, before.memberId).executeTakeFirstOrThrow();
		if (person.status === 'removed') throw new NotFoundError('affiliates.not_found');
		await changeAffiliate(tx.db, affiliateId, { status, reason }).execute();
		tx.audit({
			...{ action: 'affiliates.decided', target: targetOf(affiliateId, person), reason },
			...{ before: { status: before.status }, after: { status } },
		});
	});
}

export const targetOf = (affiliateId: string, { id, name }: { id: string; name: string }) => ({
	...{ kind: 'affiliate', id: affiliateId, label: name, memberId: id },
});

type New = { memberId: string; status: 'active' | 'requested' };

/** A code like the member’s handle, as long as nobody has it. */
async function make(
	ctx: CommunityContext,
	{ db }: CommunityTransaction,
	{ memberId, status }: New,
): Promise<string> {
	const { handle } = await personWith(db, memberId).executeTakeFirstOrThrow();
	const like = handle
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-|-$/g, '')
		.slice(0, 32)
		.replace(/-$/, '');
	for (let tried = 0; tried < TRIES; tried++) {
		const id = newId();
		const typed = AffiliateCode.safeParse(tried === 0 ? like : `${like || 'via'}-${id.slice(-6)}`);
		const row = { id, memberId, status, createdAt: ctx.clock.now() };
		const made =
			typed.success && (await insertAffiliate(db, { ...row, code: typed.data }).executeTakeFirst());
		if (made) return id;
		const known = await affiliateOf(db, memberId).executeTakeFirst();
		if (known) return known.id;
	}
	throw new ConflictError('affiliates.changed_meanwhile');
}
