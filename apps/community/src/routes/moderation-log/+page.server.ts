import { PublicLogKind } from '@kith/domains/audit/public-log';
import { orErrorPage } from '#lib/shell/loading.ts';
import { orSignIn } from '#lib/identity/server/signed-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, url, parent, setHeaders } = event;
	const { navigation, isPublic } = await parent();
	// It is for who is here, and for nobody who searches elsewhere; a private community says so anyway.
	if (isPublic) setHeaders({ 'x-robots-tag': 'noindex' });
	const spaces = navigation.groups.flatMap((group) => group.spaces);
	const asked = url.searchParams.get('space') ?? '';
	const space = spaces.find(({ slug }) => slug === asked);
	const wish = {
		kind: PublicLogKind.safeParse(url.searchParams.get('kind')).data ?? null,
		spaceId: space?.id ?? null,
	};
	const cursor = url.searchParams.get('after');
	const log = await orErrorPage(
		orSignIn(locals.api.audit.publicLog({ ...wish, cursor, limit: 20 }), event),
	);
	return {
		...{ log, wish, isFirst: cursor === null, space: space?.slug ?? '' },
		spaces: spaces.map(({ slug, name }) => ({ value: slug, label: name })),
	};
};
