import { error } from '@sveltejs/kit';
import { LegalKind } from '@kith/domains/guidelines/schema';
import { acceptancesFile } from '#lib/guidelines/server/acceptances-file.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
	const kind = LegalKind.safeParse(event.params.kind).data ?? error(404, 'route.not_found');
	return acceptancesFile(event, kind);
};
