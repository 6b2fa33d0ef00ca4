import { sql, type RawBuilder } from 'kysely';
import { plainText, wordsInFileNames } from './plain-text.ts';
import type { RichText } from './rich-text.schema.ts';
import { searchWords, textConfigOf } from './search-words.ts';

/**
 * What a search finds a writing by: its title weighs more than its text. Words are stemmed by the language of
 * `locale`, so each row may have another one.
 */
export function searchVector(
	locale: string,
	{ title = '', body }: { title?: string; body: RichText },
): RawBuilder<string> {
	const config = textConfigOf(locale);
	const text = `${plainText(body)} ${wordsInFileNames(body)}`;
	return sql<string>`setweight(to_tsvector(${config}::regconfig, ${searchWords(title)}), 'A')
		|| setweight(to_tsvector(${config}::regconfig, ${searchWords(text)}), 'B')`;
}
