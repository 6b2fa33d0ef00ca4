import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { listLabels, listSegments } from '../roster/index.ts';
import { dayAfter, dayOf, timeZoneOf } from './days.ts';
import { ExploreChoices, MOST_DAYS_BACK, MOST_WAYS_IN } from './explore.schema.ts';
import { foldSmall, OTHERS } from './fold-small.ts';
import { originsOf } from './reports.queries.ts';

/**
 * Whom questions can be about: ways in that five people at least came by, roles, and for who may see them labels and kept
 * filters. Throws `module.off`.
 */
export async function explorable(ctx: CommunityContext): Promise<ExploreChoices> {
	ctx.authorize('read', 'Analytics');
	requireModule(ctx, 'analytics');
	const { ability, clock, db, snapshot } = ctx;
	const to = dayOf(clock.now(), timeZoneOf(ctx));
	const span = { from: dayAfter(to, -MOST_DAYS_BACK), to, withStaff: true };
	const rows = await originsOf(db, span, 'origin').execute();
	const ways = foldSmall(
		rows.map(({ from, joined }) => ({ from, joined: Number(joined), activated: 0, paid: 0 })),
	);
	return ExploreChoices.parse({
		origins: ways
			.map(({ from }) => from)
			.filter((from) => from !== OTHERS)
			.slice(0, MOST_WAYS_IN),
		roles: snapshot.roles
			.filter(({ scope, key }) => scope === 'community' && key !== 'guest')
			.toSorted((one, other) => other.rank - one.rank)
			.map(({ key, name }) => ({ key, name })),
		labels: isAllowed(ability, 'read', 'Note') ? await listLabels(ctx) : null,
		kept: isAllowed(ability, 'administer', 'Member')
			? (await listSegments(ctx)).map(({ id, name }) => ({ id, name }))
			: null,
	});
}
