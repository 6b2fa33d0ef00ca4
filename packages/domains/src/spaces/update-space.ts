import { memberIdOf } from '@kith/kernel/actor';
import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { changeCover } from '../media/index.ts';
import { sayInOurWords } from './create-space.ts';
import { archiveSpaceRow, spaceById, updateSpaceFields } from './spaces.queries.ts';
import type { SpaceRef, UpdateSpace } from './spaces.schema.ts';

/** Changes a space's words, address and rules. Throws `spaces.changed_meanwhile`, or as opening one does. */
export async function updateSpace(ctx: CommunityContext, input: UpdateSpace): Promise<void> {
	ctx.authorize('update', 'Space', { id: input.spaceId });
	const { spaceId, version, ...fields } = input;
	await ctx
		.transaction(async (tx) => {
			const space = await spaceById(tx.db, spaceId).forNoKeyUpdate().executeTakeFirst();
			if (!space) throw new NotFoundError('spaces.not_found');
			if (space.version !== version) throw new ConflictError('spaces.changed_meanwhile');
			// A group says who may what in its spaces: where a space is filed is for those who run all of them.
			if (space.groupId !== fields.groupId) ctx.authorize('administer', 'Space');
			const { coverFileId = space.coverFileId } = fields;
			await changeCover(tx.db, {
				...{ spaceId, ownerId: memberIdOf(ctx.actor), now: ctx.clock.now() },
				...{ from: space.coverFileId, to: coverFileId },
			});
			await updateSpaceFields(tx.db, spaceId, fields).execute();
			const { id, version: _, ...before } = space;
			const { library = before.library, reactions = before.reactions } = fields;
			const kept = { library, reactions, coverFileId };
			const after = { ...before, ...fields, ...kept };
			const target = { kind: 'space', id, label: space.name, spaceId };
			tx.audit({ action: 'spaces.updated', target, before, after });
			tx.touchCommunity();
		})
		.catch(sayInOurWords);
}

/** Takes a space out of the community; its posts are kept but no longer shown. */
export async function archiveSpace(ctx: CommunityContext, { spaceId }: SpaceRef): Promise<void> {
	ctx.authorize('delete', 'Space', { id: spaceId });
	await ctx.transaction(async (tx) => {
		const space = await spaceById(tx.db, spaceId).forNoKeyUpdate().executeTakeFirst();
		if (!space) throw new NotFoundError('spaces.not_found');
		await archiveSpaceRow(tx.db, spaceId, ctx.clock.now()).execute();
		const target = { kind: 'space', id: spaceId, label: space.name, spaceId };
		tx.audit({ action: 'spaces.archived', target });
		tx.touchCommunity();
	});
}
