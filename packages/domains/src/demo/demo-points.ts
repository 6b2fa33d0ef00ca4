import { newId } from '@kith/kernel/ids';
import type { CommunityIdentity } from '../communities/index.ts';
import type { Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { giveBadge, recount, saveBadge, saveLevels, startPoints } from '../gamification/index.ts';
import type { Demo } from '../templates/index.ts';
import { definitionOf, levelsOf } from '../templates/points.schema.ts';
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
}
