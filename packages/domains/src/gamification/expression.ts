import { Environment, type ASTNode } from '@marcbachmann/cel-js';
import { LRUCache } from 'lru-cache';
import type { Deed, Recipient } from './evaluate.ts';
import type { Side } from './gamification.schema.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * What an expression of the Common Expression Language may ask of one deed. Integers are whole numbers of CEL, times are
 * told by UTC, the week begins with Monday as 1.
 */
const environment = new Environment({
	unlistedVariablesAreDyn: false,
	limits: {
		...{ maxAstNodes: 150, maxDepth: 16, maxListElements: 50, maxMapEntries: 0 },
		maxCallArguments: 3,
	},
})
	.registerVariable({
		name: 'deed',
		schema: {
			...{ kind: 'string', postKind: 'string', space: 'string', length: 'int' },
			...{ tags: 'list<string>', emojis: 'list<string>', hour: 'int', weekday: 'int' },
		},
	})
	.registerVariable({ name: 'member', schema: { days: 'int', roles: 'list<string>' } })
	.registerVariable({ name: 'other', schema: { roles: 'list<string>' } });

/** What may be called: nothing that takes a pattern, makes texts longer, or knows what time it is. */
const CALLS = new Set(['size', 'contains', 'startsWith', 'endsWith', 'in', 'all', 'exists']);
/** These go through a list; one in another multiplies, and a third would be felt. */
const LOOPS = new Set(['all', 'exists']);
const MOST_LOOPS = 2;

/** What is wrong with an expression, in the words of its language, and where it begins; null for nothing. */
export type ExpressionFault = { what: string; at: number };

/** Looks at an expression without running it: its form, its names and types, and that it ends soon. */
export function faultIn(text: string): ExpressionFault | null {
	const { valid, type, error } = environment.check(text);
	if (!valid || error)
		return {
			what: error && 'summary' in error ? error.summary : 'not an expression',
			at: error?.range?.start ?? 0,
		};
	if (type !== 'bool') return { what: `says ${type}, not yes or no`, at: 0 };
	return faultInside(environment.parse(text).ast, 0);
}

function faultInside(node: ASTNode, loops: number): ExpressionFault | null {
	const { op, args, range } = node;
	const called = op === 'rcall' || op === 'call' ? String((args as readonly unknown[])[0]) : null;
	if (called !== null && !CALLS.has(called))
		return { what: `${called}() is not there`, at: range.start };
	const inside = called !== null && LOOPS.has(called) ? loops + 1 : loops;
	if (inside > MOST_LOOPS)
		return { what: 'lists are gone through in lists of lists', at: range.start };
	for (const part of nodesIn(args)) {
		const fault = faultInside(part, inside);
		if (fault) return fault;
	}
	return null;
}

function nodesIn(value: unknown): ASTNode[] {
	if (Array.isArray(value)) return value.flatMap(nodesIn);
	return typeof value === 'object' && value !== null && 'op' in value ? [value as ASTNode] : [];
}

type Compiled = (values: Record<string, unknown>) => unknown;
const holdsNever: Compiled = () => false;
const compiled = new LRUCache<string, Compiled>({ max: 500 });

/** Looked at before it is run, wherever it comes from: what an archive brings was never saved here. */
const compile = (text: string): Compiled =>
	faultIn(text) === null ? (environment.parse(text) as Compiled) : holdsNever;

type Asked = { deed: Deed; side: Side; recipient: Recipient };

/** Whether an expression holds of a deed. One that is at fault, or comes to nothing, does not. */
export function expressionHolds(text: string, { deed, side, recipient }: Asked): boolean {
	try {
		const run = compiled.get(text) ?? compile(text);
		compiled.set(text, run);
		return run(valuesOf({ deed, side, recipient })) === true;
	} catch {
		return false;
	}
}

function valuesOf({ deed, side, recipient }: Asked): Record<string, unknown> {
	const { facts, at } = deed;
	const [own, others] =
		side === 'doer' ? [facts.roles, facts.otherRoles] : [facts.otherRoles, facts.roles];
	return {
		deed: {
			...{ kind: deed.kind, postKind: facts.postKind ?? '', space: deed.spaceId ?? '' },
			...{ length: BigInt(facts.length ?? 0), tags: facts.tags ?? [], emojis: facts.emojis ?? [] },
			hour: BigInt(new Date(at).getUTCHours()),
			weekday: BigInt(new Date(at).getUTCDay() || 7),
		},
		member: {
			days: BigInt(Math.max(0, Math.floor((at - recipient.joinedAt) / DAY))),
			roles: own ?? [],
		},
		other: { roles: others ?? [] },
	};
}
