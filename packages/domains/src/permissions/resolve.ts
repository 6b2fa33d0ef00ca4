import type { CommunitySnapshot, Overrides, RoleFact, SpaceFact } from '../snapshot.ts';
import { DANGEROUS, isBuiltOnSpaces, isDangerous } from './permissions.schema.ts';
import { TAKING_PART, type Words } from './permission.ts';
import type { Standing } from './standing.ts';
import type { Step } from './permissions.schema.ts';

/** One step that had something to say, and which roles said it. */
export type Rule = { step: Step; word: 'allow' | 'deny'; roleIds: readonly string[] };

type Said = { word: 'allow' | 'deny'; roleIds: string[] };
/** What roles say together of each permission: a single denial is a denial. */
type Voices = ReadonlyMap<string, Said>;

/** What a group of spaces, or a space, says over and above the roles. */
type Layer = {
	steps: Readonly<Record<'everyone' | 'roles' | 'member', Step>>;
	everyone: Words;
	roles: Voices;
	byMember: Words;
};

type Place = { space: SpaceFact; isInside: boolean; voices: Voices; layers: readonly Layer[] };

const NOTHING: Words = {};
const NONE: readonly Rule[] = [];
/** A job is a word of the organization's: what the community says of its members comes after it. */
const JOB = { step: 'everyone', word: 'allow' } as const;
const OF_GROUP = {
	everyone: 'group_everyone',
	roles: 'group_roles',
	member: 'group_member',
} as const;
const OF_SPACE = {
	everyone: 'space_everyone',
	roles: 'space_roles',
	member: 'space_member',
} as const;
/** What is said of every space alike. */
const OF_ALL: ReadonlySet<Step> = new Set<Step>(['everyone', 'roles', 'second_factor']);

/** Decides for one actor in one community; remembers what it has worked out. */
export class Resolver {
	readonly isOwner: boolean;
	readonly held: readonly RoleFact[];
	/** Which texts in force the actor has to accept before they take part. */
	readonly debts: { guidelines: boolean; terms: boolean };
	readonly owes: boolean;
	/** Whether everybody is asked for a second factor before they take part, and the actor has shown none. */
	readonly lacksSecondFactor: boolean;
	/** Whether a second factor was shown that counts: for all that the actor may now and that is dangerous. */
	readonly isStrong: boolean;
	readonly #snapshot: CommunitySnapshot;
	readonly #standing: Standing | null;
	readonly #base: RoleFact | undefined;
	/** Whether any role of the community asks for a second factor, or what is dangerous does. */
	readonly #isAnyStrict: boolean;
	readonly #voices = new Map<boolean, Voices>();
	/** By whether a second factor counts as shown. */
	readonly #places = new Map([true, false].map((strong) => [strong, new Map<SpaceFact, Place>()]));
	readonly #answers = new Map<SpaceFact | undefined, Map<string, boolean>>();

	constructor(snapshot: CommunitySnapshot, standing: Standing | null) {
		this.#snapshot = snapshot;
		this.#standing = standing;
		const isOutside = standing?.isMember === false;
		const base = standing ? 'member' : 'guest';
		this.#base = isOutside ? undefined : snapshot.roles.find(({ key }) => key === base);
		this.held = snapshot.roles.filter(
			(role) => role !== this.#base && standing?.roleIds.includes(role.id),
		);
		this.isOwner = this.held.some(({ key }) => key === 'owner');
		this.#isAnyStrict =
			snapshot.safeguard.isDue || snapshot.roles.some((role) => role.requiresSecondFactor);
		const { guidelinesVersion, termsVersion } = standing ?? {};
		this.debts = {
			guidelines: this.#owes(snapshot.guidelines.required, guidelinesVersion),
			terms: this.#owes(snapshot.legal.terms.required, termsVersion),
		};
		this.owes = this.debts.guidelines || this.debts.terms;
		const asksAll = this.#base?.key === 'member' && this.#base.requiresSecondFactor;
		this.lacksSecondFactor = asksAll && !this.isOwner && !standing?.hasSecondFactor;
		const { hasSecondFactor = false, shownFor } = standing ?? {};
		this.isStrong =
			hasSecondFactor && (!shownFor || this.dangers().every((one) => shownFor.includes(one)));
	}

	/** What the actor may that is dangerous, or may once they show a second factor. */
	dangers(): readonly string[] {
		if (this.isOwner) return DANGEROUS;
		return DANGEROUS.filter((one) => isAllowedBy(this.#said(one, undefined, true)));
	}

	#owes(required: number, accepted: number | undefined): boolean {
		return !this.isOwner && accepted !== undefined && required > accepted;
	}

	/** The highest rank among the actor's roles of the whole community; 0 for visitors. */
	get rank(): number {
		const own = this.#base && this.#standing ? [this.#base, ...this.held] : this.held;
		return Math.max(0, ...own.map(({ rank }) => rank));
	}

	/** Whether the actor may, in the whole community or in one space. */
	allows(permission: string, space?: SpaceFact): boolean {
		const answers = this.#answers.get(space) ?? new Map<string, boolean>();
		this.#answers.set(space, answers);
		const known = answers.get(permission);
		if (known !== undefined) return known;
		const answer = isAllowedBy(this.rules(permission, space));
		answers.set(permission, answer);
		return answer;
	}

	/** Everything that was said on it, in order: the last word holds, and silence is a denial. */
	rules(permission: string, space?: SpaceFact): readonly Rule[] {
		if (this.isOwner) return this.#ofOwner(permission);
		const where = isBuiltOnSpaces(permission) ? space : undefined;
		const { isStrong } = this;
		const rules = this.#said(permission, where, isStrong);
		if (isAllowedBy(rules)) return this.#limited(rules, permission, where);
		if (isStrong || !(this.#isAnyStrict || this.#standing?.job)) return rules;
		if (!isAllowedBy(this.#said(permission, where, true))) return rules;
		const locked = this.#heldIn(where).filter((role) => this.#isLocked(role, permission));
		return [...rules, { ...denied('second_factor'), roleIds: locked.map(({ id }) => id) }];
	}

	/** Everything; what is dangerous, once its day has come, to who shows a second factor. */
	#ofOwner(permission: string): readonly Rule[] {
		const all: Rule = { step: 'owner', word: 'allow', roleIds: [] };
		if (this.isStrong || !this.#isGuarded(permission)) return [all];
		const own = this.held.filter(({ key }) => key === 'owner');
		return [all, { ...denied('second_factor'), roleIds: own.map(({ id }) => id) }];
	}

	#isGuarded(permission: string): boolean {
		return this.#snapshot.safeguard.isDue && isDangerous(permission);
	}

	/** Whether what a role allows here waits for a second factor. */
	#isLocked(role: RoleFact, permission: string): boolean {
		if (role.requiresSecondFactor) return true;
		return role.permissions[permission] === 'allow' && this.#isGuarded(permission);
	}

	/** What roles and spaces say; without a second factor, roles that ask for one allow nothing anywhere. */
	#said(permission: string, space: SpaceFact | undefined, isStrong: boolean): Rule[] {
		const place = space && this.#placeOf(space, isStrong);
		const rules: Rule[] = [];
		if (this.#isOfJob(permission, isStrong)) rules.push({ ...JOB, roleIds: [] });
		say(rules, 'everyone', this.#everyone(this.#base?.permissions, permission));
		say(rules, 'roles', (place?.voices ?? this.#voicesOf(isStrong)).get(permission));
		if (!place) return rules;
		const isEverywhere = isAllowedBy(rules) && this.#overrules(isStrong);
		if (this.#isShutBySetting(permission, place)) rules.push(denied('space_setting'));
		for (const { steps, everyone, roles, byMember } of place.layers) {
			say(rules, steps.everyone, this.#everyone(everyone, permission));
			say(rules, steps.roles, roles.get(permission));
			const exception = byMember[permission];
			if (exception) rules.push({ step: steps.member, word: exception, roleIds: [] });
		}
		if (isEverywhere && !isAllowedBy(rules))
			rules.push({ step: 'overrules_spaces', word: 'allow', roleIds: [] });
		if (permission === 'spaces:read' && this.allows('spaces:manage', place.space))
			rules.push({ step: 'manages_space', word: 'allow', roleIds: [] });
		return rules;
	}

	/** Whether spaces and their groups take nothing from the actor that they have in the community. */
	#overrules(isStrong: boolean): boolean {
		return isAllowedBy(this.#said('spaces:overrule', undefined, isStrong));
	}

	/** What is dangerous asks for a second factor of who has it by their job. */
	#isOfJob(permission: string, isStrong: boolean): boolean {
		if (!this.#standing?.job?.includes(permission)) return false;
		return isStrong || !isDangerous(permission);
	}

	#everyone(words: Words | undefined, permission: string): Said | undefined {
		const word = words?.[permission];
		if ((word !== 'allow' && word !== 'deny') || !this.#base) return undefined;
		return { word, roleIds: [this.#base.id] };
	}

	/** What a space's own settings say before anybody is named: whom it is shown to, and who writes there. */
	#isShutBySetting(permission: string, { space, isInside }: Place): boolean {
		if (permission === 'posts:publish')
			return space.posting === 'staff' && !this.allows('posts:moderate', space);
		if (permission !== 'spaces:read' || space.visibility === 'public') return false;
		return !this.#standing || (space.visibility === 'private' && !isInside);
	}

	/** What no role and no space can allow. Only where something was allowed, so that the reason is the reason. */
	#limited(rules: Rule[], permission: string, space: SpaceFact | undefined): readonly Rule[] {
		if (space && isHiddenBehindReading(permission) && !this.allows('spaces:read', space))
			rules.push(denied('hidden_space'));
		if (space && TAKING_PART.has(permission) && this.#isOwedFor(space))
			rules.push(denied('unpaid'));
		if (this.#standing?.silenced && TAKING_PART.has(permission)) rules.push(denied('silenced'));
		if (this.owes && TAKING_PART.has(permission)) rules.push(denied('guidelines'));
		if (this.lacksSecondFactor && TAKING_PART.has(permission))
			rules.push({ ...denied('second_factor'), roleIds: this.#base ? [this.#base.id] : [] });
		if (!this.#standing && this.#snapshot.access.visibility === 'private')
			rules.push(denied('private_community'));
		return rules;
	}

	/** Whether a private space is open by nothing but a membership that is owed for. */
	#isOwedFor(space: SpaceFact): boolean {
		if (!this.#standing?.unpaidSpaceIds?.includes(space.id) || space.visibility !== 'private')
			return false;
		if (this.#heldIn(space) !== this.held) return false;
		// What the space or its group says of who reads it holds without a membership, too.
		const more = this.rules('spaces:read', space).filter(({ step }) => !OF_ALL.has(step));
		return !isAllowedBy(more);
	}

	#heldIn(space: SpaceFact | undefined): readonly RoleFact[] {
		const scoped = (space && this.#standing?.scopedRoles?.[space.id]) ?? [];
		if (scoped.length === 0) return this.held;
		return [...this.held, ...this.#snapshot.roles.filter(({ id }) => scoped.includes(id))];
	}

	#voicesOf(isStrong: boolean): Voices {
		const known = this.#voices.get(isStrong);
		if (known) return known;
		const voices = this.#together(this.held, ({ permissions }) => permissions, isStrong);
		this.#voices.set(isStrong, voices);
		return voices;
	}

	/** A role that asks for a second factor allows nothing without one; what it denies, it denies. */
	#together(
		roles: readonly RoleFact[],
		wordsOf: (role: RoleFact) => Words,
		isStrong: boolean,
	): Voices {
		const voices = new Map<string, Said>();
		const mayLock = !isStrong && this.#isAnyStrict;
		for (const role of roles) {
			const words = wordsOf(role);
			for (const permission in words) {
				const word = words[permission];
				if (!word || (mayLock && word === 'allow' && this.#isLocked(role, permission))) continue;
				const said = voices.get(permission);
				if (said?.word === word) said.roleIds.push(role.id);
				else if (!said || word === 'deny') voices.set(permission, { word, roleIds: [role.id] });
			}
		}
		return voices;
	}

	/** Worked out once for each space: what is said there by whom the actor is. */
	#placeOf(space: SpaceFact, isStrong: boolean): Place {
		const known = this.#places.get(isStrong)?.get(space);
		if (known) return known;
		const held = this.#heldIn(space);
		const isScoped = held !== this.held;
		const group = this.#snapshot.groups.find(({ id }) => id === space.groupId);
		const layer = (steps: Layer['steps'], of: { id: string; overrides: Overrides }): Layer => ({
			steps,
			everyone: of.overrides[this.#base?.id ?? ''] ?? NOTHING,
			roles: this.#together(held, ({ id }) => of.overrides[id] ?? NOTHING, isStrong),
			byMember: this.#standing?.overrides?.[of.id] ?? NOTHING,
		});
		const place = {
			space,
			// Who holds a role in a space belongs there.
			isInside: isScoped || (this.#standing?.spaceIds.includes(space.id) ?? false),
			voices: isScoped
				? this.#together(held, ({ permissions }) => permissions, isStrong)
				: this.#voicesOf(isStrong),
			layers: [...(group ? [layer(OF_GROUP, group)] : []), layer(OF_SPACE, space)],
		};
		this.#places.get(isStrong)?.set(space, place);
		return place;
	}
}

/** Whether the last word said is an allowance. */
export function isAllowedBy(rules: readonly Rule[] = NONE): boolean {
	return rules.at(-1)?.word === 'allow';
}

const denied = (step: Step): Rule => ({ step, word: 'deny', roleIds: [] });

/** Who manages a space sees it; everything else in it is behind being able to read it. */
const isHiddenBehindReading = (permission: string) =>
	permission !== 'spaces:read' && permission !== 'spaces:manage';

function say(rules: Rule[], step: Step, said: Said | undefined): void {
	if (said) rules.push({ step, word: said.word, roleIds: said.roleIds });
}
