import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { beyond, likePattern, PLACE } from '../members/index.ts';
import type { MemberTest } from '../permissions/members-where.ts';
import type { AppAbility } from '../permissions/permission.ts';
import { accessible } from '../permissions/where.ts';

const PERSON = ['members.id', 'members.handle', 'members.name', 'members.avatarFileId'] as const;

/** Active members whom the viewer may know of. */
const known = (db: CommunityDb, ability: AppAbility) =>
	db
		.selectFrom('members')
		.select(PERSON)
		.where('members.status', '=', 'active')
		.where(accessible(ability, 'read', 'Member', 'members'));

type Listing = {
	ability: AppAbility;
	/** Who may enter. */
	reads: MemberTest;
	search: string;
	after: readonly [string, string] | null;
	limit: number;
};

/** Those who may enter a space, by name; one more than asked for. */
export const membersInside = (db: CommunityDb, { ability, reads, search, after, limit }: Listing) =>
	known(db, ability)
		.select(PLACE.name.as('place'))
		.where(reads)
		.$if(search !== '', (query) =>
			query.where(
				sql<SqlBool>`(lower(members.name) || ' ' || members.handle) like ${likePattern(search)}`,
			),
		)
		.$if(after !== null, (query) => query.where(beyond('name', after ?? ['', ''])))
		.orderBy(PLACE.name)
		.orderBy('members.id')
		.limit(limit + 1);

/** So many of the last posts are looked at, however many there are. */
const LOOKED_AT = 200;

/** Who wrote the last posts of a space, last first. */
export const lastWriters = (
	db: CommunityDb,
	ability: AppAbility,
	{ spaceId, limit }: { spaceId: string; limit: number },
) =>
	known(db, ability)
		.innerJoin(
			(eb) =>
				eb
					.selectFrom((posts) =>
						posts
							.selectFrom('posts')
							.select(['posts.authorId', 'posts.createdAt'])
							.where('posts.spaceId', '=', spaceId)
							.where('posts.status', '=', 'published')
							.where(accessible(ability, 'read', 'Post', 'posts'))
							.orderBy('posts.createdAt', 'desc')
							.orderBy('posts.id', 'desc')
							.limit(LOOKED_AT)
							.as('last'),
					)
					.select('last.authorId')
					.select((last) => last.fn.max('last.createdAt').as('lastPostAt'))
					.groupBy('last.authorId')
					.as('writers'),
			(join) => join.onRef('writers.authorId', '=', 'members.id'),
		)
		.select('writers.lastPostAt')
		.orderBy('writers.lastPostAt', 'desc')
		.orderBy('members.id')
		.limit(limit);

/** Who keeps order in a space, by name. */
export const keepersOf = (
	db: CommunityDb,
	ability: AppAbility,
	{ keeps, limit }: { keeps: MemberTest; limit: number },
) => known(db, ability).where(keeps).orderBy(PLACE.name).orderBy('members.id').limit(limit);

export const factsOfSpace = (db: CommunityDb, spaceId: string) =>
	db
		.selectFrom('spaces')
		.select(['createdAt', 'postCount'])
		.where('id', '=', spaceId)
		.where('archivedAt', 'is', null);
