import type { CommunityDb } from '@kith/db/handles';

/** What somebody bought, or began to, and what opens nothing as it stands. */
export const beforeTheDoor = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('memberships')
		.innerJoin('tiers', 'tiers.id', 'memberships.tierId')
		.select(['memberships.id', 'memberships.status', 'memberships.data'])
		.select('tiers.name as tierName')
		.where('memberships.memberId', '=', memberId)
		.where('memberships.source', '=', 'purchase')
		.where('memberships.status', 'in', ['pending', 'suspended', 'paused'])
		.orderBy('memberships.createdAt', 'desc')
		.limit(20);

/** Whether there is a tier that everybody may see and somebody can buy for themselves. */
export const anythingSold = (db: CommunityDb) =>
	db
		.selectFrom('prices')
		.innerJoin('tiers', 'tiers.id', 'prices.tierId')
		.select('prices.id')
		.where('tiers.status', '=', 'published')
		.where('tiers.visibility', '=', 'public')
		.where('prices.status', '=', 'active')
		.where('prices.kind', 'not in', ['gift', 'group'])
		.limit(1);
