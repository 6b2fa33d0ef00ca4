import type { CommunityDb } from '@kith/db/handles';
import { InvalidError } from '@kith/kernel/errors';
import {
	attachAvatar,
	attachCover,
	attachFieldFile,
	attachDocumentFile,
	fileById,
	noteUse,
	releaseFieldFiles,
	releaseFile,
	releaseFiles,
	releaseUses,
} from './media.queries.ts';

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

type Covering = {
	spaceId: string;
	/** Who uploaded it; null for staff who are no members. */
	ownerId: string | null;
	from: string | null;
	to: string | null;
	now: Date;
};

/** Binds a new cover to a space and lets the old one go. Throws `media.foreign_picture` for anything but one's own, unused one. */
export async function changeCover(
	db: CommunityDb,
	{ from, to, ...covering }: Covering,
): Promise<void> {
	if (from === to) return;
	if (to) {
		const bound = await attachCover(db, { ...covering, fileId: to }).executeTakeFirst();
		if (!bound) throw new InvalidError('media.foreign_picture');
	}
	if (from) await releaseFile(db, from).execute();
}

/** Lets go of everything a member uploaded for `purposes`: unseen from now on, deleted by the next sweep. */
export async function releaseFilesOf(
	db: CommunityDb,
	ownerId: string,
	purposes: readonly ('avatar' | 'field' | 'post')[],
): Promise<void> {
	await releaseFiles(db, ownerId, purposes).execute();
}

/** Binds a member's own upload to a field of theirs and says what it is; null for anything else, and for what is too large. */
export async function bindFieldFile(
	db: CommunityDb,
	wish: { fileId: string; ownerId: string; mostBytes: number; now: Date },
): Promise<{ name: string; kind: string; mime: string } | null> {
	return (await attachFieldFile(db, wish).executeTakeFirst()) ?? null;
}

/** Lets go of what fields of a member named. */
export async function letFilesGo(
	db: CommunityDb,
	ownerId: string,
	fileIds: readonly string[],
): Promise<void> {
	await releaseFieldFiles(db, ownerId, fileIds).execute();
}

type Binding = { fileId: string; ownerId: string; spaceId: string; documentId: string; now: Date };

/**
 * Binds a member's own upload to a document of a space and says its name. Throws `media.foreign_picture` for anything
 * else, such as what something shows already.
 */
export async function bindDocumentFile(
	db: CommunityDb,
	{ documentId, ...binding }: Binding,
): Promise<{ name: string }> {
	const bound = await attachDocumentFile(db, binding).executeTakeFirst();
	if (!bound) throw new InvalidError('media.foreign_picture');
	await noteUse(db, binding.fileId, documentId).execute();
	return bound;
}

/** Lets go of what these documents showed, unless something else shows it, too: deleted by the next sweep. */
export async function releaseUsesOf(db: CommunityDb, subjectIds: readonly string[]): Promise<void> {
	await releaseUses(db, subjectIds).execute();
}

/** Throws `media.foreign_picture` when `fileId` is no logo of this community; null stands for none. */
export async function requireLogo(db: CommunityDb, fileId: string | null): Promise<void> {
	if (fileId === null) return;
	const file = await fileById(db, fileId).executeTakeFirst();
	if (file?.purpose !== 'brand') throw new InvalidError('media.foreign_picture');
}
