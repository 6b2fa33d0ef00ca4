import {
	Brings,
	RuleDefinition,
	type Condition,
	type DeedKind,
	type Leaf,
	type Side,
} from '@kith/domains/gamification/schema';

/** Who does what: a kind of deed and the side of it that is rewarded. */
export type Occasion = `${DeedKind} ${Side}`;

/** A condition while it is being written; groups hold others. */
export type ConditionDraft = {
	/** Only for lists on the screen. */
	key: string;
	is: Leaf['is'] | 'group';
	isNot: boolean;
	in: string[];
	atLeast: string;
	atMost: string;
	days: string;
	of: Occasion;
	text: string;
	join: 'all' | 'any';
	parts: ConditionDraft[];
};

/** A role and spaces, while they are being chosen; nothing is brought as long as none are. */
export type AccessDraft = {
	roleId: string;
	spaceIds: string[];
	lasts: 'days' | 'good';
	days: string;
};

export type RuleDraft = {
	name: string;
	on: Occasion;
	points: string;
	badgeId: string;
	access: AccessDraft;
	join: 'all' | 'any';
	conditions: ConditionDraft[];
	hour: string;
	day: string;
	ever: string;
	pairDay: string;
	rest: string;
};

export const blankCondition = (is: ConditionDraft['is']): ConditionDraft => ({
	...{ key: crypto.randomUUID(), is, isNot: false, in: [], atLeast: '', atMost: '', days: '' },
	...{ of: 'post doer', text: '', join: 'any', parts: [] },
});

export const blankAccess = (days = 30): AccessDraft => ({
	...{ roleId: '', spaceIds: [], lasts: 'days', days: String(days) },
});

export const blankRule = (): RuleDraft => ({
	access: blankAccess(),
	...{ name: '', on: 'post doer', points: '5', badgeId: '', join: 'all', conditions: [] },
	...{ hour: '', day: '', ever: '', pairDay: '', rest: '' },
});

const textOf = (value: number | null): string => (value === null ? '' : String(value));

/** A rule as the form shows it. */
export function draftOf(name: string, definition: RuleDefinition): RuleDraft {
	const { on, to, when, points, badgeId, brings, most, restMinutes } = definition;
	return {
		...{ name, on: `${on} ${to}`, points: String(points), badgeId: badgeId ?? '' },
		access: brings ? accessDraft(brings) : blankAccess(),
		...conditionsOf(when),
		...{ hour: textOf(most.hour), day: textOf(most.day), ever: textOf(most.ever) },
		...{ pairDay: textOf(most.pairDay), rest: textOf(restMinutes) },
	};
}

const accessDraft = ({ roleId, spaceIds, days }: Brings): AccessDraft => ({
	...blankAccess(days ?? undefined),
	...{ roleId: roleId ?? '', spaceIds: [...spaceIds], lasts: days === null ? 'good' : 'days' },
});

/** What is brought, without regard to whether it is right. */
function readAccess({ roleId, spaceIds, lasts, days }: AccessDraft): unknown {
	if (roleId === '' && spaceIds.length === 0) return null;
	return { roleId: roleId || null, spaceIds, days: lasts === 'good' ? null : Number(days) };
}

/** A tree of conditions as a list, which has one way to go together. */
export function conditionsOf(when: Condition | null): Pick<RuleDraft, 'join' | 'conditions'> {
	if (when === null) return { join: 'all', conditions: [] };
	if (when.is === 'all' || when.is === 'any')
		return { join: when.is, conditions: when.of.map(conditionDraft) };
	return { join: 'all', conditions: [conditionDraft(when)] };
}

/** The tree that a list of conditions stands for, as far as it is complete. */
export function readConditions({ join, conditions }: Pick<RuleDraft, 'join' | 'conditions'>) {
	const parts = conditions.map(readCondition);
	return parts.length === 0 ? null : parts.length === 1 ? parts[0] : { is: join, of: parts };
}

function conditionDraft(condition: Condition): ConditionDraft {
	if (condition.is === 'not') {
		const inner = conditionDraft(condition.what);
		return { ...inner, isNot: !inner.isNot };
	}
	if (condition.is === 'all' || condition.is === 'any')
		return {
			...blankCondition('group'),
			...{ join: condition.is, parts: condition.of.map(conditionDraft) },
		};
	return { ...blankCondition(condition.is), ...leafDraft(condition) };
}

function leafDraft(leaf: Leaf): Partial<ConditionDraft> {
	if ('in' in leaf) return { in: [...leaf.in] };
	if (leaf.is === 'length') return { atLeast: String(leaf.atLeast) };
	if (leaf.is === 'streak') return { days: String(leaf.days) };
	if (leaf.is === 'expression') return { text: leaf.text };
	if (leaf.is === 'daysMember')
		return { atLeast: textOf(leaf.atLeast), atMost: textOf(leaf.atMost) };
	if (leaf.is === 'count')
		return {
			...{ of: `${leaf.of} ${leaf.as}`, days: textOf(leaf.days), atLeast: String(leaf.atLeast) },
		};
	return {};
}

export type RuleFault = 'name' | 'points' | 'access' | 'limits' | 'conditions';
type Read = { faults: ReadonlySet<RuleFault>; definition: RuleDefinition | null };

/** What was typed, as it is sent; or what is wrong with it. */
export function readRule(draft: RuleDraft): Read {
	const faults = new Set<RuleFault>();
	if (draft.name.trim() === '') faults.add('name');
	const badgeId = draft.badgeId === '' ? null : draft.badgeId;
	const points = /^-?\d{1,5}$/.test(draft.points.trim()) ? Number(draft.points) : Number.NaN;
	const brings = readAccess(draft.access);
	if (!Brings.nullable().safeParse(brings).success) faults.add('access');
	const isEmpty = points === 0 && badgeId === null && brings === null;
	if (!Number.isInteger(points) || Math.abs(points) > 10_000 || isEmpty) faults.add('points');
	const limit = (text: string, most: number): number | null => {
		if (text.trim() === '') return null;
		const number = /^\d{1,6}$/.test(text.trim()) ? Number(text) : 0;
		if (number < 1 || number > most) faults.add('limits');
		return number;
	};
	const most = {
		...{ hour: limit(draft.hour, 10_000), day: limit(draft.day, 10_000) },
		...{ ever: limit(draft.ever, 10_000), pairDay: limit(draft.pairDay, 10_000) },
	};
	const restMinutes = limit(draft.rest, 525_600);
	const when = readConditions(draft);
	const [on, to] = draft.on.split(' ');
	const gives = { points, badgeId, brings };
	const read = RuleDefinition.safeParse({ on, to, when, ...gives, most, restMinutes });
	if (!read.success && faults.size === 0) faults.add('conditions');
	return { faults, definition: read.success && faults.size === 0 ? read.data : null };
}

function readCondition(draft: ConditionDraft): unknown {
	const plain = draft.is === 'group' ? readGroup(draft) : readLeaf(draft.is, draft);
	return draft.isNot ? { is: 'not', what: plain } : plain;
}

const readGroup = ({ join, parts }: ConditionDraft) => ({ is: join, of: parts.map(readCondition) });

const whole = (text: string): number | null =>
	text.trim() === '' ? null : /^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN;

function readLeaf(is: Leaf['is'], draft: ConditionDraft): unknown {
	const [of, as] = draft.of.split(' ');
	const [atLeast, atMost, days] = [whole(draft.atLeast), whole(draft.atMost), whole(draft.days)];
	switch (is) {
		case 'first':
			return { is };
		case 'length':
			return { is, atLeast };
		case 'streak':
			return { is, days };
		case 'daysMember':
			// Without any bound it would say nothing.
			return { is, atLeast: atLeast === null && atMost === null ? Number.NaN : atLeast, atMost };
		case 'count':
			return { is, of, as, days, atLeast };
		case 'expression':
			return { is, text: draft.text };
		default:
			return { is, in: draft.in };
	}
}
