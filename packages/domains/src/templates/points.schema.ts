import * as z from 'zod';
import {
	FIRST_FREEZES,
	FIRST_HOLD_DAYS,
	SaveBadge,
	type Levels,
} from '../gamification/awards.schema.ts';
import { NO_LIMITS, RuleDefinition, RuleName } from '../gamification/gamification.schema.ts';
import { SeasonName } from '../gamification/seasons.schema.ts';

const Key = z.string().regex(/^[a-z][a-z0-9-]*$/);

/** What a demo counts: badges and who has one by hand, levels, and rules that count from the beginning. */
export const DemoPoints = z.strictObject({
	badges: z
		.array(
			SaveBadge.omit({ id: true, version: true, mostGiven: true, lastsDays: true }).extend({
				key: Key,
				given: z.array(z.strictObject({ member: z.string(), reason: z.string().min(1).max(300) })),
			}),
		)
		.max(20),
	levels: z.array(z.strictObject({ name: z.string().max(40), points: z.int().min(0) })).max(20),
	rules: z
		.array(
			z.strictObject({
				name: RuleName,
				badge: Key.nullable().default(null),
				on: RuleDefinition.shape.on,
				to: RuleDefinition.shape.to,
				when: RuleDefinition.shape.when.default(null),
				points: RuleDefinition.shape.points,
				most: RuleDefinition.shape.most.partial().default({}),
			}),
		)
		.max(20),
	/** From the first on; days that are still to come are negative. */
	seasons: z
		.array(z.strictObject({ name: SeasonName, firstDaysAgo: z.int(), lastDaysAgo: z.int() }))
		.max(10)
		.default([]),
});
export type DemoPoints = z.infer<typeof DemoPoints>;

type DemoRule = DemoPoints['rules'][number];

/** A rule of a demo, as the rules of communities are. */
export const definitionOf = (
	{ on, to, when, points, most }: DemoRule,
	badgeId: string | null,
): RuleDefinition =>
	RuleDefinition.parse({
		...{ on, to, when, points, badgeId, restMinutes: null },
		most: { ...NO_LIMITS, ...most },
	});

/** The levels of a demo, which bring nothing but their names. */
export const levelsOf = ({ levels }: DemoPoints): Levels => ({
	levels: levels.map((level) => ({ ...level, roleId: null, spaceIds: [] })),
	...{ staffOnBoards: false, boards: true, freezes: FIRST_FREEZES, holdDays: FIRST_HOLD_DAYS },
});
