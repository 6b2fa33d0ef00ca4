import type { CommunityContext } from '../context.ts';
import { hintOf } from '../media/index.ts';
import { linkHash } from './link-hash.ts';
import { linksByHash } from './links.queries.ts';
import type { LinkPreview } from './links.schema.ts';

/** What the pages said of themselves, by their addresses; those that say nothing are left out. One statement, none for no addresses. */
// authorize: whoever may read a text, or write one, is shown what it links to.
export async function readLinks(
	ctx: CommunityContext,
	urls: readonly string[],
): Promise<Map<string, LinkPreview>> {
	if (urls.length === 0) return new Map();
	const urlOf = new Map(urls.map((url) => [linkHash(url), url]));
	const rows = await linksByHash(ctx.db, [...urlOf.keys()]).execute();
	return new Map(
		rows
			.filter(({ isFound }) => isFound)
			.map(({ urlHash, title, description, site, ...row }) => [
				urlOf.get(urlHash) ?? '',
				{ ...{ title, description, site }, picture: pictureOf(row) },
			]),
	);
}

type Pictured = {
	pictureFileId: string | null;
	width: number | null;
	height: number | null;
	thumbhash: Buffer | null;
};

function pictureOf({ pictureFileId: fileId, width, height, thumbhash }: Pictured) {
	return fileId && width && height ? { fileId, width, height, hint: hintOf(thumbhash) } : null;
}
