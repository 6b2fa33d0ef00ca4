import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { BY_HAND } from '../grants/index.ts';
import type { EntryRole } from '../snapshot.ts';
import { ENTRY_ROLES } from './entry-roles.schema.ts';

/** Writes down that `memberId` holds a role because they work for the organization. */
export const saveEntryRole = (db: CommunityDb, memberId: string, entry: EntryRole, now: Date) =>
	db
		.insertInto('settings')
		.values({ key: ENTRY_ROLES, value: JSON.stringify({ [memberId]: entry }), updatedAt: now })
		.onConflict((conflict) =>
			conflict.column('key').doUpdateSet({
				value: sql`settings.value || excluded.value`,
				updatedAt: now,
				version: sql<number>`settings.version + 1`,
			}),
		);

/** From now on the member's roles are the community's own affair. */
export const dropEntryRole = (db: CommunityDb, memberId: string) =>
	db
		.updateTable('settings')
		.set({ value: sql`value - ${memberId}::text`, version: sql<number>`version + 1` })
		.where('key', '=', ENTRY_ROLES)
		.where(sql<boolean>`value ? ${memberId}`);

/** Takes back what a hand gave. */
export const revokeRole = (db: CommunityDb, memberId: string, roleId: string) =>
	db
		.deleteFrom('memberRoles')
		.where('memberId', '=', memberId)
		.where('roleId', '=', roleId)
		.where('source', '=', BY_HAND)
		.returning('memberId');

/** What others give besides stays theirs. */
export const grantRole = (db: CommunityDb, memberId: string, roleId: string) =>
	db
		.insertInto('memberRoles')
		.values({ memberId, roleId })
		.onConflict((conflict) => conflict.doNothing());
