import { selfOf } from '@kith/kernel/actor';
import * as z from 'zod';
import { addSeconds } from '@kith/kernel/clock';
import { NotFoundError } from '@kith/kernel/errors';
import { decodeCursor, toPage, type Page } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { FileKind } from '../media/media.schema.ts';
import { isAllowed } from '../permissions/ability.ts';
import { bylineOf } from '../posts/index.ts';
import { KEPT_SECONDS } from './delete-document.ts';
import {
	deletedDocuments,
	documentCard,
	documentsIn,
	documentsTagged,
	keysOf,
	type DocumentRow,
} from './documents.queries.ts';
import { requireLibrary } from './find-library.ts';
import { branchOf, treeOf } from './folder-tree.ts';
import { documentCounts, folderRows } from './folders.queries.ts';
import type {
	DeletedDocument,
	DocumentCard,
	DocumentRef,
	DocumentView,
	LibraryTree,
	ListDocuments,
	ListTaggedDocuments,
	SpaceOfLibrary,
	TaggedDocument,
} from './library.schema.ts';
import { versionRows } from './versions.queries.ts';

const Keys = {
	newest: z.tuple([z.iso.datetime(), z.uuid()]),
	name: z.tuple([z.string().max(400), z.uuid()]),
	downloads: z.tuple([z.int(), z.uuid()]),
} as const;

/** The folders of a space's library with what lies in them, and whether the actor may add to it. Two statements. */
// authorize: requireLibrary asks.
export async function libraryTree(
	ctx: CommunityContext,
	{ spaceId }: SpaceOfLibrary,
): Promise<LibraryTree> {
	requireLibrary(ctx, spaceId);
	const asked = { spaceId, memberId: ctx.grants.memberId };
	const [rows, counts] = await Promise.all([
		folderRows(ctx.db, spaceId).execute(),
		documentCounts(ctx.db, ctx.ability, asked).execute(),
	]);
	const sum = (ids: readonly string[], of: 'documents' | 'own') =>
		counts.reduce((total, one) => total + (ids.includes(one.folderId ?? '') ? one[of] : 0), 0);
	const folders = treeOf(rows).map(({ authorId, id, parentId, name, depth }) => {
		const row = { authorId, spaceId };
		const branch = branchOf(rows, id);
		const ids = branch.map((inside) => inside.id);
		const documents = sum(ids, 'documents');
		const isOwn =
			documents === sum(ids, 'own') &&
			branch.every((inside) => inside.authorId === ctx.grants.memberId);
		const mayDelete = isAllowed(ctx.ability, 'delete', 'Folder', row);
		const keepsOrder = isAllowed(ctx.ability, 'moderate', 'Folder', row);
		return {
			...{ id, parentId, name, depth, documents },
			...{ mayEdit: isAllowed(ctx.ability, 'update', 'Folder', row) },
			mayDelete: mayDelete && (isOwn || keepsOrder),
		};
	});
	const documents = counts.reduce((total, one) => total + one.documents, 0);
	const mayAdd = isAllowed(ctx.ability, 'create', 'Document', { spaceId });
	return { folders, documents, mayAdd };
}

/** What lies directly in a folder of a library, or at its top. One statement; an unknown folder holds nothing. */
// authorize: requireLibrary asks.
export async function listDocuments(
	ctx: CommunityContext,
	{ spaceId, folderId, sort, cursor, limit }: ListDocuments,
): Promise<Page<DocumentCard>> {
	requireLibrary(ctx, spaceId);
	const after = decodeCursor<[string | number, string]>(cursor, Keys[sort]);
	const list = { ability: ctx.ability, spaceId, folderId, sort, after, limit };
	const rows = await documentsIn(ctx.db, list).execute();
	const page = toPage(rows, limit, keysOf(sort));
	return { ...page, items: page.items.map((row) => toCard(ctx, row)) };
}

/**
 * The documents with a tag that the viewer may open, of all libraries, newest first. One statement; an unknown tag has
 * none.
 */
export async function listTaggedDocuments(
	ctx: CommunityContext,
	{ tagId, cursor, limit }: ListTaggedDocuments,
): Promise<Page<TaggedDocument>> {
	ctx.authorize('enter', 'Community');
	const after = decodeCursor(cursor, Keys.newest);
	const listing = { ability: ctx.ability, tagId, after, limit };
	const rows = await documentsTagged(ctx.db, listing).execute();
	const page = toPage(rows, limit, keysOf('newest'));
	return {
		...page,
		items: page.items.map((row) => ({ ...toCard(ctx, row), space: at(ctx, row) })),
	};
}

/** The space of a document that was read. Throws `spaces.not_found` when it was deleted in between. */
function at({ snapshot }: CommunityContext, { spaceId }: DocumentRow) {
	const space = snapshot.spaces.find(({ id }) => id === spaceId);
	if (!space) throw new NotFoundError('spaces.not_found');
	return { slug: space.slug, name: space.name, icon: space.icon };
}

/** A document and every version of it. Two statements. Throws `library.document_not_found` alike for all others. */
export async function getDocument(
	ctx: CommunityContext,
	{ documentId }: DocumentRef,
): Promise<DocumentView> {
	ctx.authorize('enter', 'Community');
	const row = await documentCard(ctx.db, documentId).executeTakeFirst();
	if (!row || !isAllowed(ctx.ability, 'read', 'Document', row))
		throw new NotFoundError('library.document_not_found');
	const versions = await versionRows(ctx.db, documentId).execute();
	return {
		document: toCard(ctx, row),
		versions: versions.map(({ memberId, handle, name, ...version }) => {
			const isMet = isAllowed(ctx.ability, 'read', 'Member', { id: memberId, status: 'active' });
			return { ...version, by: isMet ? { handle, name } : null };
		}),
	};
}

/** What the actor deleted in a library and can still bring back; of everybody for who keeps order there. */
export async function listDeleted(
	ctx: CommunityContext,
	{ spaceId }: SpaceOfLibrary,
): Promise<DeletedDocument[]> {
	requireLibrary(ctx, spaceId);
	const memberId = selfOf(ctx.actor);
	ctx.authorize('delete', 'Document', { spaceId, authorId: memberId });
	const keepsOrder = isAllowed(ctx.ability, 'moderate', 'Document', { spaceId });
	const since = addSeconds(ctx.clock.now(), -KEPT_SECONDS);
	const authorId = keepsOrder ? null : memberId;
	const rows = await deletedDocuments(ctx.db, { spaceId, authorId, since }).execute();
	return rows.flatMap(({ deletedAt, ...row }) => (deletedAt ? [{ ...row, deletedAt }] : []));
}

function toCard(ctx: CommunityContext, row: DocumentRow): DocumentCard {
	const { authorId, handle, name, avatarFileId, authorRoleIds, deletedAt: _, ...rest } = row;
	const { sortName: __, kind, ...document } = rest;
	const author = { authorId, handle, name, avatarFileId, authorRoleIds };
	return {
		...{ ...document, kind: FileKind.parse(kind), author: bylineOf(ctx.snapshot, author) },
		mayEdit: isAllowed(ctx.ability, 'update', 'Document', { ...document, authorId }),
	};
}
