import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { SEARCH_LANGUAGES } from '../communities/search-languages.schema.ts';
import { mergeSetting } from '../settings.queries.ts';
import { textConfigOf } from './search-words.ts';

/**
 * Remembers that texts are written in a language that is not the community's own, so that searches ask in it as well.
 * There are only so many that words are stemmed in.
 */
// authorize: the verbs that settle somebody's language, or the community's, have asked.
export async function noteLanguage(
	{ clock, snapshot }: Pick<CommunityContext, 'clock' | 'snapshot'>,
	tx: CommunityTransaction,
	locale: string,
): Promise<void> {
	const config = textConfigOf(locale);
	if (config === 'simple' || snapshot.searchLanguages.some((known) => known === config)) return;
	await mergeSetting(tx.db, SEARCH_LANGUAGES, { [config]: true }, clock.now()).execute();
	tx.touchCommunity();
}
