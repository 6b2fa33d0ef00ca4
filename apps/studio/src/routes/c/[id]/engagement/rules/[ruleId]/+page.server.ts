import { error } from '@sveltejs/kit';
import { RECIPES } from '#lib/points/recipes.ts';
import { namedOf, orOff } from '#lib/points/server/read-points.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const rules = await orOff(api.gamification.rules());
	if (!rules) error(404, 'gamification.rule_not_found');
	const named = await namedOf(api);
	if (event.params.ruleId === 'new') {
		const recipe = RECIPES[Number(event.url.searchParams.get('recipe') ?? -1)] ?? null;
		return { named, rule: null, start: recipe };
	}
	const rule = rules.find(({ id }) => id === event.params.ruleId);
	if (!rule) error(404, 'gamification.rule_not_found');
	return { named, rule, start: rule.draft ?? rule.inForce?.definition ?? null };
};
