import { sql, type Insertable, type InsertObject } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';

type Rows<Table extends keyof CommunityTables> = Insertable<CommunityTables[Table]>[];

/** Writes the rows a template brings; every list holds at least one row. */
export const insertGroups = (db: CommunityDb, rows: Rows<'spaceGroups'>) =>
	db.insertInto('spaceGroups').values(rows);

export const insertSpaces = (db: CommunityDb, rows: Rows<'spaces'>) =>
	db.insertInto('spaces').values(rows);

export const insertRoles = (db: CommunityDb, rows: Rows<'roles'>) =>
	db
		.insertInto('roles')
		.values(rows)
		.onConflict((conflict) => conflict.column('key').doNothing());

export const insertPosts = (db: CommunityDb, rows: InsertObject<CommunityTables, 'posts'>[]) =>
	db.insertInto('posts').values(rows);

/** Somebody who is known here keeps the name they have here. */
export const insertOwnerUser = (db: CommunityDb, row: Insertable<CommunityTables['authUsers']>) =>
	db
		.insertInto('authUsers')
		.values(row)
		.onConflict((conflict) => conflict.column('email').doUpdateSet({ email: row.email }))
		.returning('id');

/** A member keeps the name and handle they chose. */
export const insertOwnerMember = (db: CommunityDb, row: Insertable<CommunityTables['members']>) =>
	db
		.insertInto('members')
		.values(row)
		.onConflict((conflict) => conflict.column('userId').doUpdateSet({ userId: row.userId }))
		.returning('id');

export const roleByKey = (db: CommunityDb, key: string) =>
	db.selectFrom('roles').select('id').where('key', '=', key);

export const giveRole = (db: CommunityDb, memberId: string, roleId: string) =>
	db
		.insertInto('memberRoles')
		.values({ memberId, roleId })
		.onConflict((conflict) => conflict.doNothing());

export const seededTemplate = (db: CommunityDb) =>
	db.selectFrom('settings').select('value').where('key', '=', 'seeded');

/** Takes back what a template brought, while nobody but the organizer has seen it. */
export const clearTemplate = (db: CommunityDb) => [
	db.deleteFrom('guidelineAcceptances'),
	db.deleteFrom('guidelines'),
	db.deleteFrom('posts'),
	db.updateTable('files').set({ spaceId: null }),
	db.deleteFrom('spaces'),
	db.deleteFrom('spaceGroups'),
	db.deleteFrom('roles').where('rank', '=', TEMPLATE_ROLE_RANK),
];

/** Gives the roles that every community has their names, in one statement. */
export const nameRoles = (db: CommunityDb, names: Readonly<Record<string, string>>) =>
	db
		.updateTable('roles')
		.from(
			sql<{
				key: string;
				name: string;
			}>`jsonb_each_text(${JSON.stringify(names)}::jsonb)`.as<'named'>(sql`named(key, name)`),
		)
		.set((eb) => ({ name: eb.ref('named.name') }))
		.whereRef('roles.key', '=', 'named.key');

/** Where a template's own roles stand: above members, below moderators. */
export const TEMPLATE_ROLE_RANK = 40;
