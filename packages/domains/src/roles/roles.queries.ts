import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { BY_HAND } from '../grants/index.ts';

const COLUMNS = ['id', 'key', 'name', 'description', 'color', 'rank', 'scope', 'version'] as const;

/** All roles, highest first, held against others who change them. */
export const lockRoles = (db: CommunityDb) =>
	db
		.selectFrom('roles')
		.select([...COLUMNS, 'requiresSecondFactor', 'permissions'])
		.orderBy('rank', 'desc')
		.orderBy('id')
		.limit(500)
		.forNoKeyUpdate();

type NewRole = {
	id: string;
	key: string;
	name: string;
	description: string;
	color: string | null;
	scope: string;
	rank: number;
	requiresSecondFactor: boolean;
	permissions: object;
};

export const insertRole = (db: CommunityDb, { permissions, ...role }: NewRole) =>
	db
		.insertInto('roles')
		.values({ ...role, permissions: JSON.stringify(permissions) })
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id');

type Change = {
	name?: string;
	description?: string;
	color?: string | null;
	requiresSecondFactor?: boolean;
	permissions?: object;
};

export const updateRole = (db: CommunityDb, id: string, { permissions, ...change }: Change) =>
	db
		.updateTable('roles')
		.set({ ...change, version: sql<number>`version + 1` })
		.$if(permissions !== undefined, (query) =>
			query.set({ permissions: JSON.stringify(permissions) }),
		)
		.where('id', '=', id);

/** Gives each role the rank that stands at its place. */
export const rankRoles = (db: CommunityDb, ids: readonly string[], ranks: readonly number[]) =>
	db
		.updateTable('roles')
		.set({ rank: sql<number>`(${[...ranks]}::int[])[array_position(${[...ids]}::uuid[], id)]` })
		.where('id', '=', sql<string>`any(${[...ids]}::uuid[])`);

export const deleteRoleRow = (db: CommunityDb, id: string) =>
	db.deleteFrom('roles').where('id', '=', id);

/** Who was invited under a role that goes comes in with the ordinary one. */
export const inviteUnder = (db: CommunityDb, fromId: string, toId: string) =>
	db.updateTable('invitations').set({ roleId: toId }).where('roleId', '=', fromId);

/** Takes out what spaces and groups said of a role. */
export const forgetOverridesOf = (db: CommunityDb, roleId: string) => [
	db
		.updateTable('spaces')
		.set({ overrides: sql<never>`overrides - ${roleId}::text` })
		.where(sql<SqlBool>`overrides ? ${roleId}::text`),
	db
		.updateTable('spaceGroups')
		.set({ overrides: sql<never>`overrides - ${roleId}::text` })
		.where(sql<SqlBool>`overrides ? ${roleId}::text`),
];

/** What a space says, held against others. */
export const spaceOverrides = (db: CommunityDb, id: string) =>
	db
		.selectFrom('spaces')
		.select(['id', 'name', 'version', 'overrides'])
		.where('id', '=', id)
		.where('archivedAt', 'is', null)
		.forUpdate();

/** What a group of spaces says, held against others. */
export const groupOverrides = (db: CommunityDb, id: string) =>
	db
		.selectFrom('spaceGroups')
		.select(['id', 'name', 'version', 'overrides'])
		.where('id', '=', id)
		.forUpdate();

export const saveOverrides = (
	db: CommunityDb,
	{ kind, scopeId }: { kind: 'space' | 'group'; scopeId: string },
	overrides: object,
) =>
	db
		.updateTable(kind === 'space' ? 'spaces' : 'spaceGroups')
		.set({ overrides: JSON.stringify(overrides), version: sql<number>`version + 1` })
		.where('id', '=', scopeId);

/** What one space or group says of one member; nothing said takes the entry out. */
export const saveMemberOverrides = (
	db: CommunityDb,
	memberId: string,
	scopeId: string,
	words: object,
) =>
	db
		.updateTable('members')
		.set({
			overrides: Object.keys(words).length
				? sql<never>`overrides || jsonb_build_object(${scopeId}::text, ${JSON.stringify(words)}::jsonb)`
				: sql<never>`overrides - ${scopeId}::text`,
		})
		.where('id', '=', memberId);

export const holdInSpace = (db: CommunityDb, memberId: string, roleId: string, spaceId: string) =>
	db
		.insertInto('scopedRoles')
		.values({ memberId, roleId, spaceId })
		.onConflict((conflict) => conflict.doNothing());

export const dropInSpace = (db: CommunityDb, memberId: string, roleId: string, spaceId: string) =>
	db
		.deleteFrom('scopedRoles')
		.where('memberId', '=', memberId)
		.where('roleId', '=', roleId)
		.where('spaceId', '=', spaceId)
		.where('source', '=', BY_HAND);

export const rolesHeldIn = (db: CommunityDb, memberId: string, spaceId: string) =>
	db
		.selectFrom('scopedRoles')
		.select('roleId')
		.where('memberId', '=', memberId)
		.where('spaceId', '=', spaceId);

/** How many active members were given each role, anywhere. */
export const holderCounts = (db: CommunityDb) =>
	db
		.selectFrom('members')
		.innerJoin(
			(eb) =>
				eb
					.selectFrom('memberRoles')
					.select(['memberId', 'roleId'])
					.union(eb.selectFrom('scopedRoles').select(['memberId', 'roleId']))
					.as('held'),
			(join) => join.onRef('held.memberId', '=', 'members.id'),
		)
		.select(['held.roleId', sql<number>`count(*)::int`.as('holders')])
		.where('members.status', '=', 'active')
		.groupBy('held.roleId');

/** Who holds a role or an exception in one space or group, by name; at most 200. */
export const exceptionsIn = (db: CommunityDb, scopeId: string) =>
	db
		.selectFrom('members')
		.select(['id', 'handle', 'name', 'avatarFileId'])
		.select([
			sql<
				Record<string, 'allow' | 'deny'>
			>`coalesce(members.overrides -> ${scopeId}::text, '{}')`.as('permissions'),
		])
		.select((eb) =>
			sql<string[]>`array(${eb
				.selectFrom('scopedRoles')
				.select('scopedRoles.roleId')
				.distinct()
				.whereRef('scopedRoles.memberId', '=', 'members.id')
				.where('scopedRoles.spaceId', '=', scopeId)})`.as('roleIds'),
		)
		.where('status', '=', 'active')
		.where((eb) =>
			eb.or([
				sql<SqlBool>`members.overrides <> '{}' and members.overrides ? ${scopeId}::text`,
				eb(
					'id',
					'in',
					eb.selectFrom('scopedRoles').select('memberId').where('spaceId', '=', scopeId),
				),
			]),
		)
		.orderBy('name')
		.limit(200);
