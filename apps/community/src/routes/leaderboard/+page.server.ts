import { error } from '@sveltejs/kit';
import { BoardSpan } from '@kith/domains/gamification/schema';
import { SeasonRef } from '@kith/domains/gamification/seasons';
import { orSignIn } from '#lib/identity/server/signed-in.ts';
import { onlyWithBoards } from '#lib/points/server/only-with-points.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, parent }) => {
	onlyWithBoards(locals.request.face);
	const { gamification } = locals.api;
	const { data: span = 'month' } = BoardSpan.safeParse(url.searchParams.get('span'));
	const asked = url.searchParams.get('season');
	const wanted = SeasonRef.safeParse({ seasonId: asked });
	if (asked && !wanted.success) error(404, 'gamification.season_not_found');
	const slug = url.searchParams.get('space') ?? '';
	const { navigation } = await parent();
	const spaces = navigation.groups.flatMap((group) => group.spaces);
	const space = spaces.find((one) => one.slug === slug);
	if (slug && !space) error(404, 'spaces.not_found');
	const seasonId = wanted.data?.seasonId ?? null;
	const [seasons, board] = await orSignIn(
		Promise.all([
			gamification.seasons(),
			gamification.board({ span, spaceId: space?.id ?? null, seasonId }),
		]),
		{ url },
	);
	const season = seasons.find(({ id }) => id === seasonId) ?? null;
	return { board, span, season, seasons, space: space?.slug ?? '' };
};
