import type { CommunityDb } from '@kith/db/handles';
import { wordsForTags } from '../tags/index.ts';
import { documentVector, type Words } from './document-vector.queries.ts';

type Written = Omit<Words, 'tags'> & { tagIds: readonly string[] };
type By = { db: CommunityDb; locale: string; authorId: string };

/** What a document's row says of its words: those it is found by, and its tags, as far as they are still there. */
// authorize: asked by the verbs that write documents; nobody sees more than before.
export async function wordsOfDocument({ db, locale, authorId }: By, { tagIds, ...words }: Written) {
	const tags = await wordsForTags(db, tagIds);
	return { search: documentVector(locale, { ...words, tags }, { db, authorId }), tagIds: tags.ids };
}
