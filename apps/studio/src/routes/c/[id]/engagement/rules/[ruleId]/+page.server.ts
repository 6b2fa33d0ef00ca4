import { error } from '@sveltejs/kit';
import { OPENING, RECIPES } from '#lib/points/recipes.ts';
import { openableOf } from '#lib/revenue/server/read-tiers.ts';
import { namedOf, orOff } from '#lib/points/server/read-points.ts';
import { orErrorPage, orWithout } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

/** What a rule can open here: nobody wins the roles that run the place. */
async function winnableOf(api: Awaited<ReturnType<typeof communityFor>>['api']) {
	const [openable, roles] = await Promise.all([
		openableOf(api),
		orErrorPage(orWithout(api.roles.list(), [])),
	]);
	const run = roles.filter(({ key }) => key === 'admin' || key === 'moderator');
	return {
		...openable,
		roles: openable.roles.filter(({ id }) => !run.some((role) => role.id === id)),
	};
}

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const rules = await orOff(api.gamification.rules());
	if (!rules) error(404, 'gamification.rule_not_found');
	const [named, openable] = await Promise.all([namedOf(api), winnableOf(api)]);
	if (event.params.ruleId === 'new') {
		const recipe = RECIPES[Number(event.url.searchParams.get('recipe') ?? -1)] ?? null;
		const days = (recipe && OPENING.get(recipe)) ?? null;
		return { named, openable, rule: null, start: recipe, days };
	}
	const rule = rules.find(({ id }) => id === event.params.ruleId);
	if (!rule) error(404, 'gamification.rule_not_found');
	const start = rule.draft ?? rule.inForce?.definition ?? null;
	return { named, openable, rule, start, days: null };
};
