import * as z from 'zod';

const Received = z.object({ importId: z.uuid() });
const Refused = z.object({ code: z.string() });

/** Sends a list of members. Resolves to its id, or to the code of why not. */
export async function uploadList(
	communityId: string,
	file: File,
): Promise<{ importId: string } | { code: string }> {
	const response = await fetch(`/api/communities/${communityId}/import`, {
		method: 'POST',
		headers: {
			'content-type': 'application/octet-stream',
			'x-file-name': encodeURIComponent(file.name),
		},
		body: file,
	}).catch(() => null);
	if (!response) return { code: 'network' };
	const body: unknown = await response.json().catch(() => null);
	const received = Received.safeParse(body);
	if (response.ok && received.success) return received.data;
	const refused = Refused.safeParse(body);
	return { code: refused.success ? refused.data.code : 'internal' };
}
