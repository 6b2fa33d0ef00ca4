import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { storedSetting } from '../settings.queries.ts';
import type { Report } from './analytics.schema.ts';
import {
	COMPONENTS,
	DEFAULT_HEALTH_WEIGHTS,
	Health,
	indexOf,
	partsOf,
	scoresOf,
	WeighHealth,
	type HealthPoint,
	type HealthWeights,
} from './health.schema.ts';
import { healthWeeks, type WeekFigures } from './health-weeks.ts';
import { freshen } from './roll-up.ts';

export const HEALTH = 'health';

/** How well the community lives by a published formula, over the last weeks, with what it is worked out from. Throws `module.off`. */
export async function readHealth(ctx: CommunityContext): Promise<Health> {
	ctx.authorize('read', 'Analytics');
	requireModule(ctx, 'analytics');
	const reach = await freshen(ctx);
	const [weeks, { weights, version }] = await Promise.all([healthWeeks(ctx), keptWeights(ctx)]);
	const last = weeks.at(-1);
	if (!last) throw new Error('a week runs at any time');
	return Health.parse({
		weeks: weeks.map((week) => pointOf(week, weights)),
		...{ parts: partsOf(last.figures), weights, version },
		mayEdit: isAllowed(ctx.ability, 'administer', 'Setting', { key: 'general' }),
		...reach,
	});
}

/** The same as a table. */
// authorize: readReport asks.
export async function healthTable(
	ctx: CommunityContext,
): Promise<Pick<Report, 'columns' | 'rows'>> {
	const [weeks, { weights }] = await Promise.all([healthWeeks(ctx), keptWeights(ctx)]);
	return {
		columns: ['week_of', 'health', ...COMPONENTS],
		rows: weeks
			.map((week) => pointOf(week, weights))
			.map(({ week, index, scores }) => [week, index, ...COMPONENTS.map((one) => scores[one])]),
	};
}

function pointOf({ week, figures }: WeekFigures, weights: HealthWeights): HealthPoint {
	const scores = scoresOf(partsOf(figures));
	return { week, scores, index: indexOf(scores, weights) };
}

/** How the community weighs the parts, and as what version that was saved. */
// authorize: whoever reads has been asked.
export async function keptWeights({ db }: Pick<CommunityContext, 'db'>): Promise<WeighHealth> {
	const row = await storedSetting(db, HEALTH).executeTakeFirst();
	return row ? WeighHealth.parse(row.value) : { weights: DEFAULT_HEALTH_WEIGHTS, version: 0 };
}
