import type { CommunityDb } from '@kith/db/handles';
import { InvalidError } from '@kith/kernel/errors';
import { attachAvatar, fileById, releaseFile, releaseFiles } from './media.queries.ts';

type Change = { ownerId: string; from: string | null; to: string | null; now: Date };

/** Binds a new avatar and lets the old one go. Throws `media.foreign_picture` for anything but one's own upload. */
export async function changeAvatar(
	db: CommunityDb,
	{ ownerId, from, to, now }: Change,
): Promise<void> {
	if (from === to) return;
	if (to) {
		const bound = await attachAvatar(db, to, ownerId, now).executeTakeFirst();
		if (!bound) throw new InvalidError('media.foreign_picture');
	}
	if (from) await releaseFile(db, from).execute();
}

/** Lets go of everything a member uploaded for `purposes`: unseen from now on, deleted by the next sweep. */
export async function releaseFilesOf(
	db: CommunityDb,
	ownerId: string,
	purposes: readonly ('avatar' | 'post')[],
): Promise<void> {
	await releaseFiles(db, ownerId, purposes).execute();
}

/** Throws `media.foreign_picture` when `fileId` is no logo of this community; null stands for none. */
export async function requireLogo(db: CommunityDb, fileId: string | null): Promise<void> {
	if (fileId === null) return;
	const file = await fileById(db, fileId).executeTakeFirst();
	if (file?.purpose !== 'brand') throw new InvalidError('media.foreign_picture');
}
