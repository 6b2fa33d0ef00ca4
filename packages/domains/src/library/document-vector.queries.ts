import { sql, type RawBuilder } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { inAuthorsLanguage, inFiles, searchWords, textConfigOf } from '../rich-text/index.ts';

type Words = { title: string; fileName: string; description: string; fileId: string };

/**
 * What a search finds a document by: its title and the name of its file weigh more than its description, and that
 * more than what the file says. Each word
 * stands as it is, for what is still being typed, and stemmed by the community's language, and by that in which who
 * added it reads the site.
 */
export function documentVector(
	locale: string,
	words: Words,
	by: { db: CommunityDb; authorId: string },
): RawBuilder<string> {
	// PostgreSQL takes `plan-2026.pdf` for the name of a machine on the net.
	const names = searchWords(`${words.title} ${words.fileName.replaceAll(/[._/-]/g, ' ')}`);
	const text = searchWords(words.description);
	const stemmed = textConfigOf(locale);
	return sql<string>`setweight(to_tsvector('simple', ${names}), 'A')
		|| setweight(to_tsvector(${stemmed}::regconfig, ${names}), 'A')
		|| setweight(to_tsvector('simple', ${text}), 'B')
		|| setweight(to_tsvector(${stemmed}::regconfig, ${text}), 'B')
		|| ${inAuthorsLanguage(by, locale, { title: names, text })}
		|| ${inFiles(by.db, [words.fileId])}`;
}
