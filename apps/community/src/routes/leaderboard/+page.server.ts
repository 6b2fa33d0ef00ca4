import { error } from '@sveltejs/kit';
import { BoardSpan } from '@kith/domains/gamification/schema';
import { orSignIn } from '#lib/identity/server/signed-in.ts';
import { onlyWithBoards } from '#lib/points/server/only-with-points.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, parent }) => {
	onlyWithBoards(locals.request.face);
	const { data: span = 'month' } = BoardSpan.safeParse(url.searchParams.get('span'));
	const slug = url.searchParams.get('space') ?? '';
	const { navigation } = await parent();
	const spaces = navigation.groups.flatMap((group) => group.spaces);
	const space = spaces.find((one) => one.slug === slug);
	if (slug && !space) error(404, 'spaces.not_found');
	const board = await orSignIn(
		locals.api.gamification.board({ span, spaceId: space?.id ?? null }),
		{ url },
	);
	return { board, span, space: space?.slug ?? '' };
};
