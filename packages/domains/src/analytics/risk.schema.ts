import * as z from 'zod';

/** Somebody leaves who was here in these days and is not in as many days after. */
export const LEAVES_AFTER = 28;
/** With fewer members, or fewer who left or stayed, nothing is said. */
export const LEAST_MEMBERS = 100;
export const LEAST_EACH = 20;
/** So many members are named. */
export const MOST_NAMED = 100;
/** From here on somebody is named at all, and from there on it is likely. */
export const NAMED_FROM = 0.4;
export const LIKELY_FROM = 0.7;

export const FEATURES = ['quiet', 'days', 'fewer', 'texts', 'signs', 'tenure'] as const;
export const Feature = z.enum(FEATURES);
export type Feature = z.infer<typeof Feature>;

/** What of somebody moved the odds most towards leaving. */
export const RiskReason = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('quiet'), days: z.int() }),
	z.strictObject({ kind: z.literal('days'), now: z.int() }),
	z.strictObject({ kind: z.literal('fewer'), now: z.int(), before: z.int() }),
	z.strictObject({ kind: z.literal('texts') }),
	z.strictObject({ kind: z.literal('signs') }),
	z.strictObject({ kind: z.literal('tenure'), days: z.int() }),
]);
export type RiskReason = z.infer<typeof RiskReason>;

const Share = z.number().min(0).max(1);

export const Risk = z.strictObject({
	/** Null where too few were here, or too few left, to say anything. */
	found: z
		.strictObject({
			members: z
				.array(
					z.strictObject({
						...{ memberId: z.uuid(), name: z.string(), handle: z.string(), chance: Share },
						reasons: z.array(RiskReason).max(2),
					}),
				)
				.max(MOST_NAMED),
			/** How many are likely to leave, and how many may; members beyond those named are among them. */
			...{ likely: z.int(), possible: z.int() },
			card: z.strictObject({
				/** Of whom it was learned, and the share of them who left. */
				...{ learnedOf: z.int(), left: Share },
				/** Tried on the last 28 days with what was known before them. */
				...{ triedOn: z.int(), auc: Share.nullable() },
				calibration: z.array(z.strictObject({ said: Share, came: Share, count: z.int() })),
				/** By how much the odds of leaving are multiplied for somebody one deviation above most. */
				odds: z.array(z.strictObject({ feature: Feature, times: z.number() })),
			}),
		})
		.nullable(),
	/** Of how many something is known now. */
	known: z.int(),
	asOf: z.date(),
	timeZone: z.string(),
});
export type Risk = z.infer<typeof Risk>;
