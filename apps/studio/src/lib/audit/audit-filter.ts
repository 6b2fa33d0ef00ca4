import { AuditFilter } from '@kith/domains/audit/schema';
import { SpaceLogKind, type SpaceLogFilter } from '@kith/domains/audit/space-log';

const DAY = 86_400_000;

/** A filter as the address has it: days in UTC, the last one included. */
export type TypedFilter = { who: string; what: string; about: string; from: string; to: string };
const NAMES = ['who', 'what', 'about', 'from', 'to'] as const;

/** What an address asks for; parts that make no sense are left out. */
export function typedFilter({ searchParams }: URL): TypedFilter {
	const [who = '', what = '', about = '', from = '', to = ''] = NAMES.map(
		(name) => searchParams.get(name) ?? '',
	);
	return { who, what, about, from, to };
}

/** The same for the server. */
export function filterOf({ who, what, about, from, to }: TypedFilter): AuditFilter {
	const day = (text: string) => (/^\d{4}-\d\d-\d\d$/.test(text) ? new Date(text).getTime() : NaN);
	const parts = {
		...{ actorId: who, action: what, aboutId: about },
		...{ from: new Date(day(from)), to: new Date(day(to) + DAY) },
	};
	const sound = Object.entries(parts).filter(
		([key, value]) => value !== '' && AuditFilter.safeParse({ [key]: value }).success,
	);
	return AuditFilter.parse(Object.fromEntries(sound));
}

/** The same for the log of a space, where kinds of deeds stand in the place of actions. */
export function spaceFilterOf(filter: TypedFilter): SpaceLogFilter {
	const { data: kind } = SpaceLogKind.safeParse(filter.what);
	return { ...filterOf({ ...filter, what: '' }), kind };
}

/** The part of an address that says it, with a question mark; empty for no filter. */
export function queryOf(filter: TypedFilter): string {
	const said = NAMES.filter((name) => filter[name] !== '').map((name) => [name, filter[name]]);
	const query = new URLSearchParams(Object.fromEntries(said) as Record<string, string>).toString();
	return query ? `?${query}` : '';
}
