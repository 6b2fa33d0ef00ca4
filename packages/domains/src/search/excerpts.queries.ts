import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

/** So much of a file's text is brought, and so much of that stands before the word. */
const LENGTH = 700;
const BEFORE = 200;

type Asked = {
	fileIds: readonly string[];
	/** What shows them here. */
	subjectIds: readonly string[];
	/** Beginnings of words, in small letters. */
	stems: readonly string[];
};

/** Where each of these first stands in a text, each as the beginning of a word or anywhere; the earliest of them. */
const earliest = (stems: readonly string[], before: string) =>
	sql`least(${sql.join(
		stems.map((stem) => sql`nullif(strpos(lowered.text, ${`${before}${stem}`}), 0)`),
	)})`;

/** The part of each file's text around one of the words, of those in which one stands: the text itself stays where it is. */
export const partsOfFiles = (db: CommunityDb, { fileIds, subjectIds, stems }: Asked) =>
	db
		.selectFrom('files')
		// Without the offset it would be put in small letters once for each word.
		.innerJoinLateral(
			sql<{ text: string }>`(select ' ' || lower(files.words) as text offset 0)`.as<'lowered'>(
				sql`lowered`,
			),
			(join) => join.onTrue(),
		)
		.innerJoinLateral(
			sql<{
				at: number;
			}>`(select coalesce(${earliest(stems, ' ')}, ${earliest(stems, '')}) as at offset 0)`.as<'first'>(
				sql`first`,
			),
			(join) => join.onTrue(),
		)
		.select(['files.id', 'files.name'])
		.select(
			sql<string>`substr(files.words, greatest(first.at - ${sql.lit(BEFORE)}, 1), ${sql.lit(LENGTH)})`.as(
				'part',
			),
		)
		.where('files.id', 'in', [...fileIds])
		.where('files.words', 'is not', null)
		.where(sql<SqlBool>`first.at is not null`)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('fileUses')
					.select('fileUses.fileId')
					.whereRef('fileUses.fileId', '=', 'files.id')
					.where('fileUses.subjectId', 'in', [...subjectIds]),
			),
		);
