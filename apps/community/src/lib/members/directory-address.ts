import type { DirectoryQuery } from '@kith/domains/directory/schema';
import type { FilterField } from '@kith/domains/fields/schema';

const PREFIX = 'f.';
const SORTS = ['newest', 'name', 'active'] as const;
const MOST_FILTERS = 10;

/** What the directory can be narrowed by; what an address names beyond it is not there for this viewer. */
export type Choices = { fields: readonly FilterField[]; roles: readonly { key: string }[] };

/** What an address asks the directory for, as far as the viewer may ask it. */
export function queryIn(params: URLSearchParams, { fields, roles }: Choices): DirectoryQuery {
	const sort = SORTS.find((one) => one === params.get('sort')) ?? 'newest';
	const filters = fields.flatMap(({ id: fieldId, options }) => {
		const given = params.getAll(PREFIX + fieldId).map((value) => value.trim().slice(0, 80));
		const values = options.length
			? options.map(({ id }) => id).filter((id) => given.includes(id))
			: given.filter(Boolean).slice(0, 1);
		return values.length > 0 ? [{ fieldId, values }] : [];
	});
	return {
		search: (params.get('search') ?? '').trim().slice(0, 80),
		roleKey: roles.find(({ key }) => key === params.get('role'))?.key ?? null,
		...{ sort, filters: filters.slice(0, MOST_FILTERS) },
	};
}

/** What the filled-in form asks for; as a plain form it would name every empty field in the address. */
export function queryInForm(data: FormData, choices: Choices): DirectoryQuery {
	const params = new URLSearchParams();
	for (const [name, value] of data) if (typeof value === 'string') params.append(name, value);
	return queryIn(params, choices);
}

/** The address of the directory with this question; what is not asked does not stand in it. */
export function directoryHref({ search, roleKey, sort, filters }: DirectoryQuery): string {
	const params = new URLSearchParams();
	if (search) params.set('search', search);
	if (roleKey) params.set('role', roleKey);
	if (sort !== 'newest') params.set('sort', sort);
	for (const { fieldId, values } of filters)
		for (const value of values) params.append(PREFIX + fieldId, value);
	return params.size > 0 ? `/members?${params.toString()}` : '/members';
}

/** Whether the question leaves anybody out. */
export const isNarrowed = ({ search, roleKey, filters }: DirectoryQuery): boolean =>
	search !== '' || roleKey !== null || filters.length > 0;

/** The name of a field's control in the form, which becomes part of the address. */
export const controlOf = (fieldId: string): string => PREFIX + fieldId;

/** The question without one value of one filter. */
export function withoutValue(
	query: DirectoryQuery,
	fieldId: string,
	value: string,
): DirectoryQuery {
	const filters = query.filters
		.map((filter) =>
			filter.fieldId === fieldId
				? { ...filter, values: filter.values.filter((one) => one !== value) }
				: filter,
		)
		.filter(({ values }) => values.length > 0);
	return { ...query, filters };
}
