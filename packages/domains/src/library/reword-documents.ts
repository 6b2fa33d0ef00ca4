import type { CommunityDb } from '@kith/db/handles';
import { documentVector } from './document-vector.queries.ts';
import { documentsToReword, setDocumentSearch } from './documents.queries.ts';

/** Makes the words anew by which documents are found, in the transaction of `db`: by the file that holds now. */
// authorize: asked by jobs; nobody sees more than before.
export async function rewordDocuments(db: CommunityDb, locale: string, ids: readonly string[]) {
	for (const { id, authorId, ...words } of await documentsToReword(db, ids).execute())
		await setDocumentSearch(db, id, documentVector(locale, words, { db, authorId })).execute();
}
