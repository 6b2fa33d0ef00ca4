import { ForbiddenError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { requireMayOpen } from '../tiers/index.ts';
import { faultIn } from './expression.ts';
import type { Brings, Condition, RuleDefinition } from './gamification.schema.ts';
import { isOnlyFun } from './only-fun.ts';
import { badgesThere } from './rules.queries.ts';

/** Throws `gamification.badge_not_found`, and as `requireExpressions` and `requireOnlyFun`. */
// authorize: the verbs that take a definition have asked.
export async function requireSound(
	ctx: Pick<CommunityContext, 'snapshot'>,
	tx: Pick<CommunityTransaction, 'db'>,
	{ badgeId, when, brings }: Pick<RuleDefinition, 'badgeId' | 'when' | 'brings'>,
): Promise<void> {
	requireExpressions(when);
	if (brings) requireOnlyFun(ctx, brings);
	if (badgeId === null) return;
	const found = await badgesThere(tx.db, [badgeId]).executeTakeFirst();
	if (!found) throw new NotFoundError('gamification.badge_not_found');
}

/** Nobody wins power: throws `roles.not_found`, `spaces.not_found` and `gamification.role_keeps_order`. */
function requireOnlyFun(
	{ snapshot }: Pick<CommunityContext, 'snapshot'>,
	{ roleId, spaceIds }: Brings,
): void {
	const role = snapshot.roles.find(({ id }) => id === roleId);
	if (roleId !== null && !role) throw new NotFoundError('roles.not_found');
	if (role && !isOnlyFun(role)) throw new ForbiddenError('gamification.role_keeps_order');
	if (!spaceIds.every((id) => snapshot.spaces.some((space) => space.id === id)))
		throw new NotFoundError('spaces.not_found');
}

/**
 * Whoever lets a rule bring something must be able to open it for a single member, each time they write or publish it:
 * otherwise they could make it easy to win for themselves. Throws as `requireMayOpen`.
 */
export function requireMayBring(ctx: CommunityContext, { brings }: RuleDefinition): void {
	if (brings === null) return;
	const { roleId, spaceIds } = brings;
	requireMayOpen(ctx, [
		...(roleId === null ? [] : [{ kind: 'role' as const, roleId }]),
		...spaceIds.map((spaceId) => ({ kind: 'space' as const, spaceId })),
	]);
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
