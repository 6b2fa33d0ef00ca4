import * as z from 'zod';
import type { CommunityContext } from '../context.ts';
import { hasModule } from '../modules/index.ts';
import { countedIn, progressTo, type Progress } from './badge-progress.ts';
import { allBadges, badgesOf } from './badges.queries.ts';
import { deedsOf } from './deeds.queries.ts';
import { isOpenToVisitors } from './share-badge.ts';
import { TONES, type GalleryBadge, type RuleDefinition } from './gamification.schema.ts';
import { publishedRules } from './rules-in-force.ts';
import { toDeed } from './settle-points.ts';

const Tone = z.enum(TONES);

/** The badges there are to be won here, which of them one has, and how far one is from those that are counted for. */
export async function badgeGallery(ctx: CommunityContext): Promise<GalleryBadge[]> {
	ctx.authorize('read', 'Score', {});
	if (!hasModule(ctx, 'gamification')) return [];
	const mine = await badgesOf(ctx.db, ctx.grants.memberId, ctx.clock.now())
		.select('badgeGrants.isShared')
		.execute();
	const isOpen = isOpenToVisitors(ctx, { id: ctx.grants.memberId, status: 'active' });
	const had = new Map(
		mine.map(({ id, grantId, givenAt, isShared }) => [
			id,
			{ grantId, givenAt, isShared: isShared ?? isOpen },
		]),
	);
	const rows = await allBadges(ctx.db, ctx.standing ? ctx.grants.memberId : null)
		.select('badges.archivedAt')
		.execute();
	const progress = ctx.standing ? await progressIn(ctx) : new Map<string, Progress>();
	return rows.map(({ id, name, description, icon, tone, mostGiven, held, given, archivedAt }) => ({
		...{ id, name, description, icon, tone: Tone.parse(tone), held: held ?? 0 },
		left: mostGiven === null || archivedAt ? null : Math.max(0, mostGiven - (given ?? 0)),
		mine: had.get(id) ?? null,
		progress: had.has(id) ? null : (progress.get(id) ?? null),
	}));
}

/** By badge: the nearest way to it. */
async function progressIn({ db, clock, grants }: CommunityContext): Promise<Map<string, Progress>> {
	const now = clock.now().getTime();
	const wanted = (await publishedRules(db)).flatMap(({ versions }): RuleDefinition[] => {
		const inForce = versions.find(({ countsUntil }) => countsUntil === null)?.definition;
		return inForce?.badgeId && inForce.when && countedIn(inForce.when).length > 0 ? [inForce] : [];
	});
	const kinds = [
		...new Set(wanted.flatMap(({ when }) => (when ? countedIn(when).map(({ of }) => of) : []))),
	];
	const ways = new Map<string, Progress>();
	if (kinds.length === 0) return ways;
	const ever = { kinds, since: -Infinity, until: Infinity };
	const history = (await deedsOf(db, grants.memberId, ever).execute()).map(toDeed);
	for (const definition of wanted) {
		const badgeId = definition.badgeId ?? '';
		const way = progressTo(definition, history, grants.memberId, now);
		const known = ways.get(badgeId);
		if (way && (!known || way.done / way.of > known.done / known.of)) ways.set(badgeId, way);
	}
	return ways;
}
