import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

const MOST_COUNTED = 1000;

/** Somebody as far as it speaks for who sold to them: when they came, were seen last, and what they accepted. */
export const buyerOf = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('members')
		.leftJoin('authUsers', 'authUsers.id', 'members.userId')
		.select(['members.name', 'members.joinedAt', 'members.lastSeenAt', 'authUsers.email'])
		.where('members.id', '=', memberId);

export const acceptedBy = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('guidelineAcceptances')
		.select(['kind', 'version', 'acceptedAt'])
		.where('memberId', '=', memberId)
		.orderBy('acceptedAt', 'desc')
		.limit(10);

/** How much somebody wrote since a moment; counted up to a thousand of each. */
export const writtenSince = (db: CommunityDb, memberId: string, since: Date) =>
	db.selectNoFrom((eb) =>
		(['posts', 'comments'] as const).map((table) =>
			eb
				.selectFrom(
					eb
						.selectFrom(table)
						.select(`${table}.id`)
						.where(`${table}.authorId`, '=', memberId)
						.where(`${table}.createdAt`, '>=', since)
						.limit(MOST_COUNTED)
						.as('some'),
				)
				.select(sql<number>`count(*)::int`.as('count'))
				.as(table),
		),
	);

export const tierAndPrice = (db: CommunityDb, membershipId: string) =>
	db
		.selectFrom('memberships')
		.innerJoin('tiers', 'tiers.id', 'memberships.tierId')
		.select(['tiers.name', 'tiers.description', 'tiers.benefits'])
		.where('memberships.id', '=', membershipId);

/** The payments of a membership that a bank took back, newest first. */
export const disputedPayments = (db: CommunityDb, membershipId: string, limit: number) =>
	db
		.selectFrom('ledger')
		.select(['paymentId', 'externalId'])
		.where('membershipId', '=', membershipId)
		.where('kind', '=', 'dispute')
		.orderBy('at', 'desc')
		.limit(limit);

/** Of these disputes, whose memberships they are about. */
export const membershipsDisputed = (db: CommunityDb, disputeIds: readonly string[]) =>
	db
		.selectFrom('ledger')
		.innerJoin('memberships', 'memberships.id', 'ledger.membershipId')
		.innerJoin('members', 'members.id', 'memberships.memberId')
		.select(['ledger.externalId', 'memberships.id as membershipId', 'members.name'])
		.where('ledger.externalId', 'in', [...disputeIds]);
