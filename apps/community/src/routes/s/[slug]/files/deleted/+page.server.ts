import * as z from 'zod';
import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { doing } from '#lib/shell/server/doing.ts';
import { librarySpace } from '#lib/library/server/library-of.ts';
import { failureText } from '#lib/shell/failure-text.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	onlyMembers(event);
	const space = await librarySpace(event);
	const documents = await orErrorPage(event.locals.api.library.deleted({ spaceId: space.id }));
	const code = event.url.searchParams.get('failed');
	return { space, documents, failure: code && failureText({ code, status: 400 }) };
};

export const actions: Actions = {
	restore: doing(z.object({ documentId: z.uuid() }), ({ locals }, fields) =>
		locals.api.library.restore(fields),
	),
};
