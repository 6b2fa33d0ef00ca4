import { AppError, ForbiddenError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { abilityOf } from '../permissions/compile.ts';
import { dayAfter } from './days.ts';
import { explore } from './explore.ts';
import type { AskExplore, Explored } from './explore.schema.ts';

type Reader = { id: string; roleIds: readonly string[] };

/**
 * The answer to a question as a member may have it by the roles they hold in the whole community, of the days up to the
 * evening before a day; null for what they may not ask without a second factor, or what cannot be answered any more.
 */
// authorize: explore asks, for the reader.
export async function exploreFor(
	ctx: CommunityContext,
	reader: Reader,
	asked: AskExplore,
	day: string,
): Promise<Explored | null> {
	const days = { from: dayAfter(day, -asked.days), to: dayAfter(day, -1) };
	try {
		return await explore(contextOf(ctx, reader), { ...asked, ...days });
	} catch (cause) {
		if (cause instanceof AppError) return null;
		throw cause;
	}
}

function contextOf(ctx: CommunityContext, { id, roleIds }: Reader): CommunityContext {
	const standing = { memberId: id, roleIds, spaceIds: [] };
	const { grants, ability } = abilityOf(ctx.snapshot, standing);
	return {
		...{ ...ctx, standing, grants, ability },
		actor: { kind: 'member', memberId: id, userId: '' },
		authorize(action, subject, row) {
			if (!isAllowed(ability, action, subject, row))
				throw new ForbiddenError('permissions.denied', { action, subject });
		},
	};
}
