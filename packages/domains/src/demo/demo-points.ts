import { newId } from '@kith/kernel/ids';
import type { CommunityIdentity } from '../communities/index.ts';
import type { Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import {
	closeSeasonsOf,
	giveBadge,
	recount,
	saveBadge,
	saveLevels,
	saveSeason,
	startPoints,
} from '../gamification/index.ts';
import type { Demo } from '../templates/index.ts';
import { definitionOf, levelsOf, type DemoPoints } from '../templates/points.schema.ts';
import { memberCalled } from './demo.queries.ts';

/** Counts what the members of a demo did, the way the product counts: rules in force from the beginning, then once over all. */
export async function playPoints(
	services: Services,
	community: CommunityIdentity,
	{ points }: Demo,
): Promise<void> {
	if (!points) return;
	const start = await createJobContext(services, community, 'demo');
	start.authorize('create', 'PointRule');
	await startPoints(start, { rules: [], countsPast: true });
	services.snapshots.drop(community.id);
	const ctx = await createJobContext(services, community, 'demo');
	await saveLevels(ctx, { levels: levelsOf(points), version: 0 });
	const badgeIds = new Map<string, string>();
	for (const { key, given, ...badge } of points.badges) {
		const id = newId();
		badgeIds.set(key, id);
		await saveBadge(ctx, { id, version: null, mostGiven: null, lastsDays: null, ...badge });
		for (const { member, reason } of given) {
			const found = await memberCalled(ctx.db, member).executeTakeFirstOrThrow();
			await giveBadge(ctx, { id: newId(), badgeId: id, memberId: found.id, reason });
		}
	}
	const rules = points.rules.map((rule) => ({
		...{ id: newId(), name: rule.name },
		definition: definitionOf(rule, rule.badge === null ? null : (badgeIds.get(rule.badge) ?? null)),
	}));
	await startPoints(ctx, { rules, countsPast: true });
	await recount(services, community.id);
	for (const season of points.seasons) await planSeason(services, community, season);
	await closeSeasonsOf(services, { communityId: community.id });
}

/** Plans a season on its first day, and not today: one that has ended cannot be planned. */
async function planSeason(
	services: Services,
	community: CommunityIdentity,
	{ name, firstDaysAgo, lastDaysAgo }: DemoPoints['seasons'][number],
): Promise<void> {
	const now = services.clock.now();
	const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
	const clock = { now: () => (firstDaysAgo > 0 ? daysAgo(firstDaysAgo) : now) };
	const ctx = await createJobContext({ ...services, clock }, community, 'demo');
	ctx.authorize('update', 'PointRule');
	const [from, until] = [firstDaysAgo, lastDaysAgo].map((days) =>
		daysAgo(days).toISOString().slice(0, 10),
	) as [string, string];
	await saveSeason(ctx, { id: newId(), name, from, until, version: null });
}
