import { isUniqueViolation } from '@kith/db/pg-errors';
import { ConflictError, InvalidError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import {
	changeOffer,
	insertOffer,
	offerCount,
	offerRow,
	takeTurn,
	tiersThere,
	type OfferRow,
} from './offers.queries.ts';
import {
	MOST_OFFERS,
	type CreateOffer,
	type OfferRef,
	type OfferTerms,
	type UpdateOffer,
} from './offers.schema.ts';

/**
 * Makes an offer; sent again, it is there once. Throws `tiers.not_found`, `offers.code_taken`, `offers.ends_in_past` and
 * `offers.too_many`.
 */
export async function createOffer(ctx: CommunityContext, input: CreateOffer): Promise<OfferRef> {
	ctx.authorize('create', 'Offer');
	requireModule(ctx, 'memberships');
	const { id, terms, tierIds, ...about } = input;
	requireToCome(ctx, about.endsAt);
	const now = ctx.clock.now();
	await ctx
		.transaction(async (tx) => {
			await takeTurn(tx.db).execute();
			if (await offerRow(tx.db, id).executeTakeFirst()) return;
			const found = tierIds.length > 0 ? await tiersThere(tx.db, tierIds).execute() : [];
			if (found.length < tierIds.length) throw new NotFoundError('tiers.not_found');
			const { count } = await offerCount(tx.db).executeTakeFirstOrThrow();
			if (count >= MOST_OFFERS) throw new LimitReachedError('offers.too_many');
			const made = { id, ...about, ...columnsOf(terms), tierIds, status: 'active', createdAt: now };
			await insertOffer(tx.db, made).executeTakeFirst();
			tx.audit({
				...{ action: 'offers.created', target: targetOf({ id, name: about.name }) },
				after: { ...about, ...terms, tierIds, endsAt: about.endsAt?.toISOString() ?? null },
			});
		})
		.catch(sayInOurWords);
	return { offerId: id };
}

/**
 * Changes what an offer is called, how often and until when it can be taken; what it gives stays, because others have it.
 * Throws `offers.not_found`, `offers.changed_meanwhile` and `offers.ends_in_past`.
 */
export async function updateOffer(
	ctx: CommunityContext,
	{ offerId, version, ...change }: UpdateOffer,
): Promise<void> {
	ctx.authorize('update', 'Offer');
	requireModule(ctx, 'memberships');
	await ctx.transaction(async (tx) => {
		const before = await lockOffer(tx, offerId);
		if (before.version !== version) throw new ConflictError('offers.changed_meanwhile');
		if (change.endsAt?.getTime() !== before.endsAt?.getTime()) requireToCome(ctx, change.endsAt);
		await changeOffer(tx.db, offerId, change).execute();
		tx.audit({
			...{ action: 'offers.updated', target: targetOf({ id: offerId, name: change.name }) },
			...{ before: openOf(before), after: openOf(change) },
		});
	});
}

/**
 * Takes an offer out of the world: nobody takes it any more, and who has it keeps it. What is about to be paid with it is
 * still paid with it. Pressed again, it changes nothing. Throws `offers.not_found`.
 */
export async function archiveOffer(ctx: CommunityContext, { offerId }: OfferRef): Promise<void> {
	ctx.authorize('update', 'Offer');
	requireModule(ctx, 'memberships');
	await ctx.transaction(async (tx) => {
		const before = await lockOffer(tx, offerId);
		if (before.status === 'archived') return;
		const change = { status: 'archived', archivedAt: ctx.clock.now() };
		await changeOffer(tx.db, offerId, change).execute();
		tx.audit({
			...{ action: 'offers.archived', target: targetOf(before) },
			before: { name: before.name, code: before.code },
		});
	});
}

async function lockOffer(tx: CommunityTransaction, offerId: string): Promise<OfferRow> {
	const row = await offerRow(tx.db, offerId).forNoKeyUpdate().executeTakeFirst();
	if (!row) throw new NotFoundError('offers.not_found');
	return row;
}

const openOf = ({ name, mostUses, endsAt }: Pick<OfferRow, 'name' | 'mostUses' | 'endsAt'>) => ({
	...{ name, mostUses, endsAt: endsAt?.toISOString() ?? null },
});

const targetOf = ({ id, name }: { id: string; name: string }) => ({
	...{ kind: 'offer', id, label: name },
});

const NOTHING = { percent: null, amount: null, currency: null, trialDays: null, months: null };

/** A trial takes nothing off: it lasts as long as it lasts. */
const columnsOf = (terms: OfferTerms) => ({ ...NOTHING, lasts: 'once', ...terms });

function requireToCome(ctx: CommunityContext, endsAt: Date | null): void {
	if (endsAt && endsAt <= ctx.clock.now()) throw new InvalidError('offers.ends_in_past');
}

function sayInOurWords(error: unknown): never {
	if (isUniqueViolation(error, 'offers_code_key')) throw new ConflictError('offers.code_taken');
	throw error;
}
