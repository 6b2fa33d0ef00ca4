import type { CommunityDb } from '@kith/db/handles';
import { InvalidError } from '@kith/kernel/errors';
import { referencesOf } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { attachFiles } from './posts.queries.ts';

type Placement = {
	ownerId: string;
	/** Others who write the text, too. */
	others?: readonly string[];
	spaceId: string;
	now: Date;
};

/**
 * Binds the pictures in `body` to the space they are shown in; returns the first one's id, or null without any.
 * Throws `posts.foreign_picture` for a file that is none of the writers', or that belongs to another space already.
 */
export async function attachPictures(
	db: CommunityDb,
	body: RichText,
	{ ownerId, others = [], spaceId, now }: Placement,
): Promise<string | null> {
	const { fileIds } = referencesOf(body);
	const [first] = fileIds;
	if (first === undefined) return null;
	const ownerIds = [ownerId, ...others];
	const bound = await attachFiles(db, { fileIds, ownerIds, spaceId, now }).execute();
	if (bound.length !== fileIds.length) throw new InvalidError('posts.foreign_picture');
	return first;
}
