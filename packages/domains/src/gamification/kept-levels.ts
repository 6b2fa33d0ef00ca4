import { addSeconds } from '@kith/kernel/clock';
import type { Hold } from './awards.schema.ts';

const DAY_SECONDS = 86_400;

type Fall = {
	/** Where they stood by points when they were last counted, and where they stand now. */
	was: number;
	reached: number;
	/** The place of the highest level there is. */
	top: number;
	holds: readonly Hold[];
	holdDays: number;
	now: Date;
};

/**
 * What somebody keeps now: whoever falls below a level keeps it for so many days, and each level that they fall below has its
 * own end, which a further fall leaves as it is. What their points reach again is no longer kept but theirs. Highest first.
 */
export function keptAfter({ was, reached, top, holds, holdDays, now }: Fall): Hold[] {
	const until = addSeconds(now, holdDays * DAY_SECONDS);
	const all = [...holds, ...(reached < was && holdDays > 0 ? [{ level: was, until }] : [])];
	const open = all
		.map((hold) => ({ ...hold, level: Math.min(hold.level, top) }))
		.filter((hold) => hold.level > reached && hold.until > now)
		.toSorted((one, other) => other.level - one.level || Number(other.until) - Number(one.until));
	// One that ends no later than a higher one adds nothing.
	return open.filter((hold, at) => open.slice(0, at).every(({ until: end }) => end < hold.until));
}

/** The level that somebody has: the highest that they keep still, or the one that their points reach. */
export const keptAt = (holds: readonly Hold[], reached: number, now: Date): Hold | null =>
	holds.find(({ level, until }) => level > reached && until > now) ?? null;
