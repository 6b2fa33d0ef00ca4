import * as z from 'zod';
import { FEWEST, Reach } from './analytics.schema.ts';

/** What health is made of. */
export const COMPONENTS = [
	...(['activation', 'reciprocity', 'concentration'] as const),
	...(['responsiveness', 'moderation'] as const),
] as const;
export const Component = z.enum(COMPONENTS);
export type Component = z.infer<typeof Component>;

/** Each point is of so many days, up to the end of its week. */
export const HEALTH_DAYS = 28;
/** So many weeks are told of, the running one among them. */
export const HEALTH_WEEKS = 26;
/** A newcomer has so many days for a first text. */
export const ACTIVATION_DAYS = 7;
/** A post waits so long at most for its first answer. */
export const ANSWER_HOURS = 24;
/** So many texts of a hundred that had to go leave nothing of the score. */
export const WORST_SHARE = 10;
export const MOST_WEIGHT = 100;

const Weight = z.int().min(0).max(MOST_WEIGHT);
const byComponent = <Value extends z.ZodType>(value: Value) => ({
	...{ activation: value, reciprocity: value, concentration: value },
	...{ responsiveness: value, moderation: value },
});

/** How much each part counts; one at least does. */
export const HealthWeights = z
	.strictObject(byComponent(Weight))
	.refine((weights) => Object.values(weights).some((weight) => weight > 0));
export type HealthWeights = z.infer<typeof HealthWeights>;

export const DEFAULT_HEALTH_WEIGHTS: HealthWeights = {
	...{ activation: 20, reciprocity: 20, concentration: 20, responsiveness: 20, moderation: 20 },
};

export const WeighHealth = z.strictObject({
	weights: HealthWeights,
	/** The version that the editor started from; nothing was ever saved before 1. */
	version: z.int().min(0),
});
export type WeighHealth = z.infer<typeof WeighHealth>;

/** What was counted in the days of a point. */
export const HealthFigures = z.strictObject({
	/** Members who joined, a week before everything else, and who of them wrote something within a week. */
	...{ joined: z.int(), activated: z.int() },
	/** Members who wrote, who of them answered and was answered, what they wrote, and how unevenly it lies with them. */
	...{ contributors: z.int(), both: z.int(), texts: z.int(), gini: z.number().nullable() },
	/** Posts of members, by how many of them, and how many had an answer by somebody else within a day. */
	...{ asked: z.int(), askers: z.int(), answered: z.int() },
	/** Texts that were refused or taken down. */
	cases: z.int(),
});
export type HealthFigures = z.infer<typeof HealthFigures>;

/** What a score is worked out from, such as 3 of 12; null where too few people stand behind it. */
const Part = z.strictObject({ value: z.number(), of: z.int() }).nullable();
export const HealthParts = z.strictObject(byComponent(Part));
export type HealthParts = z.infer<typeof HealthParts>;

/** From 0 to 100; null where too few people stand behind it. */
const Score = z.int().min(0).max(100).nullable();
export const HealthScores = z.strictObject(byComponent(Score));
export type HealthScores = z.infer<typeof HealthScores>;

export const HealthPoint = z.strictObject({
	/** The Monday of its week. */
	week: z.iso.date(),
	...{ scores: HealthScores, index: Score },
});
export type HealthPoint = z.infer<typeof HealthPoint>;

export const Health = z.strictObject({
	/** Oldest first; the last is of the week that runs, up to now. */
	weeks: z.array(HealthPoint).min(1).max(HEALTH_WEEKS),
	/** Of the last one. */
	parts: HealthParts,
	weights: HealthWeights,
	version: z.int(),
	mayEdit: z.boolean(),
	...Reach,
});
export type Health = z.infer<typeof Health>;

/** What each score is worked out from. */
export function partsOf(figures: HealthFigures): HealthParts {
	const { joined, activated, contributors, both, texts, gini } = figures;
	const { asked, askers, answered, cases } = figures;
	const of = (people: number, value: number, all: number) =>
		people < FEWEST ? null : { value, of: all };
	return {
		activation: of(joined, activated, joined),
		reciprocity: of(contributors, both, contributors),
		concentration: of(contributors, gini ?? 0, contributors),
		responsiveness: of(askers, answered, asked),
		moderation: of(contributors, cases, texts),
	};
}

/** The published formula of each part, in whole points. */
export function scoresOf(parts: HealthParts): HealthScores {
	const share = (part: HealthParts[Component]) => part && whole((100 * part.value) / part.of);
	const { concentration, moderation } = parts;
	return {
		activation: share(parts.activation),
		reciprocity: share(parts.reciprocity),
		concentration: concentration && whole(100 * (1 - concentration.value)),
		responsiveness: share(parts.responsiveness),
		moderation:
			moderation && whole(100 - (100 / WORST_SHARE) * ((100 * moderation.value) / moderation.of)),
	};
}

const whole = (points: number) => Math.round(Math.min(100, Math.max(0, points)));

/**
 * The mean of the scores by their weights. A part that nothing can be said of is left out, the others count for it; null
 * where too few members wrote, or where nothing that is left has a weight.
 */
export function indexOf(scores: HealthScores, weights: HealthWeights): number | null {
	if (scores.reciprocity === null) return null;
	let [sum, all] = [0, 0];
	for (const component of COMPONENTS) {
		const score = scores[component];
		if (score === null) continue;
		sum += score * weights[component];
		all += weights[component];
	}
	return all === 0 ? null : Math.round(sum / all);
}
