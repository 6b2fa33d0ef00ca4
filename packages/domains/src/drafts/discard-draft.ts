import { selfOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import { deleteDraft } from './drafts.queries.ts';
import type { DraftRef } from './drafts.schema.ts';

/** Lets go of one's own draft; fine to call without one. */
export async function discardDraft(ctx: CommunityContext, { key }: DraftRef): Promise<void> {
	const memberId = selfOf(ctx.actor);
	ctx.authorize('delete', 'Draft', { memberId });
	await deleteDraft(ctx.db, memberId, key).execute();
}
