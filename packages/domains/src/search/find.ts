import * as z from 'zod';
import { NotFoundError } from '@kith/kernel/errors';
import { decodeCursor, encodeCursor } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { hiddenMembers } from '../permissions/hidden-members.ts';
import { bylineOf } from '../posts/index.ts';
import { plainText, searchedFilesOf, searchWords, veilMentions } from '../rich-text/index.ts';
import { namedTags, tagsMeant } from '../tags/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { alikeTo, NOTHING_ALIKE } from './alike.ts';
import { configsOf } from './configs-of.ts';
import { excerptsIn } from './excerpts.ts';
import { findDocuments } from './find-documents.ts';
import { spacesNamed, spaceOf } from './find-spaces.ts';
import { remember } from './recent-searches.ts';
import { limitVisitors } from './limit-visitors.ts';
import { hasFilters, parseQuery, type QueryText } from './query-text.ts';
import { found, memberIdByHandle, membersNamed, type Search } from './search.queries.ts';
import type { Find, FindResult, Found, Snippet } from './search.schema.ts';
import { hitsOf, markHits, snippetOf } from './snippet.ts';
import { countTerm } from './terms.queries.ts';

const Keys = z.tuple([z.int().min(0).max(1000)]);
/** So many documents stand beside the posts and comments of a first page. */
const FEW = 5;
/** An id that no row has: a filter that names nothing finds nothing. */
const NOTHING = '00000000-0000-0000-0000-000000000000';

type Row = Awaited<ReturnType<ReturnType<typeof found>['execute']>>[number];

/**
 * Posts and comments by their words, best first, with documents, spaces, members and tags of that name on the first
 * page, or documents alone; nothing that the viewer could not open. At most eleven statements, five more for a miss; searches without filters are counted
 * for the report of search terms.
 */
export async function find(ctx: CommunityContext, input: Find): Promise<FindResult> {
	ctx.authorize('enter', 'Community');
	await limitVisitors(ctx, 'find');
	const query = parseQuery(
		input.text,
		ctx.viewer?.timeZone ?? ctx.snapshot.localization.timeZone ?? 'UTC',
	);
	const offset = decodeCursor(input.cursor, Keys)?.[0] ?? 0;
	const filters = await filtersOf(ctx, query);
	const { kind: wantedKind, ...search } = {
		...{ ability: ctx.ability, limit: input.limit, offset },
		...{ words: query.words, without: query.without },
		...{ after: query.after, before: query.before, has: query.has },
		...{ spaceId: filters.spaceId, authorId: filters.authorId, tagIds: filters.tagIds },
		...{ kind: query.kind ?? input.kind, postKind: query.postKind, configs: configsOf(ctx) },
	};
	if (offset === 0 && input.kind === 'all') await remember(ctx, input.text);
	if (wantedKind === 'documents')
		return documentPage(ctx, { ...search, kind: 'all' }, query.plain, filters.unknown);
	const rows = await found(ctx.db, { ...search, kind: wantedKind }).execute();
	const hits = hitsOf(query.plain);
	const items = await withFiles(ctx, query.plain, rows.slice(0, input.limit), hits);
	const nextCursor = rows.length > input.limit ? encodeCursor([offset + input.limit]) : null;
	const isFirst = offset === 0 && input.kind === 'all' && query.kind === null;
	const few = { ...search, kind: wantedKind, limit: FEW };
	const documents = isFirst ? (await findDocuments(ctx, few, query.plain)).slice(0, FEW) : [];
	const page = { items, nextCursor, documents, unknownFilters: filters.unknown };
	// A name is no writing, and what filters leave of nothing is no miss.
	if (offset > 0 || input.kind !== 'all' || hasFilters(query) || query.plain === '')
		return { ...page, spaces: [], members: [], tags: [], alike: NOTHING_ALIKE };
	const names = await namesOf(ctx, query);
	const { spaces, members, tags } = names;
	const shown = [items, documents, spaces, members, tags];
	const isMiss = shown.every(({ length }) => length === 0);
	await count(ctx, query, isMiss);
	const alike = isMiss ? await alikeTo(ctx, query.plain) : NOTHING_ALIKE;
	return { ...page, ...names, alike };
}

/** Documents alone, page by page. */
async function documentPage(
	ctx: CommunityContext,
	search: Search,
	plain: string,
	unknownFilters: string[],
): Promise<FindResult> {
	const { limit, offset } = search;
	const rows = await findDocuments(ctx, search, plain);
	const nextCursor = rows.length > limit ? encodeCursor([offset + limit]) : null;
	return {
		...{ items: [], spaces: [], members: [], tags: [], alike: NOTHING_ALIKE, unknownFilters },
		...{ documents: rows.slice(0, limit), nextCursor },
	};
}

async function filtersOf(ctx: CommunityContext, query: QueryText) {
	const unknown = [...query.unknown];
	const space = ctx.snapshot.spaces.find(
		({ slug, id }) => slug === query.in && ctx.grants.spaces.readable.includes(id),
	);
	if (query.in && !space) unknown.push(`in:${query.in}`);
	const author = await authorOf(ctx, query);
	if (query.by && !author) unknown.push(`by:${query.by}`);
	const tags = await tagsMeant(ctx, query.tags);
	unknown.push(...query.tags.filter((_, at) => tags[at] === null).map((tag) => `tag:${tag}`));
	// The rarest leads: of several tags, its posts are walked through.
	const inOrder = tags.toSorted((one, other) => (one?.postCount ?? 0) - (other?.postCount ?? 0));
	return {
		unknown,
		tagIds: inOrder.map((tag) => tag?.id ?? NOTHING),
		spaceId: query.in ? (space?.id ?? NOTHING) : null,
		authorId: query.by ? (author ? author.id : NOTHING) : null,
	};
}

/** Also a former member, whose writings may have stayed; nobody whom a block keeps from the viewer. */
async function authorOf({ db, ability }: CommunityContext, { by }: QueryText) {
	const author = by ? await memberIdByHandle(db, by).executeTakeFirst() : undefined;
	return author && isAllowed(ability, 'read', 'Member', { ...author, status: 'active' })
		? author
		: undefined;
}

async function namesOf(ctx: CommunityContext, { plain }: QueryText) {
	const members = await membersNamed(ctx.db, ctx.ability, plain).execute();
	const tags = await namedTags(ctx, plain, 5);
	return { spaces: spacesNamed(ctx, plain), members, tags };
}

async function count(ctx: CommunityContext, { plain }: QueryText, isMiss: boolean): Promise<void> {
	const day = ctx.clock.now().toISOString().slice(0, 10);
	const term = Array.from(plain.normalize('NFC').toLowerCase()).slice(0, 100).join('');
	if (searchWords(term).trim() === '') return;
	await countTerm(ctx.db, { day, term, isMiss }).execute();
}

/** What was found, and where their own words are not those that were looked for, what their files say. */
async function withFiles(
	ctx: CommunityContext,
	plain: string,
	rows: readonly Row[],
	hits: readonly string[],
): Promise<Found[]> {
	const items = rows.map((row) => toFound(ctx, row, hits));
	const shown = rows.flatMap((row, at) => {
		const isSaid = [items[at]?.title, items[at]?.snippet].some((part) => hasHit(part ?? []));
		if (isSaid || isFolded(row)) return [];
		return [{ subjectId: row.id, fileIds: searchedFilesOf(row.body as unknown as RichText) }];
	});
	const excerpts = await excerptsIn(ctx, plain, shown);
	return items.map((item) => ({ ...item, inFile: excerpts.get(item.id) ?? null }));
}

const hasHit = (snippet: Snippet) => snippet.some(({ isHit }) => isHit);

/** A text below a warning is opened by who chooses to. */
const isFolded = (row: Row) => row.contentWarning !== '';

function toFound(ctx: CommunityContext, row: Row, hits: readonly string[]): Found {
	const space = spaceOf(ctx, row.spaceId);
	// Words that its writer hid stay hidden.
	const hidden = hiddenMembers(ctx.grants);
	const body = veilMentions(row.body as unknown as RichText, { hidden });
	const text = row.kind === 'post' && isFolded(row) ? '' : plainText(body, true);
	if (row.kind !== 'post' && row.kind !== 'comment') throw new NotFoundError('posts.not_found');
	return {
		...{ kind: row.kind, id: row.id, postId: row.postId, space, createdAt: row.createdAt },
		...{ title: markHits(row.title, hits), snippet: snippetOf(text, hits) },
		...{ author: bylineOf(ctx.snapshot, row), commentCount: row.commentCount, inFile: null },
	};
}
