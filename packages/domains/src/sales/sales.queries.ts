import { sql, type InferResult } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { addSeconds } from '@kith/kernel/clock';
import type { EntryKind, PurchaseData } from './sales.schema.ts';

/** A price with its tier, as whoever sells it needs to know them. */
const offers = (db: CommunityDb) =>
	db
		.selectFrom('prices')
		.innerJoin('tiers', 'tiers.id', 'prices.tierId')
		.selectAll('prices')
		.select(['tiers.name', 'tiers.description', 'tiers.trialDays', 'tiers.status as tierStatus'])
		.select('tiers.externalId as productId');

export const offerById = (db: CommunityDb, priceId: string) =>
	offers(db).where('prices.id', '=', priceId);

export type OfferRow = InferResult<ReturnType<typeof offerById>>[number];

/** The price that Stripe knows by this name; unique, whichever account it is on. */
export const offerNamed = (db: CommunityDb, externalId: string) =>
	offers(db).where('prices.externalId', '=', externalId);

export const nameProduct = (db: CommunityDb, tierId: string, externalId: string) =>
	db.updateTable('tiers').set({ externalId }).where('id', '=', tierId);

export const namePrice = (db: CommunityDb, priceId: string, externalId: string) =>
	db.updateTable('prices').set({ externalId }).where('id', '=', priceId);

/** A purchase with who made it and of what; lock it (`of memberships`) when the verb writes. */
export const purchaseById = (db: CommunityDb, id: string) =>
	db
		.selectFrom('memberships')
		.innerJoin('tiers', 'tiers.id', 'memberships.tierId')
		.selectAll('memberships')
		.select('tiers.name as tierName')
		.where('memberships.id', '=', id)
		.where('memberships.source', '=', 'purchase');

export type PurchaseRow = InferResult<ReturnType<typeof purchaseById>>[number];

export const purchaseNamed = (db: CommunityDb, subscriptionId: string) =>
	db.selectFrom('memberships').select('id').where('externalSubscriptionId', '=', subscriptionId);

/** What a member bought for themselves and still has, or is about to. */
export const openPurchase = (db: CommunityDb, memberId: string, tierId: string) =>
	db
		.selectFrom('memberships')
		.select(['id', 'status'])
		.where('memberId', '=', memberId)
		.where('tierId', '=', tierId)
		.where('source', '=', 'purchase')
		.where('seats', 'is', null)
		.where('status', '<>', 'canceled');

type NewPurchase = { id: string; memberId: string; tierId: string; priceId: string; at: Date };

/** Yields the row unless the member has, or is buying, this tier already. */
export const insertPurchase = (db: CommunityDb, { at, ...purchase }: NewPurchase) =>
	db
		.insertInto('memberships')
		.values({
			...purchase,
			...{ source: 'purchase', status: 'pending' },
			...{ startsAt: at, createdAt: at, updatedAt: at },
		})
		.onConflict((conflict) =>
			conflict
				.columns(['memberId', 'tierId', 'source'])
				.where('status', '<>', 'canceled')
				.where('seats', 'is', null)
				.doNothing(),
		)
		.returning('id');

/** What Stripe calls a member on an account, by what they bought before; a group is a customer of its own. */
export const customerOf = (db: CommunityDb, memberId: string, account: string) =>
	db
		.selectFrom('memberships')
		.select('externalCustomerId')
		.where('memberId', '=', memberId)
		.where('externalCustomerId', 'is not', null)
		.where('seats', 'is', null)
		.where(sql<string>`memberships.data->>'account'`, '=', account)
		.orderBy('createdAt', 'desc')
		.limit(1);

/** Every customer of Stripe's that a member is, on whatever account. */
export const customersOf = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('memberships')
		.select(['externalCustomerId', sql<string>`data->>'account'`.as('account')])
		.distinct()
		.where('memberId', '=', memberId)
		.where('externalCustomerId', 'is not', null)
		.where(sql<boolean>`data->>'account' is not null`)
		.limit(50);

export const personOf = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('members')
		.innerJoin('authUsers', 'authUsers.id', 'members.userId')
		.select(['members.name', 'members.locale', 'authUsers.email'])
		.where('members.id', '=', memberId);

export const putData = (db: CommunityDb, id: string, data: PurchaseData) =>
	db
		.updateTable('memberships')
		.set({ data: JSON.stringify(data) })
		.where('id', '=', id);

/** Draws the number of a question to Stripe. */
export const drawQuestion = (db: CommunityDb, id: string) =>
	db
		.updateTable('memberships')
		.set({
			data: sql`data || jsonb_build_object('asked', coalesce((data->>'asked')::integer, 0) + 1)`,
		})
		.where('id', '=', id)
		.where('source', '=', 'purchase')
		.returning(['data', 'externalSubscriptionId']);

export type PurchaseFacts = Partial<
	Pick<
		PurchaseRow,
		| ('tierId' | 'priceId' | 'status' | 'startsAt' | 'endsAt' | 'cancelAt' | 'currentPeriodEnd')
		| ('trialEnd' | 'endedAt' | 'externalSubscriptionId' | 'externalCustomerId')
		| 'seats'
	>
>;

type Kept = { facts: PurchaseFacts; data: PurchaseData; at: Date };

export const keepPurchase = (db: CommunityDb, id: string, { facts, data, at }: Kept) =>
	db
		.updateTable('memberships')
		.set({ ...facts, data: JSON.stringify(data), updatedAt: at })
		.set({ version: sql<number>`version + 1` })
		.where('id', '=', id);

export type NewEntry = {
	id: string;
	at: Date;
	kind: EntryKind;
	membershipId: string | null;
	giftId?: string | null;
	tierId: string | null;
	amount?: number;
	fee?: number;
	tax?: number;
	mrrDelta?: number;
	currency: string;
	externalId?: string;
	paymentId?: string;
	reason?: string;
};

/** The tier that a gift is of; null once the gift is gone. */
export const tierOfGift = (db: CommunityDb, giftId: string) =>
	db.selectFrom('gifts').select('tierId').where('id', '=', giftId);

/** Whether there is such a membership, bought or given. */
export const membershipThere = (db: CommunityDb, id: string) =>
	db.selectFrom('memberships').select('id').where('id', '=', id);

/** What the vendor told before is in the ledger already, and stays as it is; yields what was new. */
export const addEntries = (db: CommunityDb, entries: readonly NewEntry[]) =>
	db
		.insertInto('ledger')
		.values([...entries])
		.onConflict((conflict) => conflict.column('externalId').doNothing())
		.returning(['id', 'kind', 'externalId']);

/** Everything about one payment. */
export const entriesOfPayment = (db: CommunityDb, paymentId: string) =>
	db
		.selectFrom('ledger')
		.select(['id', 'at', 'kind', 'amount', 'fee', 'tax', 'currency'])
		.select(['externalId', 'membershipId', 'tierId'])
		.where('paymentId', '=', paymentId)
		.limit(200);

/** Payments for a membership that were given back whole. */
export const givenBack = (db: CommunityDb, membershipId: string) =>
	db
		.selectFrom('ledger')
		.select('paymentId')
		.where('membershipId', '=', membershipId)
		.where('kind', 'in', ['payment', 'refund', 'refund_failed'])
		.groupBy('paymentId')
		.having(({ fn }) => fn.sum('amount'), '<=', 0)
		.having(({ fn }) => fn.countAll(), '>', 1)
		.limit(1);

export const entryById = (db: CommunityDb, id: string) =>
	db.selectFrom('ledger').selectAll().where('id', '=', id);

export const entriesOf = (db: CommunityDb, membershipId: string, limit: number) =>
	db
		.selectFrom('ledger')
		.select(['id', 'at', 'kind', 'amount', 'fee', 'tax', 'currency'])
		.select(['mrrDelta', 'paymentId', 'externalId'])
		.where('membershipId', '=', membershipId)
		.orderBy('at', 'desc')
		.orderBy('id', 'desc')
		.limit(limit);

/** Purchases that may still change at Stripe, page by page. */
export const purchasesAfter = (db: CommunityDb, after: string | null, limit: number) =>
	db
		.selectFrom('memberships')
		.select('id')
		.where('source', '=', 'purchase')
		.where('status', '<>', 'canceled')
		.$if(after !== null, (query) => query.where('id', '>', after ?? ''))
		.orderBy('id')
		.limit(limit);

/** How long a bank may take to decide, with every appeal. */
const DECIDED_WITHIN_DAYS = 240;

/** Payments that a bank took back and has not given again, as far as it still may, the newest first. */
export const undecided = (db: CommunityDb, now: Date, limit: number) =>
	db
		.selectFrom('ledger')
		.select('paymentId')
		.where('kind', '=', 'dispute')
		.where('paymentId', 'is not', null)
		.where('at', '>', addSeconds(now, -DECIDED_WITHIN_DAYS * 24 * 60 * 60))
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('ledger as won')
						.select('won.id')
						.whereRef('won.paymentId', '=', 'ledger.paymentId')
						.where('won.kind', '=', 'dispute_won'),
				),
			),
		)
		.orderBy('at', 'desc')
		.limit(limit);

/** What the ledger tells of each month since `since`, by kind and currency, as the community's clock parts months. */
export const monthsOf = (
	db: CommunityDb,
	{ since, timeZone }: { since: Date; timeZone: string },
) => {
	const month = sql<string>`to_char(at at time zone ${timeZone}, 'YYYY-MM')`;
	return db
		.selectFrom((from) =>
			from
				.selectFrom('ledger')
				.select([month.as('month'), 'kind', 'currency', 'amount', 'fee', 'tax', 'mrrDelta'])
				.where('at', '>=', since)
				.as('told'),
		)
		.select(['month', 'kind', 'currency'])
		.select((eb) => [
			eb.fn.sum<string>('amount').as('amount'),
			...[eb.fn.sum<string>('fee').as('fee'), eb.fn.sum<string>('tax').as('tax')],
			eb.fn.sum<string>('mrrDelta').as('mrrDelta'),
			eb.fn.countAll<number>().as('count'),
		])
		.groupBy(['month', 'kind', 'currency'])
		.orderBy('month')
		.limit(5000);
};

/** What came in each month before `since`, by currency. */
export const mrrBefore = (db: CommunityDb, since: Date) =>
	db
		.selectFrom('ledger')
		.select('currency')
		.select((eb) => eb.fn.sum<string>('mrrDelta').as('mrr'))
		.where('at', '<', since)
		.groupBy('currency')
		.limit(200);

/** How many purchases stand how. */
export const purchaseCounts = (db: CommunityDb) =>
	db
		.selectFrom('memberships')
		.select('status')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('source', '=', 'purchase')
		.groupBy('status');

/** Whose payments are owed, the longest first. */
export const owing = (db: CommunityDb, limit: number) =>
	db
		.selectFrom('memberships')
		.innerJoin('members', 'members.id', 'memberships.memberId')
		.innerJoin('tiers', 'tiers.id', 'memberships.tierId')
		.select(['memberships.id', 'memberships.status', 'memberships.currentPeriodEnd'])
		.select(['members.id as memberId', 'members.name', 'tiers.name as tierName'])
		.where('memberships.source', '=', 'purchase')
		.where('memberships.status', 'in', ['past_due', 'suspended'])
		.orderBy('memberships.currentPeriodEnd')
		.limit(limit);
