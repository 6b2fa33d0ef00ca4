import { InvalidError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import type { Joining } from './joining.schema.ts';
import { saveJoiningRow } from './joining.queries.ts';

/** How one comes in beside the access rules, for who decides it. */
export function getJoining(ctx: CommunityContext): Joining {
	ctx.authorize('administer', 'Setting', { key: 'access' });
	return ctx.snapshot.joining;
}

/** Changes which domains join without asking and what the others are asked. Throws `members.same_questions`. */
export async function saveJoining(ctx: CommunityContext, joining: Joining): Promise<void> {
	ctx.authorize('administer', 'Setting', { key: 'access' });
	const ids = new Set(joining.questions.map(({ id }) => id));
	if (ids.size < joining.questions.length) throw new InvalidError('members.same_questions');
	const domains = [...new Set(joining.domains)];
	await ctx.transaction(async (tx) => {
		await saveJoiningRow(tx.db, { ...joining, domains }, ctx.clock.now()).execute();
		tx.audit({
			...{
				action: 'settings.updated',
				target: { kind: 'settings', id: 'joining', label: 'joining' },
			},
			...{ before: ctx.snapshot.joining, after: { ...joining, domains } },
		});
		tx.touchCommunity();
	});
}
