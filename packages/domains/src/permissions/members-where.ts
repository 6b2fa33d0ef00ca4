import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { CommunityTables } from '@kith/db/handles';
import { isBuiltOnSpaces, isDangerous } from './permissions.schema.ts';
import type { CommunitySnapshot, Overrides, RoleFact, SpaceFact } from '../snapshot.ts';

type Eb = ExpressionBuilder<CommunityTables, 'members'>;
export type MemberTest = (eb: Eb) => Expression<SqlBool>;

type Verdict = { when: Expression<SqlBool>; allows: boolean };

/**
 * The WHERE for "members who have `permission`", in `space` when given, by the same steps as `Resolver`: the last one
 * that speaks decides, so it is asked first. Two things hang on a session and are left out: guidelines that are owed,
 * and second factors, without which a role that asks for one allows nothing here.
 */
export function membersWith(
	snapshot: CommunitySnapshot,
	permission: string,
	space?: SpaceFact,
): MemberTest {
	const place = isBuiltOnSpaces(permission) ? space : undefined;
	// Nobody has it without showing one, the owner no more than others.
	if (snapshot.safeguard.isDue && isDangerous(permission)) return (eb) => eb.lit(false);
	return (eb) => {
		const allowed = decide(eb, verdicts(eb, snapshot, permission, place));
		const owner = holds(eb, idsOf(snapshot.roles.filter(({ key }) => key === 'owner')), undefined);
		if (!place || permission === 'spaces:read' || permission === 'spaces:manage')
			return eb.or([owner, allowed]);
		return eb.or([owner, eb.and([allowed, membersWith(snapshot, 'spaces:read', place)(eb)])]);
	};
}

/** From the last step to the first. */
function verdicts(
	eb: Eb,
	snapshot: CommunitySnapshot,
	permission: string,
	space: SpaceFact | undefined,
): Verdict[] {
	const roles = snapshot.roles.filter(({ key }) => key !== 'guest');
	const community = rolesSay(eb, roles, ({ permissions }) => permissions[permission], space);
	if (!space) return community;
	const group = snapshot.groups.find(({ id }) => id === space.groupId);
	return [
		...managing(eb, snapshot, permission, space),
		...overruling(eb, snapshot, community),
		...layer(eb, roles, permission, { space, id: space.id, overrides: space.overrides }),
		...(group ? layer(eb, roles, permission, { space, ...group }) : []),
		...setting(eb, snapshot, permission, space),
		...community,
	];
}

function managing(eb: Eb, snapshot: CommunitySnapshot, permission: string, space: SpaceFact) {
	if (permission !== 'spaces:read') return [];
	return [{ when: membersWith(snapshot, 'spaces:manage', space)(eb), allows: true }];
}

/** Who has it in the community keeps it in every space, if spaces take nothing from them. */
function overruling(eb: Eb, snapshot: CommunitySnapshot, community: readonly Verdict[]): Verdict[] {
	if (!snapshot.roles.some(({ permissions }) => permissions['spaces:overrule'] === 'allow'))
		return [];
	const overrules = membersWith(snapshot, 'spaces:overrule')(eb);
	return [{ when: eb.and([decide(eb, community), overrules]), allows: true }];
}

/** What the space's own settings shut. */
function setting(eb: Eb, snapshot: CommunitySnapshot, permission: string, space: SpaceFact) {
	if (permission === 'posts:publish' && space.posting === 'staff') {
		const keepers = membersWith(snapshot, 'posts:moderate', space)(eb);
		return [{ when: eb.not(keepers), allows: false }];
	}
	if (permission !== 'spaces:read' || space.visibility !== 'private') return [];
	const letIn = eb.exists(
		eb
			.selectFrom('spaceMembers')
			.select('spaceMembers.memberId')
			.whereRef('spaceMembers.memberId', '=', 'members.id')
			.where('spaceMembers.spaceId', '=', space.id),
	);
	const belongs = eb.exists(
		eb
			.selectFrom('scopedRoles')
			.select('scopedRoles.roleId')
			.whereRef('scopedRoles.memberId', '=', 'members.id')
			.where('scopedRoles.spaceId', '=', space.id),
	);
	return [{ when: eb.not(eb.or([letIn, belongs])), allows: false }];
}

type LayerOf = { space: SpaceFact; id: string; overrides: Overrides };

function layer(
	eb: Eb,
	roles: readonly RoleFact[],
	permission: string,
	{ space, id, overrides }: LayerOf,
): Verdict[] {
	const own = sql<string | null>`members.overrides -> ${id}::text ->> ${permission}::text`;
	return [
		{ when: sql<SqlBool>`${own} = 'deny'`, allows: false },
		{ when: sql<SqlBool>`${own} = 'allow'`, allows: true },
		...rolesSay(eb, roles, (role) => overrides[role.id]?.[permission], space),
	];
}

/** Other roles before the one that everybody has; within them denial before allowance. */
function rolesSay(
	eb: Eb,
	roles: readonly RoleFact[],
	wordOf: (role: RoleFact) => 'allow' | 'deny' | undefined,
	space: SpaceFact | undefined,
): Verdict[] {
	const others = roles.filter(({ key }) => key !== 'member');
	const saying = (word: 'allow' | 'deny') =>
		idsOf(
			others.filter(
				(role) => wordOf(role) === word && !(word === 'allow' && role.requiresSecondFactor),
			),
		);
	const everyone = roles.filter(({ key }) => key === 'member').map(wordOf)[0];
	return [
		...holders(eb, saying('deny'), space, false),
		...holders(eb, saying('allow'), space, true),
		...(everyone ? [{ when: eb.lit(true), allows: everyone === 'allow' }] : []),
	];
}

function holders(eb: Eb, ids: string[], space: SpaceFact | undefined, allows: boolean): Verdict[] {
	return ids.length > 0 ? [{ when: holds(eb, ids, space), allows }] : [];
}

function holds(eb: Eb, roleIds: string[], space: SpaceFact | undefined): Expression<SqlBool> {
	const everywhere = eb.exists(
		eb
			.selectFrom('memberRoles')
			.select('memberRoles.roleId')
			.whereRef('memberRoles.memberId', '=', 'members.id')
			.where(sql<SqlBool>`member_roles.role_id = any(${roleIds}::uuid[])`),
	);
	if (!space) return everywhere;
	const here = eb
		.selectFrom('scopedRoles')
		.select('scopedRoles.roleId')
		.whereRef('scopedRoles.memberId', '=', 'members.id')
		.where('scopedRoles.spaceId', '=', space.id)
		.where(sql<SqlBool>`scoped_roles.role_id = any(${roleIds}::uuid[])`);
	return eb.or([everywhere, eb.exists(here)]);
}

function decide(eb: Eb, steps: readonly Verdict[]): Expression<SqlBool> {
	const lines = steps.map(({ when, allows }) => sql`when ${when} then ${eb.lit(allows)}`);
	if (lines.length === 0) return eb.lit(false);
	return sql<SqlBool>`case ${sql.join(lines, sql` `)} else false end`;
}

const idsOf = (roles: readonly RoleFact[]) => roles.map(({ id }) => id);
