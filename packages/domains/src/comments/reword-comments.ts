import type { CommunityDb } from '@kith/db/handles';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { commentsToReword, setCommentSearch } from './comments.queries.ts';

/** Makes the words anew by which comments are found, in the transaction of `db`: what their files say has become known. */
// authorize: asked by a job; nobody sees more than before.
export async function rewordComments(db: CommunityDb, locale: string, ids: readonly string[]) {
	for (const { id, body } of await commentsToReword(db, ids).execute())
		await setCommentSearch(db, id, { locale, body: body as unknown as RichText }).execute();
}
