import * as z from 'zod';
import { UploadedFile } from '@kith/domains/media/schema';

const Refused = z.object({ code: z.string() });

/** Sends a picture as the community's logo. Resolves to its file id, or to the code of why not. */
export async function uploadLogo(
	communityId: string,
	picture: File,
): Promise<{ fileId: string } | { code: string }> {
	const response = await fetch(`/api/communities/${communityId}/logo`, {
		method: 'POST',
		headers: {
			'content-type': picture.type || 'application/octet-stream',
			'x-file-name': encodeURIComponent(picture.name),
		},
		body: picture,
	}).catch(() => null);
	if (!response) return { code: 'network' };
	const body: unknown = await response.json().catch(() => null);
	const file = UploadedFile.safeParse(body);
	if (response.ok && file.success) return { fileId: file.data.fileId };
	const refused = Refused.safeParse(body);
	return { code: refused.success ? refused.data.code : 'internal' };
}
