import { error } from '@sveltejs/kit';
import * as z from 'zod';
import { typedNames } from '@kith/kernel/typed-names';
import { wayTo } from '#lib/library/folder-options.ts';
import { folderPath } from '#lib/library/paths.ts';
import { FolderChoice } from '#lib/library/server/folder-choice.ts';
import { doing, doingWithWords, saying } from '#lib/shell/server/doing.ts';
import { librarySpace } from '#lib/library/server/library-of.ts';
import { failureText } from '#lib/shell/failure-text.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, params, url } = event;
	const space = await librarySpace(event);
	const documentId = z.uuid().safeParse(params.documentId).data;
	if (!documentId) error(404, 'library.document_not_found');
	const [view, tree] = await orErrorPage(
		Promise.all([
			locals.api.library.get({ documentId }),
			locals.api.library.tree({ spaceId: space.id }),
		]),
	);
	// A document stands in one library alone; below another space's address there is none.
	if (view.document.spaceId !== space.id) error(404, 'library.document_not_found');
	const code = url.searchParams.get('failed');
	return {
		...{ space, ...view, folders: tree.folders },
		way: wayTo(tree.folders, view.document.folderId),
		failure: code && failureText({ code, status: 400 }),
		isAdded: url.searchParams.has('added'),
	};
};

const Document = z.object({ documentId: z.uuid() });
const Words = Document.extend({
	version: z.coerce.number().int().positive(),
	title: z.string().trim().min(1).max(200),
	description: z.string().trim().max(1000),
	tags: z
		.string()
		.max(1000)
		.transform((text) => typedNames(text))
		.optional(),
});

export const actions: Actions = {
	edit: doingWithWords(Words, ({ locals }, fields) => locals.api.library.edit(fields)),
	move: doing(Document.extend({ to: FolderChoice }), ({ locals }, { documentId, to }) =>
		locals.api.library.move({ documentId, folderId: to }),
	),
	restoreVersion: doing(
		Document.extend({ number: z.coerce.number().int().positive() }),
		async ({ locals }, fields) => {
			await locals.api.library.restoreVersion(fields);
		},
	),
	delete: doing(Document.extend({ folder: FolderChoice }), async (event, fields) => {
		const { documentId, folder } = fields;
		await event.locals.api.library.delete({ documentId });
		const path = folderPath(event.params.slug ?? '', { folderId: folder });
		return saying(path, { gone: documentId });
	}),
};
