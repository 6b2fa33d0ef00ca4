import { RANGES, type Days, type Window } from '@kith/domains/analytics/schema';

const DEFAULT: Days = 28;

/** Reads from an address how long a time is looked at, and who counts; anything unknown is left out. */
export function readWindow({ searchParams }: URL): Window {
	const asked = Number(searchParams.get('days'));
	return {
		days: RANGES.find((range) => range === asked) ?? DEFAULT,
		withStaff: searchParams.has('all'),
	};
}

/** The query of a window, such as `?days=7`; empty for the one that is looked at first. */
export function queryOf({ days, withStaff }: Window): string {
	const query = new URLSearchParams();
	if (days !== DEFAULT) query.set('days', String(days));
	if (withStaff) query.set('all', '1');
	return query.size > 0 ? `?${query.toString()}` : '';
}
