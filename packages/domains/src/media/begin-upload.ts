import { selfOf } from '@kith/kernel/actor';
import { addSeconds } from '@kith/kernel/clock';
import { LimitReachedError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import type { CommunityContext } from '../context.ts';
import { storageKeyOf } from './blob-keys.ts';
import { plainName } from './plain-name.ts';
import {
	UPLOAD_LIFE_SECONDS,
	UPLOADS_AT_ONCE,
	type BeginUpload,
	type UploadState,
} from './media.schema.ts';
import { reserveStorage } from './storage.ts';
import { countUploading, insertUpload } from './uploads.queries.ts';

/**
 * Makes room for a file that will come in chunks. Throws `media.too_many_at_once` above ten of one member,
 * and as `reserveStorage` does where there is no room.
 */
export async function beginUpload(
	ctx: CommunityContext,
	{ name, bytes }: BeginUpload,
): Promise<UploadState> {
	ctx.authorize('create', 'File');
	const ownerId = selfOf(ctx.actor);
	const id = newId();
	const createdAt = ctx.clock.now();
	await ctx.transaction(async (tx) => {
		// Locks the member's row of usage, so that the count below is true until the commit.
		await reserveStorage(ctx, tx.db, { ownerId, bytes });
		const { count } = await countUploading(tx.db, ownerId).executeTakeFirstOrThrow();
		if (Number(count) >= UPLOADS_AT_ONCE) throw new LimitReachedError('media.too_many_at_once');
		const storageKey = storageKeyOf(ctx.community.id, id);
		await insertUpload(tx.db, {
			...{ id, ownerId, bytes, storageKey, createdAt, name: plainName(name, 'file') },
		}).execute();
	});
	const expiresAt = addSeconds(createdAt, UPLOAD_LIFE_SECONDS);
	return { fileId: id, bytes, received: 0, expiresAt };
}
