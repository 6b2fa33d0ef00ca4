import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { EntryKind } from './sales.schema.ts';

export type WantedEntries = {
	/** Empty: all. */
	kinds: readonly EntryKind[];
	tierId: string | null;
	from: Date | null;
	to: Date | null;
	after: readonly [at: string, id: string] | null;
	limit: number;
};

type Filter = Omit<WantedEntries, 'after' | 'limit'>;

const narrowed = (db: CommunityDb, { kinds, tierId, from, to }: Filter) =>
	db
		.selectFrom('ledger')
		.$if(kinds.length > 0, (query) => query.where('ledger.kind', 'in', [...kinds]))
		.$if(tierId !== null, (query) => query.where('ledger.tierId', '=', tierId ?? ''))
		.$if(from !== null, (query) => query.where('ledger.at', '>=', sql<Date>`${from}`))
		.$if(to !== null, (query) => query.where('ledger.at', '<', sql<Date>`${to}`));

export const ledgerCount = (db: CommunityDb, filter: Filter) =>
	narrowed(db, filter).select((eb) => eb.fn.countAll<string>().as('count'));

/** How many payments were made for a membership until one of them, with it. */
export const paymentsUntil = (
	db: CommunityDb,
	{ membershipId, at, id }: { membershipId: string; at: Date; id: string },
) =>
	db
		.selectFrom('ledger')
		.select(sql<number>`count(*)::int`.as('count'))
		.where('membershipId', '=', membershipId)
		.where('kind', '=', 'payment')
		.where(sql<SqlBool>`(at, id) <= (${at}::timestamptz, ${id}::uuid)`);

/** One more than asked for, newest first. */
export const ledgerRows = (db: CommunityDb, { after, limit, ...filter }: WantedEntries) =>
	narrowed(db, filter)
		.leftJoin('memberships', 'memberships.id', 'ledger.membershipId')
		.leftJoin('gifts', 'gifts.id', 'ledger.giftId')
		.leftJoin('members', (join) =>
			join.on('members.id', '=', ({ fn }) => fn.coalesce('memberships.memberId', 'gifts.buyerId')),
		)
		.leftJoin('tiers', 'tiers.id', 'ledger.tierId')
		.select(['ledger.id', 'ledger.at', 'ledger.kind', 'ledger.amount', 'ledger.fee', 'ledger.tax'])
		.select(['ledger.mrrDelta', 'ledger.currency', 'ledger.externalId', 'ledger.membershipId'])
		.select(sql<number | null>`(memberships.data->'parts'->>'of')::integer`.as('parts'))
		.select((eb) =>
			eb
				.case()
				.when(sql<SqlBool>`ledger.kind = 'payment' and memberships.data ? 'parts'`)
				.then(
					eb
						.selectFrom('ledger as earlier')
						.select(sql<number>`count(*)::int`.as('count'))
						.whereRef('earlier.membershipId', '=', 'ledger.membershipId')
						.where('earlier.kind', '=', 'payment')
						.where(sql<SqlBool>`(earlier.at, earlier.id) <= (ledger.at, ledger.id)`),
				)
				.end()
				.as('part'),
		)
		.select(['tiers.name as tier', 'members.id as memberId', 'members.name as memberName'])
		.$if(after !== null, (query) =>
			query.where(
				sql<SqlBool>`(ledger.at, ledger.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
			),
		)
		.orderBy('ledger.at', 'desc')
		.orderBy('ledger.id', 'desc')
		.limit(limit + 1);
