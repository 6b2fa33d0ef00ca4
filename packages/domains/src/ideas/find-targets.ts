import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { ideaById, mergeCandidates } from './ideas.queries.ts';
import type { FindIdeas, MergeTargets } from './ideas.schema.ts';

/** Ideas that one can be merged into, by letters of their title; at most eight, most votes first. */
export async function findTargets(ctx: CommunityContext, input: FindIdeas): Promise<MergeTargets> {
	const idea = await ideaById(ctx.db, input.postId).executeTakeFirst();
	if (!idea || !isAllowed(ctx.ability, 'read', 'Post', idea))
		throw new NotFoundError('posts.not_found');
	ctx.authorize('decide', 'Post', idea);
	const search = { ability: ctx.ability, text: input.text, without: idea.id };
	return { targets: await mergeCandidates(ctx.db, search).execute() };
}
