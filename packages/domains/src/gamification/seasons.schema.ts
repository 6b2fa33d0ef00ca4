import * as z from 'zod';

export const MOST_SEASONS = 40;
/** So many places of a season's final table are kept. */
export const FINAL_PLACES = 50;
/** After its last day a season waits so long for what was done in its last minutes and is still to be heard of. */
export const SETTLING_MINUTES = 10;

export const SeasonRef = z.strictObject({ seasonId: z.uuid() });
export type SeasonRef = z.infer<typeof SeasonRef>;

export const SeasonName = z.string().trim().min(1).max(60);
/** The first day and the last one, both of them inside; days are those of UTC. */
const Days = { from: z.iso.date(), until: z.iso.date() };

/** The id is made by the client before the first try, so that a retry creates nothing twice. */
export const SaveSeason = z
	.strictObject({
		...{ id: z.uuid(), name: SeasonName, ...Days },
		/** The version that was read; null for a new season. */
		version: z.int().positive().nullable(),
	})
	.refine(({ from, until }) => from <= until, { path: ['until'] });
export type SaveSeason = z.infer<typeof SaveSeason>;

export const RemoveSeason = SeasonRef.extend({ version: z.int().positive() });
export type RemoveSeason = z.infer<typeof RemoveSeason>;

/** Closing: it has ended, and its table is not fixed yet. */
export const SeasonState = z.enum(['coming', 'running', 'closing', 'over']);
export type SeasonState = z.infer<typeof SeasonState>;

export const SeasonView = z.strictObject({
	...{ id: z.uuid(), name: z.string(), ...Days, state: SeasonState, version: z.int() },
});
export type SeasonView = z.infer<typeof SeasonView>;

/** A season as it is kept. */
export const Season = z.strictObject({
	...{ id: z.uuid(), name: SeasonName, ...Days, version: z.int().positive() },
	/** When its table was fixed. */
	closedAt: z.iso.datetime().nullable(),
});
export type Season = z.infer<typeof Season>;
export const Seasons = z.strictObject({ seasons: z.array(Season).max(MOST_SEASONS) });
export type Seasons = z.infer<typeof Seasons>;

/** A place of a final table; nobody's where whoever stood there is forgotten. */
export const FinalPlace = z.strictObject({
	...{ memberId: z.uuid().nullable(), rank: z.int().positive(), points: z.int() },
	/** The number of the level they stood at; the first is 1. */
	level: z.int().positive(),
});
export type FinalPlace = z.infer<typeof FinalPlace>;
/** Final tables by the ids of their seasons. */
export const FinalTables = z.record(z.uuid(), z.array(FinalPlace).max(FINAL_PLACES));
export type FinalTables = z.infer<typeof FinalTables>;
