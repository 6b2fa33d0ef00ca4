import type { CommunityDb } from '@kith/db/handles';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { postsToReword, setPostSearch } from './posts.queries.ts';

/** Makes the words anew by which posts are found, in the transaction of `db`: what their files say has become known. */
// authorize: asked by a job; nobody sees more than before.
export async function rewordPosts(db: CommunityDb, locale: string, ids: readonly string[]) {
	for (const { id, title, body } of await postsToReword(db, ids).execute())
		await setPostSearch(db, id, { locale, title, body: body as unknown as RichText }).execute();
}
