import { isDeepStrictEqual } from 'node:util';
import type { Condition, RuleDefinition } from './gamification.schema.ts';
import { neverHolds } from './never-holds.ts';
import type { RuleFinding } from './set-trial.schema.ts';

export type LookedAt = {
	id: string;
	name: string;
	definition: RuleDefinition;
	/** Whether it never said anything else. */
	isFirst: boolean;
	/** What it names that is gone. */
	missing: RuleFinding['missing'];
	/** How often something was as it asks, whether a limit held it back or not. */
	met: number;
};

const ORDER: readonly RuleFinding['kind'][] = ['never', 'gone', 'opposed', 'same', 'wider', 'idle'];

/** What is odd about these rules, the gravest first. Of rules that overlap in ways that nobody can tell, nothing is said. */
export function findingsOf(rules: readonly LookedAt[]): RuleFinding[] {
	const found = rules.flatMap((rule, index) => [
		...aboutOne(rule),
		...rules.slice(index + 1).flatMap((other) => aboutTwo(rule, other)),
	]);
	return found.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

const isDead = ({ definition, isFirst }: LookedAt) => neverHolds(definition, isFirst);

const namedOf = ({ id, name }: LookedAt) => ({ ruleId: id, name });

const finding = (
	kind: RuleFinding['kind'],
	rule: LookedAt,
	other: LookedAt | null = null,
): RuleFinding => ({
	...{ kind, rule: namedOf(rule), other: other && namedOf(other) },
	missing: kind === 'gone' ? rule.missing : [],
});

function aboutOne(rule: LookedAt): RuleFinding[] {
	const isNever = isDead(rule);
	return [
		...(isNever ? [finding('never', rule)] : []),
		...(rule.missing.length > 0 ? [finding('gone', rule)] : []),
		...(!isNever && rule.met === 0 ? [finding('idle', rule)] : []),
	];
}

function aboutTwo(one: LookedAt, other: LookedAt): RuleFinding[] {
	const [a, b] = [one.definition, other.definition];
	if (a.on !== b.on || a.to !== b.to || isDead(one) || isDead(other)) return [];
	const [whenA, whenB] = [conditionOf(a), conditionOf(b)];
	const isSame = isDeepStrictEqual(whenA, whenB);
	if (!isSame && whenA !== null && whenB !== null) return [];
	const [giver, taker] = a.points > 0 ? [one, other] : [other, one];
	if (giver.definition.points > 0 && taker.definition.points < 0)
		return [finding('opposed', taker, giver)];
	if (!rewardAlike(a, b)) return [];
	if (isSame) return [finding('same', one, other)];
	const [wide, narrow] = whenA === null ? [one, other] : [other, one];
	return [finding('wider', wide, narrow)];
}

/** Conditions of which there are none hold as often as none. */
const conditionOf = ({ when }: RuleDefinition): Condition | null =>
	when?.is === 'all' && when.of.length === 0 ? null : when;

/** Whether both give or take points, or the same badge, or open the same. */
function rewardAlike(a: RuleDefinition, b: RuleDefinition): boolean {
	if (a.points * b.points > 0 || (a.badgeId !== null && a.badgeId === b.badgeId)) return true;
	if (!a.brings || !b.brings) return false;
	const { roleId, spaceIds } = b.brings;
	return (
		(roleId !== null && a.brings.roleId === roleId) ||
		a.brings.spaceIds.some((id) => spaceIds.includes(id))
	);
}
