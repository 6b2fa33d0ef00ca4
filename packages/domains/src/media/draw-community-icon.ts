import { createHash } from 'node:crypto';
import type { CommunityContext } from '../context.ts';
import { blobKey, iconKeyOf } from './blob-keys.ts';
import { fileById } from './media.queries.ts';
import type { IconSize } from './media.schema.ts';

type Icon = { body: Uint8Array; version: string };

/**
 * The community's icon for home screens as a PNG, made once per look. It shows no more than the join page does, so
 * everyone may have it.
 */
// authorize: the face of a community is no secret.
export async function communityIcon(ctx: CommunityContext, size: IconSize): Promise<Icon> {
	const { community, snapshot, services } = ctx;
	const version = iconVersion(community.name, snapshot.look);
	const key = iconKeyOf(community.id, `${version}-${size}`);
	const kept = await services.blobs.get(key);
	if (kept) return { body: await bytesOf(kept.body), version };
	const { brand } = snapshot.look;
	const logo = await communityLogo(ctx);
	const body = await services.drawIcon({ logo, name: community.name, brand, size });
	await services.blobs.put(key, body, { contentType: 'image/png' });
	return { body, version };
}

/** Changes with everything that an icon shows. */
export function iconVersion(
	name: string,
	look: { brand: string; logoFileId: string | null },
): string {
	const shown = JSON.stringify([name, look.brand, look.logoFileId]);
	return createHash('sha256').update(shown).digest('hex').slice(0, 16);
}

/** The bytes of the community's logo; null where there is none. */
// authorize: as above.
export async function communityLogo(ctx: CommunityContext): Promise<Uint8Array | null> {
	const fileId = ctx.snapshot.look.logoFileId;
	if (!fileId) return null;
	const file = await fileById(ctx.db, fileId).executeTakeFirst();
	const blob = file && (await ctx.services.blobs.get(blobKey(file.storageKey, 'full')));
	return blob ? bytesOf(blob.body) : null;
}

async function bytesOf(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
	return new Uint8Array(await new Response(body).arrayBuffer());
}
