import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { accessible } from '../permissions/where.ts';
import type { ReactionMode } from '../reactions/reactions.schema.ts';
import { MOST_SPACES } from './spaces.schema.ts';

/** Spaces with something newer than the member's last visit; never visited counts once there is anything, muted never. */
export const unreadSpaces = (db: CommunityDb, memberId: string, ability: AppAbility) =>
	db
		.selectFrom('spaces')
		.leftJoin('spaceVisits', (join) =>
			join.onRef('spaceVisits.spaceId', '=', 'spaces.id').on('spaceVisits.memberId', '=', memberId),
		)
		.select('spaces.id')
		.where(accessible(ability, 'read', 'Space', 'spaces'))
		.where('spaces.archivedAt', 'is', null)
		.where('spaceVisits.mutedAt', 'is', null)
		.where(
			sql<SqlBool>`spaces.last_activity_at > coalesce(space_visits.seen_at, '-infinity'::timestamptz)`,
		);

export const markVisited = (db: CommunityDb, memberId: string, spaceId: string, now: Date) =>
	db
		.insertInto('spaceVisits')
		.values({ memberId, spaceId, seenAt: now })
		.onConflict((conflict) =>
			conflict.columns(['memberId', 'spaceId']).doUpdateSet({ seenAt: now }),
		);

/** What whoever makes a space holds in it. */
export const MAKERS_ROLE = 'space_admin';

const LIBRARY = sql<string>`case when 'files' = any(modules) then filing else 'off' end`.as(
	'library',
);

/** Spaces that are not archived, each with who was let in. */
const openSpaces = (db: CommunityDb) =>
	db
		.selectFrom('spaces')
		.select((eb) => [
			eb
				.selectFrom('spaceMembers')
				.select(sql<number>`count(distinct member_id)::int`.as('count'))
				.whereRef('spaceMembers.spaceId', '=', 'spaces.id')
				.as('memberCount'),
		])
		.where('archivedAt', 'is', null);

/** How much is in a space, for who stands at its door. */
export const countsOfSpace = (db: CommunityDb, spaceId: string) =>
	openSpaces(db).select(['postCount', 'lastActivityAt']).where('id', '=', spaceId);

export const spaceRows = (db: CommunityDb) =>
	openSpaces(db)
		.select([
			...(['id', 'groupId', 'slug', 'name', 'icon', 'description', 'visibility'] as const),
			...(['posting', 'reactions', 'version', 'postCount'] as const),
			...(['lastActivityAt', 'coverFileId'] as const),
			LIBRARY,
		])
		.orderBy('position')
		.orderBy('id')
		.limit(MOST_SPACES);

export const spaceById = (db: CommunityDb, spaceId: string) =>
	db
		.selectFrom('spaces')
		.select(['id', 'version', 'name', 'slug', 'icon', 'description', 'groupId'])
		.select(['visibility', 'posting', 'reactions', 'coverFileId', LIBRARY])
		.where('id', '=', spaceId)
		.where('archivedAt', 'is', null);

type SpaceFields = {
	name: string;
	slug: string;
	icon: string;
	description: string;
	groupId: string | null;
	visibility: string;
	posting: string;
	reactions?: ReactionMode | undefined;
	library?: 'off' | 'everyone' | 'staff' | undefined;
	coverFileId?: string | null | undefined;
};

/** A library that is switched off and on again keeps who may add to it, and all that is in it. */
const asColumns = ({ library, coverFileId, reactions, ...fields }: SpaceFields) => ({
	...fields,
	...(reactions === undefined ? {} : { reactions }),
	...(coverFileId === undefined ? {} : { coverFileId }),
	...(library === undefined || library === 'off' ? {} : { filing: library }),
});

/**
 * The role of who runs a space, as it stands now. Whoever makes a space holds its row, and the owner's, so that they
 * come one by one.
 */
export const takeTurn = (db: CommunityDb) =>
	db
		.selectFrom('roles')
		.select(['id', 'key', 'name', 'permissions', 'scope', 'requiresSecondFactor'])
		.where('key', 'in', ['owner', MAKERS_ROLE])
		.orderBy('rank', 'desc')
		.limit(2)
		.forNoKeyUpdate();

/** How many spaces there are, counted up to as many as there may be. */
export const spaceCount = (db: CommunityDb) =>
	db
		.selectFrom((inner) =>
			inner
				.selectFrom('spaces')
				.select('id')
				.where('archivedAt', 'is', null)
				.limit(MOST_SPACES)
				.as('open'),
		)
		.select((eb) => eb.fn.countAll<number>().as('count'));

/** A new space comes last. */
export const insertSpace = (db: CommunityDb, id: string, fields: SpaceFields) =>
	db.insertInto('spaces').values((eb) => ({
		...asColumns(fields),
		id,
		modules: (fields.library ?? 'off') === 'off' ? ['feed'] : ['feed', 'files'],
		position: eb
			.selectFrom('spaces')
			.select(sql<number>`coalesce(max(position), 0) + 1`.as('next')),
	}));

export const updateSpaceFields = (db: CommunityDb, spaceId: string, fields: SpaceFields) =>
	db
		.updateTable('spaces')
		.set({ ...asColumns(fields), version: sql<number>`version + 1` })
		.$if(fields.library !== undefined, (query) =>
			query.set({
				modules: sql<string[]>`array_remove(modules, 'files') || ${
					fields.library === 'off' ? [] : ['files']
				}::varchar[]`,
			}),
		)
		.where('id', '=', spaceId);

/** An archived space gives its address back and keeps its posts. */
export const archiveSpaceRow = (db: CommunityDb, spaceId: string, now: Date) =>
	db
		.updateTable('spaces')
		.set({ archivedAt: now, slug: sql<string>`left(slug, 20) || '-' || id` })
		.where('id', '=', spaceId);

export const placeSpace = (
	db: CommunityDb,
	spaceId: string,
	place: { groupId: string | null; position: number },
) => db.updateTable('spaces').set(place).where('id', '=', spaceId);

export const placeGroup = (db: CommunityDb, groupId: string, position: number) =>
	db.updateTable('spaceGroups').set({ position }).where('id', '=', groupId);

export const insertGroup = (db: CommunityDb, id: string, name: string) =>
	db.insertInto('spaceGroups').values((eb) => ({
		id,
		name,
		position: eb
			.selectFrom('spaceGroups')
			.select(sql<number>`coalesce(max(position), 0) + 1`.as('next')),
	}));

export const renameGroupRow = (db: CommunityDb, groupId: string, name: string) =>
	db.updateTable('spaceGroups').set({ name }).where('id', '=', groupId).returning(['id', 'name']);

export const deleteGroupRow = (db: CommunityDb, groupId: string) =>
	db.deleteFrom('spaceGroups').where('id', '=', groupId).returning(['id', 'name']);

export const membersOfSpace = (db: CommunityDb, spaceId: string) =>
	db
		.selectFrom('spaceMembers')
		.innerJoin('members', 'members.id', 'spaceMembers.memberId')
		.select(['members.id', 'members.handle', 'members.name', 'members.avatarFileId'])
		.where('spaceMembers.spaceId', '=', spaceId)
		.where('members.status', '=', 'active')
		.distinct()
		.orderBy('members.name')
		.limit(500);

export const nameOfMember = (db: CommunityDb, memberId: string) =>
	db.selectFrom('members').select('name').where('id', '=', memberId);
