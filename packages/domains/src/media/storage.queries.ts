import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { OPENING } from '../memberships/memberships.schema.ts';

/** Stands for the whole community among the owners of storage. */
export const EVERYBODY = '00000000-0000-0000-0000-000000000000';

export const storageSetting = (db: CommunityDb) =>
	db.selectFrom('settings').select('value').where('key', '=', 'storage');

export const saveStorageSetting = (db: CommunityDb, limits: object, now: Date) =>
	db
		.insertInto('settings')
		.values({ key: 'storage', value: JSON.stringify(limits), updatedAt: now })
		.onConflict((conflict) =>
			conflict.column('key').doUpdateSet((eb) => ({
				value: eb.ref('excluded.value'),
				updatedAt: now,
				version: sql<number>`settings.version + 1`,
			})),
		);

type Claim = { ownerId: string; bytes: number; limit: number };

/**
 * Counts a file of at most `limit` bytes in, unless that would pass the limit: then no row comes back. Locks the
 * owner's row.
 */
export const claimBytes = (db: CommunityDb, { ownerId, bytes, limit }: Claim) =>
	db
		.insertInto('storageUsage')
		.values({ ownerId, bytes, files: 1 })
		.onConflict((conflict) =>
			conflict
				.column('ownerId')
				.doUpdateSet({
					bytes: sql`storage_usage.bytes + excluded.bytes`,
					files: sql`storage_usage.files + 1`,
				})
				.where(sql<boolean>`storage_usage.bytes + excluded.bytes <= ${limit}::bigint`),
		)
		.returning('bytes');

/** Changes what an owner has by a difference. */
export const shiftUsage = (
	db: CommunityDb,
	ownerId: string,
	{ bytes, files }: { bytes: number; files: number },
) =>
	db
		.updateTable('storageUsage')
		.set({ bytes: sql`bytes + ${bytes}::bigint`, files: sql<number>`files + ${files}::integer` })
		.where('ownerId', '=', ownerId);

export const usageOf = (db: CommunityDb, ownerId: string) =>
	db.selectFrom('storageUsage').select(['bytes', 'files']).where('ownerId', '=', ownerId);

export const largestOwners = (db: CommunityDb, limit: number) =>
	db
		.selectFrom('storageUsage')
		.innerJoin('members', 'members.id', 'storageUsage.ownerId')
		.select(['members.id', 'members.name', 'members.handle', 'storageUsage.bytes'])
		.where('storageUsage.bytes', '>', '0')
		.orderBy('storageUsage.bytes', 'desc')
		.limit(limit);

export const largestFiles = (db: CommunityDb, limit: number) =>
	db
		.selectFrom('files')
		.leftJoin('members', 'members.id', 'files.ownerId')
		.select(['files.id', 'files.name', 'files.kind', 'files.bytes', 'files.createdAt'])
		.select('members.name as owner')
		.where('files.state', '=', 'ready')
		.orderBy('files.bytes', 'desc')
		.limit(limit);

/** What the tiers of a member's open memberships give; who pays for a group has what their own seat gives. */
export const tiersHeld = (db: CommunityDb, memberId: string, now: Date) =>
	db
		.selectFrom('memberships')
		.innerJoin('tiers', 'tiers.id', 'memberships.tierId')
		.select('tiers.entitlements')
		.where('memberships.memberId', '=', memberId)
		.where('memberships.status', 'in', OPENING)
		.where('memberships.seats', 'is', null)
		.where((eb) =>
			eb.or([eb('memberships.endsAt', 'is', null), eb('memberships.endsAt', '>', now)]),
		)
		.limit(100);
