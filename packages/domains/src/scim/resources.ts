import { groupOfProvider } from './account-rows.ts';
import type { PersonRow } from './scim.queries.ts';
import { MOST_LISTED, type Group } from './scim.schema.ts';
import { wishOf } from './users.ts';

export type Resource = Record<string, unknown>;

const CORE = 'urn:ietf:params:scim:schemas:core:2.0';

/** A user as directories read one. */
export function userResource(
	baseUrl: string,
	person: PersonRow,
	groups: Readonly<Record<string, Group>>,
): Resource {
	const { userName, externalId, email, name, isActive } = wishOf(person);
	return {
		schemas: [`${CORE}:User`],
		...{ id: person.id, ...(externalId !== null && { externalId }), userName },
		...{ name: { formatted: name }, displayName: name, active: isActive },
		emails: [{ value: email, type: 'work', primary: true }],
		groups: person.groups.map(groupOfProvider).map((id) => ({
			...{ value: id, $ref: `${baseUrl}/Groups/${id}`, display: groups[id]?.displayName ?? '' },
		})),
		meta: {
			...{ resourceType: 'User', created: person.joinedAt.toISOString() },
			location: `${baseUrl}/Users/${person.id}`,
		},
	};
}

/** A group as directories read one; `members` is null where they are not asked for. */
export function groupResource(
	baseUrl: string,
	{ id, displayName, externalId, madeAt, changedAt }: Group,
	members: readonly { id: string; name: string }[] | null,
): Resource {
	return {
		schemas: [`${CORE}:Group`],
		...{ id, displayName, ...(externalId !== null && { externalId }) },
		...(members && {
			members: members.map((one) => ({
				...{ value: one.id, display: one.name, type: 'User' },
				$ref: `${baseUrl}/Users/${one.id}`,
			})),
		}),
		meta: {
			...{ resourceType: 'Group', created: madeAt, lastModified: changedAt },
			location: `${baseUrl}/Groups/${id}`,
		},
	};
}

/** A page of a list. */
export function listOf(
	resources: readonly Resource[],
	{ total, startIndex }: { total: number; startIndex: number },
): Resource {
	return {
		schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
		...{ totalResults: total, startIndex, itemsPerPage: resources.length, Resources: resources },
	};
}

/** Which page is asked for. What makes no sense is the nearest that does. */
export function pageIn(query: URLSearchParams): { startIndex: number; count: number } {
	const number = (name: string, fallback: number) => {
		const value = Number.parseInt(query.get(name) ?? '', 10);
		return Number.isSafeInteger(value) ? value : fallback;
	};
	return {
		startIndex: Math.min(Math.max(1, number('startIndex', 1)), 1_000_000_000),
		count: Math.min(Math.max(0, number('count', MOST_LISTED)), MOST_LISTED),
	};
}
