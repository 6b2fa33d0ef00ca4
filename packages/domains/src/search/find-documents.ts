import type { CommunityContext } from '../context.ts';
import { searchWords } from '../rich-text/index.ts';
import { documentsFound, documentsLike, documentsStarting } from './documents.queries.ts';
import { excerptsIn } from './excerpts.ts';
import { spaceOf } from './find-spaces.ts';
import { hasWords, type Search } from './search.queries.ts';
import type { FoundDocument, InFile } from './search.schema.ts';

type Row = Omit<Awaited<ReturnType<ReturnType<typeof documentsLike>['execute']>>[number], 'tagIds'>;

/**
 * A page of the documents that a search finds, one more than its limit at most: they are in the libraries that the actor
 * may read. Filters by what only posts have leave none, and a space or an author alone is no search for documents. Two
 * statements.
 */
// authorize: asked by the verbs of search whether one may enter; the statement holds only what may be read.
export async function findDocuments(
	ctx: CommunityContext,
	search: Search,
	plain: string,
): Promise<FoundDocument[]> {
	const isForPosts = search.has.length > 0 || search.postKind !== null;
	if (isForPosts || (!hasWords(search) && search.tagIds.length === 0)) return [];
	const rows = await documentsFound(ctx.db, search).execute();
	const shown = rows.slice(0, search.limit).map(({ id, fileId }) => ({
		...{ subjectId: id, fileIds: fileId ? [fileId] : [] },
	}));
	const excerpts = await excerptsIn(ctx, plain, shown);
	return rows.map((row) => toFound(ctx, row, excerpts.get(row.id)));
}

/** Documents whose title, file name or description begins like what is being typed. One statement. */
// authorize: asked by the verb that suggests; the statement holds only what may be read.
export async function suggestDocuments(
	ctx: CommunityContext,
	text: string,
): Promise<FoundDocument[]> {
	const words = searchWords(text).match(/[\p{L}\p{N}]+/gu) ?? [];
	if (words.length === 0) return [];
	const typed = words.slice(0, 8).map((word) => `${word}:*AB`);
	const rows = await documentsStarting(ctx.db, ctx.ability, typed.join(' & ')).execute();
	return rows.map((row) => toFound(ctx, row));
}

/** Documents whose title is spelled like words that were found nowhere. One statement. */
// authorize: asked by the verbs of search whether one may enter; the statement holds only what may be read.
export async function documentsAlike(
	ctx: CommunityContext,
	words: readonly string[],
): Promise<FoundDocument[]> {
	const rows = await documentsLike(ctx.db, ctx.ability, words).execute();
	return rows.map((row) => toFound(ctx, row));
}

const toFound = (
	ctx: CommunityContext,
	{ id, title, fileName, description, tags, spaceId, updatedAt }: Row,
	inFile?: InFile,
): FoundDocument => ({
	...{ id, title, fileName, description, tags, updatedAt },
	...{ snippet: inFile?.snippet ?? [], space: spaceOf(ctx, spaceId) },
});
