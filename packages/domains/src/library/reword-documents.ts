import type { CommunityDb } from '@kith/db/handles';
import { wordsOfDocument } from './document-words.ts';
import { documentsToReword, setDocumentSearch } from './documents.queries.ts';

/** Makes the words anew by which documents are found, in the transaction of `db`: by the file that holds now, and tags as they are. */
// authorize: asked by jobs; nobody sees more than before.
export async function rewordDocuments(db: CommunityDb, locale: string, ids: readonly string[]) {
	for (const { id, authorId, ...words } of await documentsToReword(db, ids).execute())
		await setDocumentSearch(
			db,
			id,
			await wordsOfDocument({ db, locale, authorId }, words),
		).execute();
}
