import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { accessible } from '../permissions/where.ts';

/** More of one kind are not offered for a misspelled name. */
const MOST = 5;

const MEMBER_NAME = sql<string>`(lower(members.name) || ' ' || members.handle)`;
const SPACE_NAME = sql<string>`lower(named.name)`;

/** Members with a word in their name or handle that is spelled like one of these, closest to all of them first. */
export const membersLike = (db: CommunityDb, ability: AppAbility, words: readonly string[]) =>
	db
		.selectFrom('members')
		.select(['id', 'handle', 'name', 'avatarFileId'])
		.where(accessible(ability, 'read', 'Member', 'members'))
		.where((eb) => eb.or(words.map((word) => sql<SqlBool>`${MEMBER_NAME} %> ${word}`)))
		.orderBy(sql`${MEMBER_NAME} <->> ${words.join(' ')}`)
		.orderBy('members.id')
		.limit(MOST);

/** Which of these spaces have a name like that, the same way. */
export const spacesLike = (
	db: CommunityDb,
	spaces: readonly { id: string; name: string }[],
	words: readonly string[],
) =>
	db
		.selectFrom(
			sql<{ id: string; name: string }>`unnest(${spaces.map(({ id }) => id)}::uuid[], ${spaces.map(
				(space) => space.name,
			)}::text[])`.as<'named'>(sql`named(id, name)`),
		)
		.select('named.id')
		.where((eb) => eb.or(words.map((word) => sql<SqlBool>`${SPACE_NAME} %> ${word}`)))
		.orderBy(sql`${SPACE_NAME} <->> ${words.join(' ')}`)
		.orderBy('named.id')
		.limit(MOST);
