import type { CommunityDb } from '@kith/db/handles';
import type { Consumer } from '../domain.ts';
import { searchedFilesOf } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { askToReadFile } from './read-file.ts';
import { bodyOf, fileOfDocument, unreadFiles } from './texts.queries.ts';

/** What is shown now for the first time has its words looked for, by a job: nobody who writes waits for that. */
const readShownFiles: Consumer = {
	on: [
		...['posts.published', 'posts.edited', 'comments.published', 'comments.edited'],
		...['library.document_added', 'library.version_added'],
	],
	async handle({ db, community, clock }, { payload }) {
		const fileIds = await filesIn(db, payload);
		if (fileIds.length === 0) return;
		for (const { id: fileId } of await unreadFiles(db, fileIds).execute())
			await askToReadFile(db, { communityId: community.id, fileId }, clock.now());
	},
};

async function filesIn(db: CommunityDb, payload: Record<string, unknown>): Promise<string[]> {
	const { documentId, commentId, postId } = payload;
	if (typeof documentId === 'string') {
		const file = await fileOfDocument(db, documentId).executeTakeFirst();
		return file ? [file.fileId] : [];
	}
	const kind = typeof commentId === 'string' ? 'comment' : 'post';
	const row = await bodyOf(db, kind, String(commentId ?? postId)).executeTakeFirst();
	return row ? searchedFilesOf(row.body as unknown as RichText) : [];
}

export const textsConsumers = { 'read-shown-files': readShownFiles } as const;
