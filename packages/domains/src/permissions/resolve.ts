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

type Word = 'allow' | 'deny' | undefined;
type WordOf = (role: RoleFact) => Word;

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
		const isStrong = this.#standing?.hasSecondFactor ?? false;
		const rules = this.#said(permission, place, isStrong);
		const locked = (place?.held ?? this.held).filter((role) => role.requiresSecondFactor);
		if (isStrong || isAllowedBy(rules) || locked.length === 0)
			return this.#limited(rules, permission, place);
		if (!isAllowedBy(this.#said(permission, place, true))) return rules;
		return [...rules, { ...denied('second_factor'), roleIds: idsOf(locked) }];
	}

	/** What roles and spaces say; without a second factor, roles that ask for one allow nothing anywhere. */
	#said(permission: string, place: Place | undefined, isStrong: boolean): Rule[] {
		const rules: Rule[] = [];
		const everyone = this.#base ? [this.#base] : NO_ROLES;
		const heard = (wordOf: WordOf): WordOf =>
			isStrong ? wordOf : (role) => (isLocked(role, wordOf(role)) ? undefined : wordOf(role));
		const own: WordOf = (role) => role.permissions[permission];
		say(rules, 'everyone', everyone, own);
		say(rules, 'roles', place?.held ?? this.held, heard(own));
		if (!place) return rules;
		if (this.#isShutBySetting(permission, place)) rules.push(denied('space_setting'));
		for (const { name, byRole, byMember } of place.layers) {
			const word: WordOf = (role) => byRole[role.id]?.[permission];
			say(rules, `${name}_everyone`, everyone, word);
			say(rules, `${name}_roles`, place.held, heard(word));
			const exception = byMember[permission];
			if (exception) rules.push({ step: `${name}_member`, word: exception, roleIds: [] });
		}
		if (permission === 'spaces:read' && this.allows('spaces:manage', place.space))
			rules.push({ step: 'manages_space', word: 'allow', roleIds: [] });
		return rules;
	}

	/** What a space's own settings say before anybody is named: whom it is shown to, and who writes there. */
	#isShutBySetting(permission: string, { space, held }: Place): boolean {
		if (permission === 'posts:publish')
			return space.posting === 'staff' && !this.allows('posts:moderate', space);
		if (permission !== 'spaces:read' || space.visibility === 'public') return false;
		if (!this.#standing) return true;
		// Who holds a role in a space belongs there.
		const isInside = held !== this.held || this.#standing.spaceIds.includes(space.id);
		return space.visibility === 'private' && !isInside;
	}

	/** What no role and no space can allow. Only where something was allowed, so that the reason is the reason. */
	#limited(rules: Rule[], permission: string, place: Place | undefined): readonly Rule[] {
		if (!isAllowedBy(rules)) return rules;
		if (place && isHiddenBehindReading(permission) && !this.allows('spaces:read', place.space))
			rules.push(denied('hidden_space'));
		if (this.owes && TAKING_PART.has(permission)) rules.push(denied('guidelines'));
		if (!this.#standing && this.#snapshot.access.visibility === 'private')
			rules.push(denied('private_community'));
		return rules;
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
const isLocked = (role: RoleFact, word: Word) => role.requiresSecondFactor && word === 'allow';

function speaksTo(
	byRole: Layer['byRole'],
	held: readonly RoleFact[],
	base: RoleFact | undefined,
): boolean {
	return held.some(({ id }) => id in byRole) || (base !== undefined && base.id in byRole);
}

/** Adds what the roles say in one step: a single denial is a denial. */
function say(rules: Rule[], step: Step, roles: readonly RoleFact[], wordOf: WordOf): void {
	const denying = roles.filter((role) => wordOf(role) === 'deny');
	const voices = denying.length ? denying : roles.filter((role) => wordOf(role) === 'allow');
	if (voices.length === 0) return;
	rules.push({ step, word: denying.length ? 'deny' : 'allow', roleIds: idsOf(voices) });
}
