import type { RoleInSpace } from '../grants/index.ts';
import type { CommunitySnapshot } from '../snapshot.ts';
import type { Connection, MappingRule } from './sso.schema.ts';

/** What rules give: never the owner's role, nor what everybody has anyway. */
export type Due = {
	roleIds: string[];
	spaceIds: string[];
	rolesInSpaces: RoleInSpace[];
	tierIds: string[];
};

const NOT_BY_RULE = new Set(['owner', 'member', 'guest']);

/** The roles, private spaces, roles in spaces and tiers that the claims of a person bring them by a connection's rules. */
export function dueBy(
	{ rules }: Pick<Connection, 'rules'>,
	claims: Readonly<Record<string, unknown>>,
	{ roles, spaces }: Pick<CommunitySnapshot, 'roles' | 'spaces'>,
): Due {
	const met = rules.filter((rule) => isMet(rule, claims));
	const [inSpaces, plain] = [met.filter(isOfBoth), met.filter((rule) => !isOfBoth(rule))];
	const byRule = roles.filter(({ key, scope }) => !NOT_BY_RULE.has(key) && scope === 'community');
	const shut = spaces.filter(({ visibility }) => visibility === 'private');
	return {
		// Whether there are such tiers, whoever gives them looks.
		tierIds: [...new Set(met.flatMap(({ tierId }) => tierId ?? []))],
		roleIds: named(
			byRule,
			plain.map(({ roleId }) => roleId),
		),
		spaceIds: named(
			shut,
			plain.map(({ spaceId }) => spaceId),
		),
		rolesInSpaces: spaces.flatMap(({ id: spaceId }) => {
			const wanted = inSpaces.filter((rule) => rule.spaceId === spaceId);
			const given = named(
				roles.filter(({ scope }) => scope === 'space'),
				wanted.map(({ roleId }) => roleId),
			);
			return given.map((roleId) => ({ roleId, spaceId }));
		}),
	};
}

const isOfBoth = ({ roleId, spaceId }: MappingRule) => roleId !== null && spaceId !== null;

const named = (all: readonly { id: string }[], wanted: readonly (string | null)[]) =>
	all.map(({ id }) => id).filter((id) => wanted.includes(id));

function isMet({ claim, value }: MappingRule, claims: Readonly<Record<string, unknown>>): boolean {
	return valuesOf(claimAt(claims, claim)).includes(value);
}

/** The claim of this name; where there is none, what a path such as `realm_access.roles` leads to. */
export function claimAt(claims: Readonly<Record<string, unknown>>, name: string): unknown {
	if (Object.hasOwn(claims, name)) return claims[name];
	let found: unknown = claims;
	for (const part of name.split('.')) {
		if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part))
			return undefined;
		found = Reflect.get(found, part);
	}
	return found;
}

/** A claim's values: the items of a list; a text is itself, and the words it lists. */
function valuesOf(claim: unknown): string[] {
	if (Array.isArray(claim)) return claim.flatMap((item) => (isPlain(item) ? [String(item)] : []));
	if (!isPlain(claim)) return [];
	const text = String(claim);
	return [text, ...text.split(/[\s,]+/)];
}

const isPlain = (value: unknown): value is string | number | boolean =>
	['string', 'number', 'boolean'].includes(typeof value);
