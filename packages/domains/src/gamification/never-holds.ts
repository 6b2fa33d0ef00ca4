import {
	HAS_OTHER,
	type Condition,
	type DeedKind,
	type Leaf,
	type RuleDefinition,
} from './gamification.schema.ts';

/** Deeds that happen in no space, and on no post; those that come with a text, and with emojis. */
const WITHOUT_SPACE: ReadonlySet<DeedKind> = new Set(['follow', 'join', 'invitation']);
const WITHOUT_POST: ReadonlySet<DeedKind> = new Set([...WITHOUT_SPACE, 'document']);
const WITH_TEXT: ReadonlySet<DeedKind> = new Set(['post', 'feature', 'comment', 'answer']);
const WITH_EMOJI: ReadonlySet<DeedKind> = new Set(['reaction']);

/**
 * Whether a rule can give nothing, whatever anybody does. Says so only where it is certain: conditions whose truth hangs on
 * what happens are taken for possible. A rule that said nothing else before gave nothing yet: each time is its first, and
 * waiting for a later one it never begins.
 */
export const neverHolds = ({ on, to, when }: RuleDefinition, isFirst: boolean): boolean =>
	when !== null && truthOf(when, { on, to, isFirst }) === 'never';

type Truth = 'always' | 'never' | 'open';
type About = Pick<RuleDefinition, 'on' | 'to'> & { isFirst: boolean };

const OPPOSITE = { always: 'never', never: 'always', open: 'open' } as const;

function truthOf(condition: Condition, about: About): Truth {
	switch (condition.is) {
		case 'all':
			if (excludeEachOther(leavesMeant(condition))) return 'never';
			return OPPOSITE[anyOf(condition.of.map((one) => OPPOSITE[truthOf(one, about)]))];
		case 'any':
			return anyOf(condition.of.map((one) => truthOf(one, about)));
		case 'not':
			return OPPOSITE[truthOf(condition.what, about)];
		default:
			return truthOfLeaf(condition, about);
	}
}

function anyOf(truths: readonly Truth[]): Truth {
	if (truths.includes('always')) return 'always';
	return truths.every((truth) => truth === 'never') ? 'never' : 'open';
}

function truthOfLeaf(leaf: Leaf, { on, to, isFirst }: About): Truth {
	const possible = (isPossible: boolean): Truth => (isPossible ? 'open' : 'never');
	switch (leaf.is) {
		case 'space':
			return possible(!WITHOUT_SPACE.has(on));
		case 'tag':
		case 'postKind':
			return possible(!WITHOUT_POST.has(on));
		case 'length':
			return possible(WITH_TEXT.has(on));
		case 'emoji':
			return possible(WITH_EMOJI.has(on));
		case 'daysMember':
			return possible((leaf.atLeast ?? 0) <= (leaf.atMost ?? Infinity));
		case 'first':
			return isFirst ? 'always' : 'open';
		case 'count':
			// The deed itself is one of them.
			if (leaf.of === on && leaf.as === to && leaf.atLeast === 1) return 'always';
			return possible(leaf.as === 'doer' || HAS_OTHER[leaf.of]);
		default:
			return 'open';
	}
}

/** The single conditions that must all be so. */
function leavesMeant(condition: Condition): Leaf[] {
	if (condition.is === 'all') return condition.of.flatMap(leavesMeant);
	return condition.is === 'any' || condition.is === 'not' ? [] : [condition];
}

/** Whether one deed would have to be in two spaces, of two kinds, or of somebody who is both new and long here. */
function excludeEachOther(leaves: readonly Leaf[]): boolean {
	return leaves.some((a, index) => leaves.slice(index + 1).some((b) => areApart(a, b)));
}

function areApart(a: Leaf, b: Leaf): boolean {
	if ((a.is === 'space' && b.is === 'space') || (a.is === 'postKind' && b.is === 'postKind'))
		return !a.in.some((one) => b.in.includes(one));
	if (a.is !== 'daysMember' || b.is !== 'daysMember') return false;
	const from = Math.max(a.atLeast ?? 0, b.atLeast ?? 0);
	return from > Math.min(a.atMost ?? Infinity, b.atMost ?? Infinity);
}
