import { error, redirect } from '@sveltejs/kit';
import * as z from 'zod';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { RequestHandler } from './$types';

/** Counts who takes a document, then leads to its bytes; those are asked for again whether they may be read. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const documentId = z.uuid().safeParse(params.documentId).data;
	if (!documentId) error(404, 'library.document_not_found');
	const asked = url.searchParams.get('version');
	const number = z.coerce
		.number()
		.int()
		.positive()
		.max(1_000_000)
		.safeParse(asked ?? '').data;
	if (asked !== null && number === undefined) error(404, 'library.version_not_found');
	const { fileId } = await orErrorPage(
		locals.api.library.download({ documentId, ...(number && { number }) }),
	);
	redirect(303, `/files/${fileId}/original`);
};
