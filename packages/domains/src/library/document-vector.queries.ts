import { sql, type RawBuilder } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { inAuthorsLanguage, inFiles, searchWords, textConfigOf } from '../rich-text/index.ts';
import { tagMark, UNTAGGED, type TagWords } from '../tags/index.ts';

export type Words = {
	title: string;
	fileName: string;
	description: string;
	fileId: string;
	tags?: TagWords;
};

/**
 * What a search finds a document by: its title and the name of its file weigh more than its description and the names of
 * its tags, and those more than what the file says. Each word stands as it is, for what is still being typed, and stemmed
 * by the community's language, and by that in which who added it reads the site. Each tag stands there as a mark.
 */
export function documentVector(
	locale: string,
	words: Words,
	by: { db: CommunityDb; authorId: string },
): RawBuilder<string> {
	// PostgreSQL takes `plan-2026.pdf` for the name of a machine on the net.
	const names = searchWords(`${words.title} ${words.fileName.replaceAll(/[._/-]/g, ' ')}`);
	const { ids, names: tagNames } = words.tags ?? UNTAGGED;
	const text = searchWords(`${words.description} ${tagNames}`);
	const stemmed = textConfigOf(locale);
	return sql<string>`setweight(to_tsvector('simple', ${names}), 'A')
		|| setweight(to_tsvector(${stemmed}::regconfig, ${names}), 'A')
		|| setweight(to_tsvector('simple', ${text}), 'B')
		|| setweight(to_tsvector(${stemmed}::regconfig, ${text}), 'B')
		|| ${inAuthorsLanguage(by, locale, { title: names, text })}
		|| array_to_tsvector(${ids.map(tagMark)}::text[])
		|| ${inFiles(by.db, [words.fileId])}`;
}
