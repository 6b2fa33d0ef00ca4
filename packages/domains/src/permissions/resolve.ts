import type { CommunitySnapshot, Overrides, RoleFact, SpaceFact } from '../snapshot.ts';
import { isBuiltOnSpaces } from './permissions.schema.ts';
import { TAKING_PART, type Words } from './permission.ts';
import type { Standing } from './standing.ts';
import type { Step } from './permissions.schema.ts';

/** One step that had something to say, and which roles said it. */
export type Rule = { step: Step; word: 'allow' | 'deny'; roleIds: readonly string[] };

type Place = { space: SpaceFact; held: readonly RoleFact[]; layers: readonly Layer[] };

/** What a group of spaces, or a space, says over and above the roles. */
type Layer = { name: 'group' | 'space'; byRole: Overrides; byMember: Words };

const NOTHING: Words = {};
const NONE: readonly Rule[] = [];

/** Decides for one actor in one community; remembers what it has worked out. */
export class Resolver {
	readonly isOwner: boolean;
	readonly held: readonly RoleFact[];
	/** Whether the actor takes no part before they accept the guidelines in force. */
	readonly owes: boolean;
	readonly #snapshot: CommunitySnapshot;
	readonly #standing: Standing | null;
	readonly #base: RoleFact | undefined;
	readonly #places = new Map<string, Place>();
	readonly #answers = new Map<string, boolean>();

	constructor(snapshot: CommunitySnapshot, standing: Standing | null) {
		this.#snapshot = snapshot;
		this.#standing = standing;
		this.#base = snapshot.roles.find(({ key }) => key === (standing ? 'member' : 'guest'));
		this.held = snapshot.roles.filter(
			(role) => role !== this.#base && standing?.roleIds.includes(role.id),
		);
		this.isOwner = this.held.some(({ key }) => key === 'owner');
		const accepted = standing?.guidelinesVersion;
		this.owes = !this.isOwner && accepted !== undefined && snapshot.guidelines.required > accepted;
	}

	/** The highest rank among the actor's roles of the whole community; 0 for visitors. */
	get rank(): number {
		const own = this.#base && this.#standing ? [this.#base, ...this.held] : this.held;
		return Math.max(0, ...own.map(({ rank }) => rank));
	}

	/** Whether the actor may, in the whole community or in one space. */
	allows(permission: string, space?: SpaceFact): boolean {
		const key = space ? `${permission} ${space.id}` : permission;
		const known = this.#answers.get(key);
		if (known !== undefined) return known;
		const answer = isAllowedBy(this.rules(permission, space));
		this.#answers.set(key, answer);
		return answer;
	}

	/** Everything that was said on it, in order: the last word holds, and silence is a denial. */
	rules(permission: string, space?: SpaceFact): readonly Rule[] {
		if (this.isOwner) return [{ step: 'owner', word: 'allow', roleIds: [] }];
		const place = space && isBuiltOnSpaces(permission) ? this.#placeOf(space) : undefined;
		const held = place?.held ?? this.held;
		const rules: Rule[] = [];
		say(
			rules,
			'everyone',
			this.#base ? [this.#base] : NO_ROLES,
			(role) => role.permissions[permission],
		);
		const counted = this.#standing?.hasSecondFactor ? held : held.filter(isOpen(permission));
		say(rules, 'roles', counted, (role) => role.permissions[permission]);
		if (place) this.#saysInSpace(rules, permission, place);
		this.#limits(rules, permission, { held, counted, place });
		return rules;
	}

	#saysInSpace(rules: Rule[], permission: string, { space, held, layers }: Place): void {
		if (this.#isShutBySetting(permission, space)) rules.push(denied('space_setting'));
		const base = this.#base;
		for (const { name, byRole, byMember } of layers) {
			const word = (role: RoleFact) => byRole[role.id]?.[permission];
			say(rules, `${name}_everyone`, base ? [base] : NO_ROLES, word);
			say(rules, `${name}_roles`, held, word);
			const own = byMember[permission];
			if (own) rules.push({ step: `${name}_member`, word: own, roleIds: [] });
		}
		if (permission === 'spaces:read' && this.allows('spaces:manage', space))
			rules.push({ step: 'manages_space', word: 'allow', roleIds: [] });
	}

	/** What a space's own settings say before anybody is named: whom it is shown to, and who writes there. */
	#isShutBySetting(permission: string, space: SpaceFact): boolean {
		if (permission === 'posts:publish')
			return space.posting === 'staff' && !this.allows('posts:moderate', space);
		if (permission !== 'spaces:read' || space.visibility === 'public') return false;
		if (!this.#standing) return true;
		return space.visibility === 'private' && !this.#standing.spaceIds.includes(space.id);
	}

	/** What no role and no space can allow. Only where something was allowed, so that the reason is the reason. */
	#limits(
		rules: Rule[],
		permission: string,
		{
			held,
			counted,
			place,
		}: Pick<Place, 'held'> & { counted: readonly RoleFact[]; place?: Place | undefined },
	): void {
		const isDenied = () => !isAllowedBy(rules);
		const locked = held.filter((role) => !counted.includes(role));
		if (isDenied() && locked.some(({ permissions }) => permissions[permission] === 'allow'))
			rules.push({ ...denied('second_factor'), roleIds: idsOf(locked) });
		if (isDenied()) return;
		if (place && isHiddenBehindReading(permission) && !this.allows('spaces:read', place.space))
			rules.push(denied('hidden_space'));
		if (this.owes && TAKING_PART.has(permission)) rules.push(denied('guidelines'));
		if (!this.#standing && this.#snapshot.access.visibility === 'private')
			rules.push(denied('private_community'));
	}

	#placeOf(space: SpaceFact): Place {
		const known = this.#places.get(space.id);
		if (known) return known;
		const scoped = this.#standing?.scopedRoles?.[space.id] ?? [];
		const held = scoped.length
			? [...this.held, ...this.#snapshot.roles.filter(({ id }) => scoped.includes(id))]
			: this.held;
		const group = this.#snapshot.groups.find(({ id }) => id === space.groupId);
		const own = this.#standing?.overrides ?? {};
		const layer = (name: Layer['name'], of: { id: string; overrides: Overrides }): Layer => ({
			...{ name, byRole: of.overrides, byMember: own[of.id] ?? NOTHING },
		});
		const layers = [...(group ? [layer('group', group)] : []), layer('space', space)].filter(
			({ byRole, byMember }) => byMember !== NOTHING || speaksTo(byRole, held, this.#base),
		);
		const place = { space, held, layers };
		this.#places.set(space.id, place);
		return place;
	}
}

/** Whether the last word said is an allowance. */
export function isAllowedBy(rules: readonly Rule[] = NONE): boolean {
	return rules.at(-1)?.word === 'allow';
}

const NO_ROLES: readonly RoleFact[] = [];
const idsOf = (roles: readonly RoleFact[]) => roles.map(({ id }) => id);
const denied = (step: Step): Rule => ({ step, word: 'deny', roleIds: [] });

/** Who manages a space sees it; everything else in it is behind being able to read it. */
const isHiddenBehindReading = (permission: string) =>
	permission !== 'spaces:read' && permission !== 'spaces:manage';

/** A role that asks for a second factor allows nothing without one; what it denies, it denies. */
const isOpen = (permission: string) => (role: RoleFact) =>
	!role.requiresSecondFactor || role.permissions[permission] !== 'allow';

function speaksTo(
	byRole: Layer['byRole'],
	held: readonly RoleFact[],
	base: RoleFact | undefined,
): boolean {
	return held.some(({ id }) => id in byRole) || (base !== undefined && base.id in byRole);
}

/** Adds what the roles say in one step: a single denial is a denial. */
function say(
	rules: Rule[],
	step: Step,
	roles: readonly RoleFact[],
	wordOf: (role: RoleFact) => 'allow' | 'deny' | undefined,
): void {
	const denying = roles.filter((role) => wordOf(role) === 'deny');
	const voices = denying.length ? denying : roles.filter((role) => wordOf(role) === 'allow');
	if (voices.length === 0) return;
	rules.push({ step, word: denying.length ? 'deny' : 'allow', roleIds: idsOf(voices) });
}
