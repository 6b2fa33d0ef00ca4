import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

/** Subscriptions of a customer of Stripe's that something is owed for. */
export const owedOf = (
	db: CommunityDb,
	{ account, customerId }: { account: string; customerId: string },
) =>
	db
		.selectFrom('memberships')
		.select('externalSubscriptionId as subscription')
		.where('externalCustomerId', '=', customerId)
		.where(sql<string>`memberships.data->>'account'`, '=', account)
		.where('status', 'in', ['past_due', 'suspended'])
		.limit(20);

/** What a member owes for, the worst first. */
export const owedBy = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('memberships')
		.innerJoin('tiers', 'tiers.id', 'memberships.tierId')
		.select(['memberships.id', 'memberships.status', 'memberships.data', 'tiers.name'])
		.where('memberships.memberId', '=', memberId)
		.where('memberships.source', '=', 'purchase')
		.where('memberships.status', 'in', ['past_due', 'suspended'])
		.orderBy('memberships.status', 'desc')
		.orderBy('memberships.createdAt')
		.limit(1);

/** What a customer of Stripe's bought, whatever became of it. */
export const purchasesOf = (
	db: CommunityDb,
	{ account, customerId }: { account: string; customerId: string },
) =>
	db
		.selectFrom('memberships')
		.select('id')
		.where('externalCustomerId', '=', customerId)
		.where('source', '=', 'purchase')
		.where(sql<string>`memberships.data->>'account'`, '=', account)
		.orderBy('createdAt', 'desc')
		.limit(100);
