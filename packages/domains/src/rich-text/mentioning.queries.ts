import { sql, type RawBuilder, type SqlBool } from 'kysely';

/** Whether the text in the column `body` mentions a member. Reads the whole text: for background work only. */
export const mentioning = (memberId: string): RawBuilder<SqlBool> =>
	sql<SqlBool>`body @? ${MENTIONS.replace('$1', memberId)}::jsonpath`;

const MENTIONS = '$.** ? (@.type == "mention" && @.attrs.id == "$1")';
