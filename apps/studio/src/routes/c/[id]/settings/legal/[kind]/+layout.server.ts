import { error } from '@sveltejs/kit';
import { LegalKind } from '@kith/domains/guidelines/schema';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const kind = LegalKind.safeParse(event.params.kind).data ?? error(404, 'route.not_found');
	const { api, face } = await communityFor(event);
	const versions = await orErrorPage(api.guidelines.versions({ kind }));
	const isShown = face.legal.some((text) => text.kind === kind);
	return { kind, versions, isShown };
};
