import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

type Pair = { from: string; into: string };

/** What somebody only began to buy gives way to what the other account has of the same tier. */
export const dropBegun = (db: CommunityDb, { from, into }: Pair, now: Date) =>
	db
		.updateTable('memberships')
		.set({ status: 'canceled', endedAt: now, updatedAt: now })
		.set({ version: sql<number>`version + 1` })
		.where('memberId', '=', into)
		.where('status', '=', 'pending')
		.where('seats', 'is', null)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('memberships as had')
					.select('had.id')
					.where('had.memberId', '=', from)
					.where('had.status', 'not in', ['canceled', 'pending'])
					.whereRef('had.tierId', '=', 'memberships.tierId')
					.where('had.seats', 'is', null)
					.whereRef('had.source', '=', 'memberships.source'),
			),
		);

/** Of two open ones of one kind the one of who stays goes on, as long as the longer one would have. */
export const lengthenDoubles = (db: CommunityDb, { from, into }: Pair, now: Date) =>
	db
		.updateTable('memberships')
		.from('memberships as gone')
		.set({
			endsAt: sql<Date>`case when memberships.ends_at is null or gone.ends_at is null then null
				else greatest(memberships.ends_at, gone.ends_at) end`,
			...{ updatedAt: now, version: sql<number>`memberships.version + 1` },
		})
		.where('memberships.memberId', '=', into)
		.where('memberships.status', '<>', 'canceled')
		.where('memberships.seats', 'is', null)
		.where('gone.seats', 'is', null)
		.where('gone.memberId', '=', from)
		.where('gone.status', '<>', 'canceled')
		.whereRef('gone.tierId', '=', 'memberships.tierId')
		.whereRef('gone.source', '=', 'memberships.source');

/** Ends the other one; yields what is ended. */
export const endDoubles = (db: CommunityDb, { from, into }: Pair, now: Date) =>
	db
		.updateTable('memberships')
		.set({ status: 'canceled', endedAt: now, updatedAt: now })
		.set({ version: sql<number>`version + 1` })
		.where('memberId', '=', from)
		.where('status', '<>', 'canceled')
		.where('seats', 'is', null)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('memberships as kept')
					.select('kept.id')
					.where('kept.memberId', '=', into)
					.where('kept.status', '<>', 'canceled')
					.where('kept.seats', 'is', null)
					.whereRef('kept.tierId', '=', 'memberships.tierId')
					.whereRef('kept.source', '=', 'memberships.source'),
			),
		)
		.returning(['id', 'tierId', 'source']);

export const bringMemberships = (db: CommunityDb, { from, into }: Pair) =>
	db.updateTable('memberships').set({ memberId: into }).where('memberId', '=', from);

/** What either account took is taken: nobody tries anything twice. */
export const bringRedemptions = (db: CommunityDb, { from, into }: Pair) =>
	db.updateTable('redemptions').set({ memberId: into }).where('memberId', '=', from);

/** What either account gave, and what it was given. */
export const bringGifts = (db: CommunityDb, { from, into }: Pair) => [
	db.updateTable('gifts').set({ buyerId: into }).where('buyerId', '=', from),
	db.updateTable('gifts').set({ redeemedBy: into }).where('redeemedBy', '=', from),
];

/** Who was asked to look after a group is asked still; nobody is asked for what is theirs. */
export const bringGroups = (db: CommunityDb, { from, into }: Pair) => [
	db.updateTable('seatGroups').set({ offeredTo: into }).where('offeredTo', '=', from),
	db
		.updateTable('seatGroups')
		.from('memberships')
		.set({ offeredTo: null, offeredAt: null })
		.whereRef('memberships.id', '=', 'seatGroups.membershipId')
		.whereRef('memberships.memberId', '=', 'seatGroups.offeredTo'),
];
