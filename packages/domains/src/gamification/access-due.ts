import { DAY, type Award } from './evaluate.ts';

/** A role or a space, by its kind and id. */
export type Thing = `role ${string}` | `space ${string}`;

/** Milliseconds since 1970; without an end for good. */
export type Time = { since: number; until: number | null };

/**
 * What one rule brings for these awards, in their order, that is not over: from the first deed on that it was not missing
 * since, until so many days after the last one. A deed that is done again makes it last from then on, never longer.
 */
export function accessDue(awards: readonly Award[], now: number): Map<Thing, Time> {
	const due = new Map<Thing, Time>();
	for (const { deed, brings } of awards) {
		if (!brings) continue;
		const { roleId, spaceIds, days } = brings;
		const until = days === null ? null : deed.at + days * DAY;
		const things: Thing[] = spaceIds.map((id) => `space ${id}` as const);
		if (roleId !== null) things.push(`role ${roleId}`);
		for (const thing of things) {
			const known = due.get(thing);
			const goesOn = known && (known.until === null || known.until >= deed.at);
			due.set(thing, goesOn ? longer(known, until) : { since: deed.at, until });
		}
	}
	return new Map([...due].filter(([, { until }]) => until === null || until > now));
}

const longer = ({ since, until: known }: Time, until: number | null): Time => ({
	since,
	until: known === null || until === null ? null : Math.max(known, until),
});
