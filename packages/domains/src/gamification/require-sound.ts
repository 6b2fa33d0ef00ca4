import { InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityTransaction } from '../context.ts';
import { faultIn } from './expression.ts';
import type { Condition, RuleDefinition } from './gamification.schema.ts';
import { badgesThere } from './rules.queries.ts';

/** Throws `gamification.badge_not_found`, and as `requireExpressions`. */
// authorize: the verbs that take a definition have asked.
export async function requireSound(
	tx: Pick<CommunityTransaction, 'db'>,
	{ badgeId, when }: Pick<RuleDefinition, 'badgeId' | 'when'>,
): Promise<void> {
	requireExpressions(when);
	if (badgeId === null) return;
	const found = await badgesThere(tx.db, [badgeId]).executeTakeFirst();
	if (!found) throw new NotFoundError('gamification.badge_not_found');
}

/** Throws `gamification.expression_wrong` with what is wrong and where it begins. */
// authorize: the verbs that take conditions have asked.
export function requireExpressions(when: Condition | null): void {
	for (const text of when === null ? [] : expressionsIn(when)) {
		const fault = faultIn(text);
		if (fault) throw new InvalidError('gamification.expression_wrong', fault);
	}
}

function expressionsIn(condition: Condition): string[] {
	switch (condition.is) {
		case 'all':
		case 'any':
			return condition.of.flatMap(expressionsIn);
		case 'not':
			return expressionsIn(condition.what);
		case 'expression':
			return [condition.text];
		default:
			return [];
	}
}
