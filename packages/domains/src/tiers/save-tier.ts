import { isUniqueViolation } from '@kith/db/pg-errors';
import { ConflictError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { newly, requireMayOpen } from './may-open.ts';
import { regrantLater } from './regrant-later.ts';
import {
	changeTier,
	insertTier,
	placesTaken,
	placeTier,
	takeTurn,
	tierRow,
} from './tiers.queries.ts';
import {
	Entitlements,
	MOST_TIERS,
	type ArrangeTiers,
	type CreateTier,
	type SetTierStatus,
	type TierRef,
	type UpdateTier,
} from './tiers.schema.ts';

/** Adds a draft at the end; sent again, it is there once. Throws `tiers.slug_taken`, `tiers.too_many`, and as `requireMayOpen`. */
export async function createTier(
	ctx: CommunityContext,
	{ id, benefits, entitlements, ...about }: CreateTier,
): Promise<TierRef> {
	ctx.authorize('create', 'Tier');
	requireModule(ctx, 'memberships');
	requireMayOpen(ctx, entitlements);
	const now = ctx.clock.now();
	await ctx
		.transaction(async (tx) => {
			await takeTurn(tx.db).execute();
			const rows = await placesTaken(tx.db).execute();
			if (rows.some((row) => row.id === id)) return;
			if (rows.length >= MOST_TIERS) throw new LimitReachedError('tiers.too_many');
			const position = Math.max(0, ...rows.map((row) => row.position)) + 1;
			const lists = {
				benefits: JSON.stringify(benefits),
				entitlements: JSON.stringify(entitlements),
			};
			const times = { createdAt: now, updatedAt: now };
			const made = { id, ...about, ...lists, status: 'draft', position, ...times };
			if (!(await insertTier(tx.db, made).executeTakeFirst())) return;
			const target = tierTarget({ id, name: about.name });
			tx.audit({ action: 'tiers.created', target, after: { ...about, benefits, entitlements } });
			await tx.emit('tiers.created', { tierId: id });
		})
		.catch(sayInOurWords);
	return { tierId: id };
}

/**
 * Changes a tier. Whoever has it gets what it opens now, and loses what it does not open any more, in a moment. Only what is
 * new among what it opens is asked for. Throws `tiers.not_found`, `tiers.changed_meanwhile`, `tiers.slug_taken`.
 */
export async function updateTier(
	ctx: CommunityContext,
	{ tierId, version, benefits, entitlements, ...about }: UpdateTier,
): Promise<void> {
	ctx.authorize('update', 'Tier');
	requireModule(ctx, 'memberships');
	await ctx
		.transaction(async (tx) => {
			const before = await tierAt(tx, tierId, version);
			const opened = Entitlements.parse(before.entitlements);
			requireMayOpen(ctx, newly(opened, entitlements));
			const lists = {
				benefits: JSON.stringify(benefits),
				entitlements: JSON.stringify(entitlements),
			};
			await changeTier(tx.db, tierId, { ...about, ...lists }, ctx.clock.now()).execute();
			const isMoved = newly(opened, entitlements).length + newly(entitlements, opened).length > 0;
			if (isMoved) await regrantLater(ctx, tx, tierId);
			tx.audit({
				...{ action: 'tiers.updated', target: tierTarget({ id: tierId, name: about.name }) },
				before: partsOf(before),
				after: { ...about, benefits, entitlements },
			});
			await tx.emit('tiers.changed', { tierId });
			tx.touchCommunity();
		})
		.catch(sayInOurWords);
}

/**
 * Offers a tier, or puts it away; who has it keeps it. Whoever offers it must be able to open all that it opens, also when
 * it was offered before. Throws `tiers.not_found`, `tiers.changed_meanwhile`, and as `requireMayOpen`.
 */
export async function setTierStatus(
	ctx: CommunityContext,
	{ tierId, version, status }: SetTierStatus,
): Promise<void> {
	ctx.authorize('update', 'Tier');
	requireModule(ctx, 'memberships');
	await ctx.transaction(async (tx) => {
		const before = await tierAt(tx, tierId, version);
		if (before.status === status) return;
		if (status === 'published') requireMayOpen(ctx, Entitlements.parse(before.entitlements));
		await changeTier(tx.db, tierId, { status }, ctx.clock.now()).execute();
		tx.audit({
			action: status === 'published' ? 'tiers.published' : 'tiers.archived',
			target: tierTarget(before),
			...{ before: { status: before.status }, after: { status } },
		});
		await tx.emit('tiers.status_changed', { tierId, status });
		tx.touchCommunity();
	});
}

/** Puts tiers in order. Throws `tiers.not_found`, and `tiers.order_changed` unless all of them are named, once each. */
export async function arrangeTiers(
	ctx: CommunityContext,
	{ tierIds }: ArrangeTiers,
): Promise<void> {
	ctx.authorize('update', 'Tier');
	requireModule(ctx, 'memberships');
	await ctx.transaction(async (tx) => {
		await takeTurn(tx.db).execute();
		const rows = await placesTaken(tx.db).execute();
		const known = new Set(rows.map(({ id }) => id));
		if (!tierIds.every((id) => known.has(id))) throw new NotFoundError('tiers.not_found');
		const named = new Set(tierIds);
		if (named.size !== tierIds.length || named.size !== known.size)
			throw new ConflictError('tiers.order_changed');
		const before = rows.toSorted((a, b) => a.position - b.position).map(({ id }) => id);
		for (const [index, id] of tierIds.entries()) await placeTier(tx.db, id, index + 1).execute();
		tx.audit({
			action: 'tiers.arranged',
			target: { kind: 'tier', id: 'all', label: '' },
			before: { tierIds: before },
			after: { tierIds },
		});
		tx.touchCommunity();
	});
}

/** The tier, locked, as the editor saw it. */
async function tierAt(tx: CommunityTransaction, tierId: string, version: number) {
	const row = await tierRow(tx.db, tierId).forNoKeyUpdate().executeTakeFirst();
	if (!row) throw new NotFoundError('tiers.not_found');
	if (row.version !== version) throw new ConflictError('tiers.changed_meanwhile');
	return row;
}

/** A tier as the audit log names it. */
export const tierTarget = ({ id, name }: { id: string; name: string }) => ({
	...{ kind: 'tier', id, label: name },
});

type Parts = Pick<UpdateTier, 'name' | 'slug' | 'description' | 'trialDays'> & {
	visibility: string;
	benefits: unknown;
	entitlements: unknown;
};
const partsOf = (row: Parts) => {
	const { name, slug, description, trialDays, visibility, benefits, entitlements } = row;
	return { name, slug, description, trialDays, visibility, benefits, entitlements };
};

function sayInOurWords(error: unknown): never {
	if (isUniqueViolation(error, 'tiers_slug_key')) throw new ConflictError('tiers.slug_taken');
	throw error;
}
