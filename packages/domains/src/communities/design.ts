import { ConflictError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { requireLogo } from '../media/index.ts';
import { saveSetting } from './communities.queries.ts';
import type { Look } from './communities.schema.ts';

/**
 * Keeps a look for trying out: only the preview shows it. Throws `media.foreign_picture` for a logo that was not
 * uploaded here.
 */
export async function saveDraftLook(ctx: CommunityContext, look: Look): Promise<void> {
	ctx.authorize('update', 'Community');
	await ctx.transaction(async (tx) => {
		await requireLogo(tx.db, look.logoFileId);
		await saveSetting(tx.db, 'look.draft', look, ctx.clock.now()).execute();
		tx.touchCommunity();
	});
}

/** Makes the tried look the community's look, for everyone, at once. */
export async function publishLook(ctx: CommunityContext, look: Look): Promise<void> {
	ctx.authorize('update', 'Community');
	if (JSON.stringify(look) !== JSON.stringify(ctx.snapshot.draftLook))
		throw new ConflictError('communities.draft_changed');
	await ctx.transaction(async (tx) => {
		await saveSetting(tx.db, 'look', look, ctx.clock.now()).execute();
		tx.audit({
			action: 'look.published',
			target: { kind: 'look', id: 'look', label: ctx.community.name },
			...{ before: ctx.snapshot.look, after: look },
		});
		tx.touchCommunity();
	});
}

/** Throws the tried look away. */
// authorize: asked by the verb it calls.
export async function discardDraftLook(ctx: CommunityContext): Promise<void> {
	await saveDraftLook(ctx, ctx.snapshot.look);
}
