import type { CommunityDb } from '@kith/db/handles';
import { InvalidError } from '@kith/kernel/errors';
import { referencesOf } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { attachFiles, noteUses } from './posts.queries.ts';

type Placement = {
	ownerId: string;
	/** Others who write the text, too. */
	others?: readonly string[];
	spaceId: string;
	/** The space it was written in, where a rule takes it to another. */
	fromSpaceId?: string;
	/** The post or comment: its files are seen while it is. */
	subjectId: string;
	now: Date;
};

/**
 * Binds the pictures and files in `body` to what shows them; returns the first picture's id, or null without any.
 * Throws `posts.foreign_picture` for a file that is none of the writers', or that belongs to another space already.
 */
export async function attachPictures(
	db: CommunityDb,
	body: RichText,
	{ ownerId, others = [], spaceId, fromSpaceId, subjectId, now }: Placement,
): Promise<string | null> {
	const { fileIds, pictureIds } = referencesOf(body);
	if (fileIds.length === 0) return null;
	const ownerIds = [ownerId, ...others];
	const bound = await attachFiles(db, { fileIds, ownerIds, spaceId, fromSpaceId, now }).execute();
	if (bound.length !== fileIds.length) throw new InvalidError('posts.foreign_picture');
	await noteUses(db, fileIds, subjectId).execute();
	return pictureIds[0] ?? null;
}
