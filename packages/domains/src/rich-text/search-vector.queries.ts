import { sql, type RawBuilder } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { contentsOf, markOf } from './contents.ts';
import { plainText, searchedFilesOf, wordsInFileNames } from './plain-text.ts';
import type { RichText } from './rich-text.schema.ts';
import { searchWords, textConfigOf } from './search-words.ts';
import { TEXT_CONFIGS } from './text-configs.schema.ts';

/** So much of a text is kept in its author's language beside the community's: a vector has a largest size. */
const OWN_LENGTH = 50_000;
/** Beside a longer text, in bytes, the words of files have no room. */
const ROOM_LENGTH = 60_000;

type Writing = { title?: string; body: RichText };
/** The row that is written: its author's language counts too, and whether a poll hangs on it. */
type Written = {
	db: CommunityDb;
	authorId: string | RawBuilder<string>;
	hasPoll?: boolean | RawBuilder<boolean>;
};

/**
 * What a search finds a writing by: its title weighs more than its text, and what it holds (pictures, links) stands
 * beside the words as marks. Words are stemmed by the language of `locale`, and where the author reads the site in
 * another one, by that as well, so each row may have others.
 */
export function searchVector(
	locale: string,
	{ title = '', body }: Writing,
	row?: Written,
): RawBuilder<string> {
	const config = textConfigOf(locale);
	const text = searchWords(`${plainText(body)} ${wordsInFileNames(body)}`);
	const marks = sql`array_to_tsvector(${contentsOf(body).map(markOf)}::text[])`;
	if (!row) return sql<string>`${weighed(sql`${config}::regconfig`, { title, text })} || ${marks}`;
	const poll = sql`case when ${row.hasPoll ?? false} then array_to_tsvector(${[markOf('poll')]}::text[]) else '' end`;
	return sql<string>`${weighed(sql`${config}::regconfig`, { title, text })} || ${marks} || ${poll}
		|| ${inAuthorsLanguage(row, locale, { title, text })}
		|| ${Buffer.byteLength(text) > ROOM_LENGTH ? sql`''` : inFiles(row.db, searchedFilesOf(body))}`;
}

/** The words that files say, as far as they have been read. */
export const inFiles = (db: CommunityDb, fileIds: readonly string[]): RawBuilder<string> =>
	sql<string>`(${sql.join(
		[
			sql`''::tsvector`,
			...fileIds.map(
				(id) =>
					sql`coalesce((${db.selectFrom('files').select('search').where('id', '=', id)}), '')`,
			),
		],
		sql` || `,
	)})`;

const weighed = (config: RawBuilder<unknown>, { title, text }: { title: string; text: string }) =>
	sql`setweight(to_tsvector(${config}, ${searchWords(title)}), 'A') || setweight(to_tsvector(${config}, ${text}), 'B')`;

/** Words stemmed by the language in which their author reads the site; nothing where that is the community's. */
export function inAuthorsLanguage(
	{ db, authorId }: Pick<Written, 'db' | 'authorId'>,
	locale: string,
	{ title, text }: { title: string; text: string },
): RawBuilder<string> {
	const words = { title, text: text.slice(0, OWN_LENGTH) };
	const own = sql<string>`case left(lower(locale), 2) ${sql.join(
		Object.entries(TEXT_CONFIGS).map(([language, its]) => sql`when ${language} then ${its}`),
		sql` `,
	)} end`;
	const vector = db
		.selectFrom('members')
		.select(weighed(sql`(${own})::regconfig`, words).as('own'))
		.where('id', '=', authorId)
		.where(own, '<>', textConfigOf(locale));
	return sql<string>`coalesce((${vector}), '')`;
}
