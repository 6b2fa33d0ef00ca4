import { error } from '@sveltejs/kit';
import { GrantRef } from '@kith/domains/gamification/awards';
import { m } from '#lib/paraglide/messages.js';
import { orErrorPage } from '#lib/shell/loading.ts';
import { describe } from '#lib/shell/server/describe.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, params }) => {
	const wanted = GrantRef.safeParse(params);
	if (!wanted.success) error(404, 'gamification.grant_not_found');
	const { grantId } = wanted.data;
	const badge = await orErrorPage(locals.api.gamification.shared({ grantId }));
	const { face } = locals.request;
	const words = { name: badge.member.name, badge: badge.name, community: face.name };
	describe(
		{ locals, url },
		{
			...{ title: m.award_title(words), path: `/badges/${grantId}` },
			description: m.award_summary(words),
			image: badge.state === 'held' ? `/cards/badges/${grantId}.png` : null,
			imageSize: { width: 1200, height: 630 },
		},
	);
	return { badge, grantId };
};
