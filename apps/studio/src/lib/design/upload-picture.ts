import * as z from 'zod';
import { UploadedFile } from '@kith/domains/media/schema';

const Refused = z.object({ code: z.string() });

/** What a picture is for: a mark, something large such as a cover, or the cover of a space. */
export type PictureKind = 'logo' | 'cover' | 'space-cover';

/** Sends a picture of the community's design or of a space. Resolves to what it became, or to the code of why not. */
export async function uploadPicture(
	communityId: string,
	kind: PictureKind,
	picture: File,
): Promise<UploadedFile | { code: string }> {
	const response = await fetch(`/api/communities/${communityId}/${kind}`, {
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
	if (response.ok && file.success) return file.data;
	const refused = Refused.safeParse(body);
	return { code: refused.success ? refused.data.code : 'internal' };
}
