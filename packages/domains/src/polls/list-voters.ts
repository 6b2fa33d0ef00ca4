import * as z from 'zod';
import { ForbiddenError, NotFoundError } from '@kith/kernel/errors';
import { decodeCursor, toPage, type Page } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { hiddenMembers } from '../permissions/hidden-members.ts';
import { showsResults } from './poll-view.ts';
import { ballotOf, pollById, votersFor } from './polls.queries.ts';
import type { ListVoters, Voter } from './polls.schema.ts';

const Keys = z.tuple([z.uuid()]);

/** Who chose one thing in a named poll, for whoever sees its results. Anonymous polls tell it to nobody. */
export async function listVoters(ctx: CommunityContext, input: ListVoters): Promise<Page<Voter>> {
	ctx.authorize('enter', 'Community');
	const { postId, choice, limit } = input;
	const poll = await pollById(ctx.db, postId).executeTakeFirst();
	if (!poll || !isAllowed(ctx.ability, 'read', 'Post', poll))
		throw new NotFoundError('posts.not_found');
	if (poll.isAnonymous) throw new ForbiddenError('polls.anonymous');
	const mine = await ballotOf(ctx.db, postId, ctx.grants.memberId).executeTakeFirst();
	if (!showsResults(poll, { now: ctx.clock.now(), hasVoted: mine !== undefined }))
		throw new ForbiddenError('polls.results_hidden');
	const after = decodeCursor(input.cursor, Keys)?.[0] ?? null;
	const hidden = hiddenMembers(ctx.grants);
	const rows = await votersFor(ctx.db, { postId, choice, hidden, after, limit }).execute();
	return toPage(rows, limit, ({ id }) => [id]);
}
