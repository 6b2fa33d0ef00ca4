import { MOST_LISTED } from './scim.schema.ts';
import type { Resource } from './resources.ts';
import { listOf } from './resources.ts';

const CORE = 'urn:ietf:params:scim:schemas:core:2.0';
const metaOf = (resourceType: string, location: string) => ({ meta: { resourceType, location } });

/** What we can, as directories ask for it. */
export const serviceProviderConfig = (baseUrl: string): Resource => ({
	schemas: [`${CORE}:ServiceProviderConfig`],
	...{ patch: { supported: true }, etag: { supported: false }, sort: { supported: false } },
	bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
	filter: { supported: true, maxResults: MOST_LISTED },
	changePassword: { supported: false },
	authenticationSchemes: [
		{
			...{ type: 'oauthbearertoken', name: 'Bearer token', primary: true },
			description: 'A token that an admin makes in the studio: Settings, Sign-in, Directory.',
		},
	],
	...metaOf('ServiceProviderConfig', `${baseUrl}/ServiceProviderConfig`),
});

const typeOf = (baseUrl: string, name: 'User' | 'Group'): Resource => ({
	schemas: [`${CORE}:ResourceType`],
	...{ id: name, name, endpoint: `/${name}s`, schema: `${CORE}:${name}` },
	...metaOf('ResourceType', `${baseUrl}/ResourceTypes/${name}`),
});

/** One kind of resource, or null for none of ours. */
export function resourceType(baseUrl: string, name: string): Resource | null {
	return name === 'User' || name === 'Group' ? typeOf(baseUrl, name) : null;
}

/** The kinds of resources. */
export const resourceTypes = (baseUrl: string) =>
	all([typeOf(baseUrl, 'User'), typeOf(baseUrl, 'Group')]);

type Trait = Partial<{ required: boolean; caseExact: boolean; uniqueness: string }> & {
	subAttributes?: Resource[];
	multiValued?: boolean;
	mutability?: string;
};

const attribute = (name: string, type = 'string', traits: Trait = {}): Resource => ({
	...{ name, type, multiValued: false, required: false, caseExact: false },
	...{ mutability: 'readWrite', returned: 'default', uniqueness: 'none', ...traits },
});

const value = attribute('value', 'string', { required: true });
const many = (name: string, parts: Resource[], traits: Trait = {}) =>
	attribute(name, 'complex', { multiValued: true, subAttributes: parts, ...traits });

const schemas = (baseUrl: string): Resource[] => [
	schema(baseUrl, 'User', [
		attribute('userName', 'string', { required: true, uniqueness: 'server' }),
		attribute('externalId', 'string', { caseExact: true, uniqueness: 'server' }),
		attribute('displayName'),
		attribute('active', 'boolean'),
		attribute('name', 'complex', {
			subAttributes: [attribute('formatted'), attribute('givenName'), attribute('familyName')],
		}),
		many('emails', [value, attribute('type'), attribute('primary', 'boolean')], { required: true }),
		many('groups', [value, attribute('display')], { mutability: 'readOnly' }),
	]),
	schema(baseUrl, 'Group', [
		attribute('displayName', 'string', { required: true, uniqueness: 'server' }),
		attribute('externalId', 'string', { caseExact: true, uniqueness: 'server' }),
		many('members', [value, attribute('display'), attribute('type')]),
	]),
];

const schema = (baseUrl: string, name: string, attributes: Resource[]): Resource => ({
	schemas: [`${CORE}:Schema`],
	...{ id: `${CORE}:${name}`, name, description: name, attributes },
	...metaOf('Schema', `${baseUrl}/Schemas/${CORE}:${name}`),
});

/** One schema, or null for none of ours. */
export const schemaById = (baseUrl: string, id: string): Resource | null =>
	schemas(baseUrl).find((one) => one['id'] === id) ?? null;

/** What users and groups are made of. */
export const allSchemas = (baseUrl: string) => all(schemas(baseUrl));

const all = (resources: Resource[]) =>
	listOf(resources, { total: resources.length, startIndex: 1 });
