import { selfOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import type { DismissSuggestion } from './feeds.schema.ts';
import { dismissRow } from './suggestions.queries.ts';

/** Puts a suggestion away for the actor, or lets it come back. An id that nothing has changes nothing they see. */
export async function dismissSuggestion(
	ctx: CommunityContext,
	{ suggestedId, on }: DismissSuggestion,
): Promise<void> {
	ctx.authorize('enter', 'Community');
	const memberId = selfOf(ctx.actor);
	await ctx.transaction(async (tx) => {
		await dismissRow(tx.db, memberId, suggestedId, on).execute();
	});
}
