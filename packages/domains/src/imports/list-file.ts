import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { decodeList } from './decode-list.ts';
import type { Task } from './imports.schema.ts';
import { readList, type List } from './read-list.ts';

/** Where a list lies while it is brought in. */
export function listKey(communityId: string, importId: string): string {
	return `${communityId}/imports/${importId}.csv`;
}

/** The list behind an import. Throws `imports.not_found` once it is gone. */
// authorize: the verbs of imports have asked.
export async function openList(
	ctx: CommunityContext,
	importId: string,
	{ separator }: Pick<Task, 'separator'>,
): Promise<List> {
	const blob = await ctx.services.blobs.get(listKey(ctx.community.id, importId));
	if (!blob) throw new NotFoundError('imports.not_found');
	const bytes = new Uint8Array(await new Response(blob.body).arrayBuffer());
	return readList(decodeList(bytes).text, separator);
}
