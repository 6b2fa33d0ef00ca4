import { newId } from '@kith/kernel/ids';
import { communityCaller, type CommunityInputs } from '@kith/domains';
import type { CommunityContext } from '@kith/domains/context';
import { spaceFields } from './test-content.ts';
import { uploadedBy } from './test-uploads.ts';

type Space = Partial<CommunityInputs['spaces']['create']>;
type Added = {
	spaceId: string;
	folderId?: string | null;
	name?: string;
	text?: string;
	title?: string;
	description?: string;
	tags?: string[];
};

/** A space with a library that everybody who may post may add to, unless `change` says something else. */
export async function openLibrary(runner: CommunityContext, change: Space = {}): Promise<string> {
	const fields = { ...spaceFields('Archive'), library: 'everyone' as const, ...change };
	return (await communityCaller(runner).spaces.create(fields)).spaceId;
}

/** A document that the actor has just added. */
export async function documentBy(
	ctx: CommunityContext,
	{ spaceId, folderId = null, name = 'plan.txt', text = 'A plan', ...words }: Added,
): Promise<string> {
	const { fileId } = await uploadedBy(ctx, { name, bytes: Buffer.from(text) });
	const id = newId();
	await communityCaller(ctx).library.add({ id, spaceId, folderId, fileId, ...words });
	return id;
}

/** A folder that the actor has just opened. */
export async function folderBy(
	ctx: CommunityContext,
	{ spaceId, folderId = null, name = `Folder ${newId()}` }: Omit<Added, 'text'>,
): Promise<string> {
	const id = newId();
	await communityCaller(ctx).library.createFolder({ id, spaceId, folderId, name });
	return id;
}
