import type { Cell } from './analytics.schema.ts';
import { dayAfter } from './days.ts';
import { KEPT_LABEL, type Person, type Sum, type Told } from './explore-fixture.ts';
import type { AskExplore, Dimension, Metric } from './explore.schema.ts';

type Asked = Pick<AskExplore, 'metric' | 'dimension' | 'people' | 'withStaff'>;
type Days = { today: string; from: string; to: string };
type Deed = { who: number; day: string; n: number };
/** By what is told apart; null for what too few people stand behind. */
export type Recounted = { lines: Map<string, Cell>; total: number | null };

const WHOLE: readonly Metric[] = ['active', 'writers', 'newcomers', 'activated'];
/** Whoever runs the community reads both; the last is gone. */
const SPACES = ['Yard', 'Hall', '@others'];
const weekdayOf = (day: string) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
const cameBy = ({ origin, isInvited }: Person) =>
	origin === '' && isInvited ? '@invited' : origin;

/** What was summed, one sum after the other. */
export function recountSums(
	sums: readonly Sum[],
	{ metric, dimension, withStaff }: Asked,
	{ today, from, to }: Days,
): Recounted {
	const lines = new Map<string, Cell>();
	let total = 0;
	for (const one of sums) {
		const day = dayAfter(today, -one.ago);
		const kept = metric === 'action' ? 'hour' : dimension === 'space' ? 'space' : 'all';
		if (one.metric !== metric || one.dimension !== kept || day < from || day > to) continue;
		if (!withStaff && one.source !== 'member') continue;
		const names: Partial<Record<Dimension, string>> = {
			...timeOf(day),
			...{ hour: String(one.at), source: one.source },
			space: SPACES[one.at % SPACES.length] ?? '',
		};
		const name = names[dimension] ?? '';
		lines.set(name, Number(lines.get(name) ?? 0) + one.n);
		total += one.n;
	}
	return { lines, total };
}

const timeOf = (day: string) => ({
	...{ day, week: dayAfter(day, -weekdayOf(day)), weekday: String(weekdayOf(day) + 1) },
});

/** What single members did, one deed after the other. */
export function recountPeople(told: Told, asked: Asked, days: Days): Recounted {
	const deeds = deedsOf(told.people, asked, days);
	const peopleIn = (some: readonly Deed[]) => new Set(some.map(({ who }) => who)).size;
	const amount = (some: readonly Deed[]) =>
		WHOLE.includes(asked.metric) ? peopleIn(some) : some.reduce((sum, { n }) => sum + n, 0);
	const lines = new Map<string, Deed[]>();
	for (const deed of deeds)
		for (const name of namesOf(told.people, asked, deed))
			lines.set(name, [...(lines.get(name) ?? []), deed]);
	const isOneOf = asked.dimension === 'origin' || asked.dimension === 'campaign';
	const isNarrow =
		isOneOf || ['role', 'label'].includes(asked.dimension) || asked.people.kind !== 'all';
	const all = amount(deeds);
	if (!isNarrow) return { lines: mapped(lines, amount), total: all };
	const isFew = (some: readonly Deed[]) => peopleIn(some) > 0 && peopleIn(some) < 5;
	if (isOneOf)
		return { lines: mapped(folded(lines, peopleIn), amount), total: isFew(deeds) ? null : all };
	const hidden = [...lines.values()].filter(isFew).flat();
	return {
		lines: mapped(lines, (some) => (isFew(some) ? null : amount(some))),
		total: isFew(deeds) || isFew(hidden) ? null : all,
	};
}

const mapped = (lines: Map<string, Deed[]>, of: (some: readonly Deed[]) => Cell) =>
	new Map([...lines].map(([name, some]) => [name, of(some)]));

/** The smallest go together until they are five. */
function folded(lines: Map<string, Deed[]>, peopleIn: (some: readonly Deed[]) => number) {
	const sorted = [...lines].toSorted(
		([one, some], [other, more]) => peopleIn(more) - peopleIn(some) || (one < other ? -1 : 1),
	);
	const rest = sorted.filter(([, some]) => peopleIn(some) < 5).flatMap(([, some]) => some);
	const shown = sorted.filter(([, some]) => peopleIn(some) >= 5);
	while (rest.length > 0 && peopleIn(rest) < 5 && shown.length > 0)
		rest.push(...(shown.pop()?.[1] ?? []));
	return new Map(peopleIn(rest) < 5 ? shown : [...shown, ['@others', rest]]);
}

function deedsOf(people: readonly Person[], asked: Asked, { today, from, to }: Days): Deed[] {
	const isIn = (day: string) => day >= from && day <= to;
	return people.flatMap((one, who): Deed[] => {
		const joined = dayAfter(today, -one.joinedAgo);
		if (!isMeant(one, asked.people, isIn(joined))) return [];
		if (asked.metric === 'newcomers' || asked.metric === 'activated') {
			const { wroteAfter } = one;
			const isActivated = wroteAfter !== null && wroteAfter >= 0 && wroteAfter <= 7;
			const counts = isIn(joined) && (asked.metric === 'newcomers' || isActivated);
			return counts && (asked.withStaff || !one.isStaff) ? [{ who, day: joined, n: 1 }] : [];
		}
		return one.days.flatMap((done): Deed[] => {
			const day = dayAfter(today, -done.ago);
			const texts = done.posts + done.comments;
			const amounts: Partial<Record<Metric, number>> = {
				...{ active: 1, writers: texts > 0 ? 1 : 0, visit: done.visits },
				...{ post: done.posts, comment: done.comments, reaction: done.reactions },
			};
			const n = amounts[asked.metric] ?? 0;
			return n > 0 && isIn(day) && (asked.withStaff || !done.isStaff) ? [{ who, day, n }] : [];
		});
	});
}

function isMeant(one: Person, people: AskExplore['people'], isNew: boolean): boolean {
	if (people.kind === 'newcomers') return isNew;
	if (people.kind === 'origin') return cameBy(one) === people.origin;
	if (people.kind === 'all') return true;
	if (!one.isPersonal) return false;
	if (people.kind === 'label') return one.labels.some((label) => label === people.label);
	if (people.kind === 'kept') return one.labels.includes(KEPT_LABEL);
	return rolesOf(one).includes(people.roleKey);
}

const rolesOf = ({ roles }: Person): string[] => (roles.length > 0 ? roles : ['member']);

function namesOf(people: readonly Person[], { dimension }: Asked, { who, day }: Deed): string[] {
	const one = people[who];
	if (!one) return [];
	if (dimension === 'origin') return [cameBy(one)];
	if (dimension === 'campaign') return [one.campaign];
	if (dimension === 'role') return one.isPersonal ? rolesOf(one) : [];
	if (dimension === 'label') return one.isPersonal ? one.labels : [];
	const name = (timeOf(day) as Partial<Record<Dimension, string>>)[dimension];
	return name === undefined ? [] : [name];
}
