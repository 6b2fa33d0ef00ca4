import { error } from '@sveltejs/kit';
import * as z from 'zod';
import { DocumentSort } from '@kith/domains/library/schema';
import { newId } from '@kith/kernel/ids';
import { wayTo } from '#lib/library/folder-options.ts';
import { folderPath } from '#lib/library/paths.ts';
import { FolderChoice } from '#lib/library/server/folder-choice.ts';
import { doing, saying } from '#lib/shell/server/doing.ts';
import { librarySpace } from '#lib/library/server/library-of.ts';
import { failureText } from '#lib/shell/failure-text.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

const Id = z.uuid();

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const asked = url.searchParams;
	const space = await librarySpace(event);
	const spaceId = space.id;
	const folderId = Id.safeParse(asked.get('folder')).data ?? null;
	const sort = DocumentSort.safeParse(asked.get('sort')).data ?? 'newest';
	const cursor = asked.get('after');
	const [tree, page] = await orErrorPage(
		Promise.all([
			locals.api.library.tree({ spaceId }),
			locals.api.library.list({ spaceId, folderId, sort, cursor }),
		]),
	);
	const way = wayTo(tree.folders, folderId);
	if (folderId && way.length === 0) error(404, 'library.folder_not_found');
	const goneId = Id.safeParse(asked.get('gone')).data;
	const deleted = goneId ? await locals.api.library.deleted({ spaceId }).catch(() => []) : [];
	const code = asked.get('failed');
	return {
		...{ space, tree, way, sort, cursor, documents: page.items, nextCursor: page.nextCursor },
		gone: deleted.find(({ id }) => id === goneId) ?? null,
		failure: code && failureText({ code, status: 400 }),
		isAdded: asked.has('added'),
	};
};

const Name = z.object({ name: z.string().trim().min(1).max(80) });
const Folder = z.object({ folderId: z.uuid() });
const Document = z.object({ documentId: z.uuid() });

export const actions: Actions = {
	createFolder: doing(Name.extend({ inside: FolderChoice }), async (event, { name, inside }) => {
		const { slug = '' } = event.params;
		const space = await librarySpace({ locals: event.locals, params: { slug } });
		const folder = { id: newId(), spaceId: space.id, folderId: inside, name };
		const { folderId } = await event.locals.api.library.createFolder(folder);
		return folderPath(slug, { folderId });
	}),
	renameFolder: doing(Folder.extend(Name.shape), ({ locals }, fields) =>
		locals.api.library.renameFolder(fields),
	),
	moveFolder: doing(Folder.extend({ to: FolderChoice }), ({ locals }, { folderId, to }) =>
		locals.api.library.moveFolder({ folderId, toFolderId: to }),
	),
	deleteFolder: doing(
		Folder.extend({ documents: z.coerce.number().int(), parent: FolderChoice }),
		async ({ locals, params }, { folderId, documents, parent }) => {
			await locals.api.library.deleteFolder({ folderId, documents });
			return folderPath(params.slug ?? '', { folderId: parent });
		},
	),
	restore: doing(
		Document.extend({ back: z.string() }),
		async ({ locals }, { documentId, back }) => {
			await locals.api.library.restore({ documentId });
			return saying(back, {});
		},
	),
};
