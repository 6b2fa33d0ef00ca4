import type { PollView } from '@kith/domains/polls/schema';

/** What a form says was chosen; of ranked polls the choices in the order of the numbers they were given. */
export function ballotIn(data: FormData, { method, choices }: PollView): number[] {
	if (method !== 'ranked') return data.getAll('choice').map(Number).filter(Number.isInteger);
	const ranked = choices.map((_, at) => ({ at, rank: Number(data.get(`rank-${at}`) ?? 0) }));
	return ranked
		.filter(({ rank }) => rank > 0)
		.toSorted((one, other) => one.rank - other.rank || one.at - other.at)
		.map(({ at }) => at);
}
