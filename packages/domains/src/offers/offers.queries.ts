import { sql, type InferResult, type Insertable } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import { MOST_OFFERS } from './offers.schema.ts';

export const offerRow = (db: CommunityDb, offerId: string) =>
	db.selectFrom('offers').selectAll().where('id', '=', offerId);

export type OfferRow = InferResult<ReturnType<typeof offerRow>>[number];

export const offerByCode = (db: CommunityDb, code: string) =>
	db.selectFrom('offers').selectAll().where('code', '=', code);

const SHOWN = [
	...(['id', 'name', 'purpose', 'code', 'gives', 'percent', 'amount', 'currency'] as const),
	...(['trialDays', 'lasts', 'months', 'tierIds', 'every', 'mostUses', 'endsAt'] as const),
	...(['status', 'createdAt', 'version'] as const),
] as const;

export const allOffers = (db: CommunityDb) =>
	db
		.selectFrom('offers')
		.select(SHOWN)
		.orderBy('createdAt', 'desc')
		.orderBy('id', 'desc')
		.limit(MOST_OFFERS);

/** One after the other, offers are made: locked rows alone would let new ones in. */
export const takeTurn = (db: CommunityDb) =>
	db.selectFrom('settings').select('key').where('key', '=', 'modules').forNoKeyUpdate();

export const offerCount = (db: CommunityDb) =>
	db.selectFrom('offers').select((eb) => eb.fn.countAll<number>().as('count'));

export const insertOffer = (db: CommunityDb, row: Insertable<CommunityTables['offers']>) =>
	db
		.insertInto('offers')
		.values(row)
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id');

type Change = Partial<Pick<OfferRow, 'name' | 'mostUses' | 'endsAt' | 'status' | 'archivedAt'>>;

export const changeOffer = (db: CommunityDb, offerId: string, change: Change) =>
	db
		.updateTable('offers')
		.set({ ...change, version: sql<number>`version + 1` })
		.where('id', '=', offerId);

export const nameCoupon = (db: CommunityDb, offerId: string, externalId: string) =>
	db.updateTable('offers').set({ externalId }).where('id', '=', offerId);

/** Of these, the tiers that there are. */
export const tiersThere = (db: CommunityDb, tierIds: readonly string[]) =>
	db
		.selectFrom('tiers')
		.select('id')
		.where('id', '=', sql<string>`any(${[...tierIds]}::uuid[])`);

/** The prices that one can pay now. */
export const pricesOnOffer = (db: CommunityDb, limit: number) =>
	db
		.selectFrom('prices')
		.innerJoin('tiers', 'tiers.id', 'prices.tierId')
		.select(['prices.id', 'prices.tierId', 'prices.kind', 'prices.every'])
		.select(['prices.currency', 'prices.amount', 'prices.leastAmount', 'prices.otherCurrencies'])
		.where('prices.status', '=', 'active')
		.where('tiers.status', '=', 'published')
		.orderBy('prices.id')
		.limit(limit);

/** Redemptions that take up a place: a claim does so while its purchase may still come to something. */
const counted = (db: CommunityDb) =>
	db
		.selectFrom('redemptions')
		.leftJoin('memberships', 'memberships.id', 'redemptions.membershipId')
		.where('redemptions.status', '<>', 'refused')
		.where((eb) =>
			eb.or([eb('redemptions.status', '=', 'used'), eb('memberships.status', '<>', 'canceled')]),
		);

type Taking = { offerId: string; membershipId: string };

/** How often others take an offer, counted under the lock of its row. */
export const takenByOthers = (db: CommunityDb, { offerId, membershipId }: Taking) =>
	counted(db)
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('redemptions.offerId', '=', offerId)
		.where(sql<boolean>`redemptions.membership_id is distinct from ${membershipId}`);

/** Whether somebody took an offer already, for something else. */
export const takenBy = (
	db: CommunityDb,
	{ offerId, membershipId, memberId }: Taking & { memberId: string },
) =>
	counted(db)
		.select(['redemptions.status', 'redemptions.membershipId'])
		.where('redemptions.offerId', '=', offerId)
		.where('redemptions.memberId', '=', memberId)
		.where(sql<boolean>`redemptions.membership_id is distinct from ${membershipId}`)
		.limit(1);

/** Whether a member ever tried a tier for free. */
export const triedBefore = (db: CommunityDb, memberId: string, tierId: string) =>
	db
		.selectFrom('redemptions')
		.select('id')
		.where('memberId', '=', memberId)
		.where('tierId', '=', tierId)
		.where('trialDays', '>', 0)
		.where('status', '=', 'used')
		.union(
			db
				.selectFrom('memberships')
				.select('id')
				.where('memberId', '=', memberId)
				.where('tierId', '=', tierId)
				.where('trialEnd', 'is not', null),
		)
		.limit(1);

export const claimsOf = (db: CommunityDb, membershipId: string) =>
	db
		.selectFrom('redemptions')
		.select(['id', 'offerId', 'trialDays', 'attempt'])
		.where('membershipId', '=', membershipId)
		.where('status', '=', 'claimed')
		.limit(100);

type Redemption = Insertable<CommunityTables['redemptions']>;

export const insertRedemption = (db: CommunityDb, row: Redemption) =>
	db.insertInto('redemptions').values(row);

export const renewClaim = (
	db: CommunityDb,
	id: string,
	change: { attempt: number; trialDays: number },
) => db.updateTable('redemptions').set(change).where('id', '=', id);

export const useClaims = (db: CommunityDb, membershipId: string, ids: readonly string[]) =>
	db
		.updateTable('redemptions')
		.set({ status: 'used' })
		.where('membershipId', '=', membershipId)
		.where('status', '=', 'claimed')
		.where('id', 'in', [...ids]);

/** What is not paid any more, unless it was claimed again since. */
export const dropClaims = (db: CommunityDb, membershipId: string, attempt?: number) =>
	db
		.deleteFrom('redemptions')
		.where('membershipId', '=', membershipId)
		.where('status', '=', 'claimed')
		.$if(attempt !== undefined, (query) => query.where('attempt', '=', attempt ?? 0));

/** The trial that a membership began with. */
export const trialOf = (db: CommunityDb, membershipId: string) =>
	db
		.selectFrom('redemptions')
		.select(['id', 'tierId', 'card'])
		.where('membershipId', '=', membershipId)
		.where('status', '=', 'used')
		.where('trialDays', '>', 0)
		.limit(1);

/** One after the other, cards are looked for among those that tried a tier. */
export const lockTier = (db: CommunityDb, tierId: string) =>
	db.selectFrom('tiers').select('id').where('id', '=', tierId).forNoKeyUpdate();

export const triedWith = (db: CommunityDb, tierId: string, card: string) =>
	db
		.selectFrom('redemptions')
		.select('id')
		.where('tierId', '=', tierId)
		.where('card', '=', card)
		.limit(1);

export const noteCard = (db: CommunityDb, id: string, card: string) =>
	db.updateTable('redemptions').set({ card }).where('id', '=', id);

/** What may keep those who are about to leave, the newest first. */
export const retentionOffers = (db: CommunityDb, now: Date) =>
	db
		.selectFrom('offers')
		.selectAll()
		.where('purpose', '=', 'retention')
		.where('status', '=', 'active')
		.where((eb) => eb.or([eb('endsAt', 'is', null), eb('endsAt', '>', now)]))
		.orderBy('createdAt', 'desc')
		.limit(MOST_OFFERS);

/** The offers that a membership was kept with, or was not. */
export const keptWith = (db: CommunityDb, membershipId: string) =>
	db
		.selectFrom('redemptions')
		.innerJoin('offers', 'offers.id', 'redemptions.offerId')
		.select(['redemptions.id', 'redemptions.offerId', 'redemptions.status'])
		.where('redemptions.membershipId', '=', membershipId)
		.where('offers.purpose', '=', 'retention')
		.limit(1);

/** How often each offer was taken, and by how many who have their membership now. */
export const usesOf = (db: CommunityDb) =>
	db
		.selectFrom('redemptions')
		.leftJoin('memberships', 'memberships.id', 'redemptions.membershipId')
		.select('redemptions.offerId')
		.select(({ fn, eb }) => [
			fn.countAll<number>().filterWhere('redemptions.status', '=', 'used').as('uses'),
			fn.countAll<number>().filterWhere('redemptions.status', '=', 'refused').as('refused'),
			fn
				.countAll<number>()
				.filterWhere(
					eb.and([
						eb('redemptions.status', '=', 'claimed'),
						eb('memberships.status', '<>', 'canceled'),
					]),
				)
				.as('waiting'),
			fn
				.countAll<number>()
				.filterWhere(
					eb.and([
						eb('redemptions.status', '=', 'used'),
						eb('memberships.status', 'in', ['trialing', 'active', 'past_due']),
					]),
				)
				.as('running'),
		])
		.where('redemptions.offerId', 'is not', null)
		.groupBy('redemptions.offerId')
		.limit(MOST_OFFERS);

/** What those who took an offer paid since, less what was given back. */
export const paidWith = (db: CommunityDb) =>
	db
		.selectFrom('redemptions')
		.innerJoin('ledger', 'ledger.membershipId', 'redemptions.membershipId')
		.select(['redemptions.offerId', 'ledger.currency'])
		.select(({ fn }) => fn.sum<string>('ledger.amount').as('amount'))
		.where('redemptions.status', '=', 'used')
		.where('redemptions.offerId', 'is not', null)
		// Stripe tells moments in whole seconds.
		.where(sql<boolean>`ledger.at >= date_trunc('second', redemptions.at)`)
		.where('ledger.amount', '<>', 0)
		.groupBy(['redemptions.offerId', 'ledger.currency'])
		.limit(MOST_OFFERS * 4);
