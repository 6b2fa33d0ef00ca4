import { memberIdOf } from '@kith/kernel/actor';
import { UnauthenticatedError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { deleteDraft } from './drafts.queries.ts';
import type { DraftRef } from './drafts.schema.ts';

/** Lets go of one's own draft; fine to call without one. */
export async function discardDraft(ctx: CommunityContext, { key }: DraftRef): Promise<void> {
	const memberId = memberIdOf(ctx.actor);
	if (!memberId) throw new UnauthenticatedError('identity.sign_in_needed');
	ctx.authorize('delete', 'Draft', { memberId });
	await deleteDraft(ctx.db, memberId, key).execute();
}
