import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

/** Whether the text in the column `body` mentions a member. Reads the whole text: for background work only. */
export const mentioning = (memberId: string): RawBuilder<SqlBool> =>
	sql<SqlBool>`body @? ${MENTIONS.replace('$1', memberId)}::jsonpath`;

/** The texts of some posts or comments. */
export const bodiesOf = (db: CommunityDb, table: 'posts' | 'comments', ids: readonly string[]) =>
	db
		.selectFrom(table)
		.select(['id', 'body'])
		.where('id', '=', sql<string>`any(${[...ids]}::uuid[])`);

const MENTIONS = '$.** ? (@.type == "mention" && @.attrs.id == "$1")';
