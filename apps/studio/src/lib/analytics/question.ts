import { RANGES } from '@kith/domains/analytics/schema';
import {
	AskExplore,
	basisOf,
	Dimension,
	ExploredPeople,
	Metric,
	type PeopleKind,
} from '@kith/domains/analytics/explore';

const DEFAULTS = AskExplore.parse({});

/** What a number can be told by, of some people. */
export const dimensionsOf = (metric: Metric, people: PeopleKind): Dimension[] =>
	Dimension.options.filter(
		(dimension) => basisOf({ metric, dimension, people, withStaff: true }) !== null,
	);

/** Whether days are named in an address, rather than a length up to today. */
export const hasOwnDays = ({ searchParams }: URL): boolean => searchParams.get('days') === 'own';

/** The question that an address asks. What is unknown, or goes with nothing, is what is asked first. */
export function readQuestion(url: URL): AskExplore {
	const { searchParams: said } = url;
	const metric = Metric.catch(DEFAULTS.metric).parse(said.get('metric'));
	const named = peopleIn(said.get('who') ?? '');
	const people: ExploredPeople =
		dimensionsOf(metric, named.kind).length > 0 ? named : { kind: 'all' };
	const offered = dimensionsOf(metric, people.kind);
	const dimension = offered.find((one) => one === said.get('by')) ?? offered[0] ?? 'day';
	const asked = {
		...{ metric, dimension, people },
		days: RANGES.find((range) => range === Number(said.get('days'))) ?? DEFAULTS.days,
		// Who did it is told of everybody.
		withStaff: said.has('all') || dimension === 'source',
		isCompared: said.has('compare'),
	};
	const days = hasOwnDays(url) ? { from: said.get('from'), to: said.get('to') } : {};
	const parsed = AskExplore.safeParse({ ...asked, ...days });
	return parsed.data ?? AskExplore.parse(asked);
}

function peopleIn(words: string): ExploredPeople {
	const at = words.indexOf(':');
	const [kind, value] = at === -1 ? [words, ''] : [words.slice(0, at), words.slice(at + 1)];
	const parsed = ExploredPeople.safeParse({
		kind,
		...(kind === 'origin' && { origin: value }),
		...(kind === 'role' && { roleKey: value }),
		...(kind === 'label' && { label: value }),
		...(kind === 'kept' && { segmentId: value }),
	});
	return parsed.data ?? { kind: 'all' };
}

/** Some people in one word, as an address has them. */
export function wordOf(people: ExploredPeople): string {
	if (people.kind === 'origin') return `origin:${people.origin}`;
	if (people.kind === 'role') return `role:${people.roleKey}`;
	if (people.kind === 'label') return `label:${people.label}`;
	return people.kind === 'kept' ? `kept:${people.segmentId}` : people.kind;
}

/** The query of a question, with a question mark; empty for the one that is asked first. */
export function queryOf(asked: AskExplore): string {
	const { metric, dimension, people, days, from, to, withStaff, isCompared } = asked;
	const parts = Object.entries({
		metric: metric === DEFAULTS.metric ? '' : metric,
		by: dimension === DEFAULTS.dimension ? '' : dimension,
		who: people.kind === 'all' ? '' : wordOf(people),
		days: from === null ? (days === DEFAULTS.days ? '' : String(days)) : 'own',
		...{ from: from ?? '', to: to ?? '' },
		...{ all: withStaff ? '1' : '', compare: isCompared ? '1' : '' },
	}).filter(([, said]) => said !== '');
	const query = new URLSearchParams(parts).toString();
	return query ? `?${query}` : '';
}
