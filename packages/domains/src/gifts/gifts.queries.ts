import { sql, type InferResult, type Insertable, type SqlBool, type Updateable } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import type { GiftState } from './gifts.schema.ts';

type Gifts = CommunityTables['gifts'];

export const insertGift = (db: CommunityDb, row: Insertable<Gifts>) =>
	db
		.insertInto('gifts')
		.values(row)
		.onConflict((conflict) => conflict.column('id').doNothing());

const gifts = (db: CommunityDb) =>
	db
		.selectFrom('gifts')
		.innerJoin('tiers', 'tiers.id', 'gifts.tierId')
		.selectAll('gifts')
		.select('tiers.name as tierName');

/** A gift with what it is of; lock it (`of gifts`) when the verb writes. */
export const giftById = (db: CommunityDb, id: string) => gifts(db).where('gifts.id', '=', id);

export type Gift = InferResult<ReturnType<typeof giftById>>[number];

export const giftByHash = (db: CommunityDb, codeHash: string) =>
	gifts(db).where('gifts.codeHash', '=', codeHash);

/** What somebody gave, newest first. */
export const giftsBy = (db: CommunityDb, buyerId: string, limit: number) =>
	gifts(db)
		.where('gifts.buyerId', '=', buyerId)
		.where('gifts.status', '<>', 'pending')
		.orderBy('gifts.createdAt', 'desc')
		.orderBy('gifts.id', 'desc')
		.limit(limit);

export const unpaidBy = (db: CommunityDb, buyerId: string) =>
	db
		.selectFrom('gifts')
		.select(sql<number>`count(*)::int`.as('count'))
		.where('buyerId', '=', buyerId)
		.where('status', '=', 'pending');

export const changeGift = (db: CommunityDb, id: string, change: Updateable<Gifts>) =>
	db.updateTable('gifts').set(change).where('id', '=', id);

export const dropGift = (db: CommunityDb, id: string) =>
	db.deleteFrom('gifts').where('id', '=', id).where('status', '=', 'pending');

/** Draws the number of a question to Stripe. */
export const drawGiftQuestion = (db: CommunityDb, id: string) =>
	db
		.updateTable('gifts')
		.set({
			data: sql`data || jsonb_build_object('asked', coalesce((data->>'asked')::integer, 0) + 1)`,
		})
		.where('id', '=', id)
		.returning('data');

/** The gift that a payment was for. */
export const giftPaidBy = (db: CommunityDb, paymentId: string) =>
	db
		.selectFrom('ledger')
		.select('giftId')
		.where('paymentId', '=', paymentId)
		.where('giftId', 'is not', null)
		.limit(1);

/** What somebody has of a tier now, and by what. */
export const heldOf = (db: CommunityDb, memberId: string, tierId: string) =>
	db
		.selectFrom('memberships')
		.select(['id', 'source', 'status', 'endsAt', 'cancelAt'])
		.where('memberId', '=', memberId)
		.where('tierId', '=', tierId)
		.where('status', 'not in', ['canceled', 'pending'])
		.where('seats', 'is', null)
		.limit(10);

/** When a membership ends. */
export const endOf = (db: CommunityDb, membershipId: string) =>
	db.selectFrom('memberships').select(['status', 'endsAt']).where('id', '=', membershipId);

/** Gifts that were added behind another one begin, and end, so much earlier. */
export const bringForward = (
	db: CommunityDb,
	{ membershipId, from, seconds }: { membershipId: string; from: Date; seconds: number },
) =>
	db
		.updateTable('gifts')
		.set({
			startsAt: sql<Date>`starts_at - make_interval(secs => ${seconds})`,
			endsAt: sql<Date>`ends_at - make_interval(secs => ${seconds})`,
		})
		.where('membershipId', '=', membershipId)
		.where('startsAt', '>=', from);

/** What a state is, in the words of the table. */
const inState = (state: GiftState, now: Date) => {
	switch (state) {
		case 'open':
			return sql<SqlBool>`gifts.status = 'paid' and gifts.expires_at > ${now}`;
		case 'expired':
			return sql<SqlBool>`gifts.status = 'paid' and gifts.expires_at <= ${now}`;
		case 'gone':
			return sql<SqlBool>`gifts.status in ('revoked', 'refunded')`;
		default:
			return sql<SqlBool>`gifts.status = ${state}`;
	}
};

export type Wanted = {
	state: GiftState | null;
	after: readonly [createdAt: string, id: string] | null;
	limit: number;
	now: Date;
};

const shown = (db: CommunityDb) =>
	gifts(db)
		.innerJoin('prices', 'prices.id', 'gifts.priceId')
		.leftJoin('members as buyer', 'buyer.id', 'gifts.buyerId')
		.leftJoin('members as redeemer', 'redeemer.id', 'gifts.redeemedBy')
		.select(['prices.amount', 'prices.currency', 'prices.leastAmount', 'prices.otherCurrencies'])
		.select(['buyer.name as buyerName', 'redeemer.name as redeemerName'])
		.select((eb) =>
			eb
				.selectFrom('ledger')
				.select(sql<number>`coalesce(sum(amount), 0)::int`.as('left'))
				.whereRef('ledger.giftId', '=', 'gifts.id')
				.as('left'),
		);

/** One more than asked for, newest first; of those that came to something. */
export const giftRows = (db: CommunityDb, { state, after, limit, now }: Wanted) =>
	shown(db)
		.where('gifts.status', '<>', 'pending')
		.$if(state !== null, (query) => query.where(inState(state ?? 'open', now)))
		.$if(after !== null, (query) =>
			query.where(
				sql<SqlBool>`(gifts.created_at, gifts.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
			),
		)
		.orderBy('gifts.createdAt', 'desc')
		.orderBy('gifts.id', 'desc')
		.limit(limit + 1);

export type ShownGift = InferResult<ReturnType<typeof giftRows>>[number];

/** Gifts that Stripe may know more of: none came of a page, or they were paid for not long ago. */
export const giftsToCompare = (db: CommunityDb, { since, after, limit }: Since) =>
	db
		.selectFrom('gifts')
		.select('id')
		.where((eb) => eb.or([eb('status', '=', 'pending'), eb('createdAt', '>', since)]))
		.$if(after !== null, (query) => query.where('id', '>', after ?? ''))
		.orderBy('id')
		.limit(limit);
type Since = { since: Date; after: string | null; limit: number };

/** Who somebody gave to, and what they wrote, goes with their name. */
export const forgetGiver = (db: CommunityDb, buyerId: string) =>
	db.updateTable('gifts').set({ sender: '', message: '' }).where('buyerId', '=', buyerId);

/** The first time that its mail was written. */
export const noteSent = (db: CommunityDb, id: string, at: Date) =>
	db.updateTable('gifts').set({ sentAt: at }).where('id', '=', id).where('sentAt', 'is', null);
