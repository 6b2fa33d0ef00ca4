import { beginUpload, receiveChunk } from '@kith/domains/media';
import type { CommunityContext } from '@kith/domains/context';

/** A file that has just arrived for the actor; nobody gets one who may not upload. */
export async function uploadedBy(
	ctx: CommunityContext,
	{ name = 'notes.txt', bytes = Buffer.from('Some notes') } = {},
): Promise<{ fileId: string }> {
	const { fileId } = await beginUpload(ctx, { name, bytes: bytes.length });
	await receiveChunk(ctx, { fileId, offset: 0, bytes });
	return { fileId };
}
