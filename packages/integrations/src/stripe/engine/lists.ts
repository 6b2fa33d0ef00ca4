import type { Kind, Kinds } from './kinds.ts';
import type { Call } from './routes.ts';
import { missing, refused } from './stripe-error.ts';

type Range = number | { gt?: number; gte?: number; lt?: number; lte?: number };

export type Page<T> = { object: 'list'; url: string; has_more: boolean; data: T[] };

/** The parameters every list takes. */
export type Paging = { limit?: number; starting_after?: string; ending_before?: string };

/** A page of `items`, which come oldest first and leave newest first. */
export function page<T extends { id: string }>(
	{ params, url }: Call<Paging>,
	items: readonly T[],
): Page<T> {
	const { limit = 10, starting_after: after, ending_before: before } = params;
	if (limit < 1 || limit > 100)
		throw refused(
			'Invalid limit: must be between 1 and 100.',
			'limit',
			'parameter_invalid_integer',
		);
	const newest = items.toReversed();
	if (before !== undefined) {
		const end = place(newest, before, 'ending_before');
		const start = Math.max(0, end - limit);
		return { object: 'list', url, has_more: start > 0, data: newest.slice(start, end) };
	}
	const start = after === undefined ? 0 : place(newest, after, 'starting_after') + 1;
	const data = newest.slice(start, start + limit);
	return { object: 'list', url, has_more: start + limit < newest.length, data };
}

function place(items: readonly { id: string }[], id: string, param: string): number {
	const found = items.findIndex((item) => item.id === id);
	if (found < 0) throw missing('object', id, param);
	return found;
}

/** Whether a moment lies in a `created` or `due_date` parameter. */
export function isWithin(at: number | null | undefined, range: Range | undefined): boolean {
	if (range === undefined) return true;
	if (at === null || at === undefined) return false;
	if (typeof range !== 'object') return at === range;
	const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range;
	return at > gt && at >= gte && at < lt && at <= lte;
}

/** A whole list inside another object. */
export const listOf = <T>(data: T[], url: string): Page<T> => ({
	object: 'list',
	data,
	has_more: false,
	url,
});

/** Answers a list route: all objects of a kind that fit, `by` an index when the parameter is given. */
export function lister<K extends Kind, P extends Paging & { created?: Range }>(
	kind: K,
	fits: (value: Kinds[K], params: P) => boolean = () => true,
	index?: readonly [keyof P & string, string],
): (call: Call<P>) => Page<Kinds[K]> {
	return (call) => {
		const { shop, params } = call;
		const wanted = index === undefined ? undefined : params[index[0]];
		const from =
			index !== undefined && typeof wanted === 'string'
				? shop.by(kind, index[1], wanted)
				: shop.all(kind);
		const found = from.filter(
			(value) =>
				isWithin((value as { created?: number }).created, params.created) && fits(value, params),
		);
		return page(call, found as (Kinds[K] & { id: string })[]);
	};
}

/** Whether two ids are the same, or no certain one is wanted. */
export const isSame = (
	found: string | { id: string } | null | undefined,
	wanted: string | undefined,
): boolean => wanted === undefined || (typeof found === 'object' ? found?.id : found) === wanted;
